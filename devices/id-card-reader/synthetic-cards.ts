import { citizenIdCheckCharacter } from '../../main/contract/citizen-id.ts';
import { PHOTO_BYTES } from './chip-data.ts';
import type { IdCard } from './id-card-reader.ts';

/** A card of nobody: an adult, valid until 2035. For simulators and tests. */
export function syntheticCard(overrides: Partial<IdCard> = {}): IdCard {
  return {
    layout: 'resident',
    name: '陈静',
    sex: 'male',
    nationCode: '01',
    birthDate: '1990-01-01',
    address: '重庆市江北区示例路1号1单元1-1',
    number: syntheticNumber('50010519900101001'),
    issuer: '重庆市公安局江北区分局',
    validFrom: '2015-06-01',
    validUntil: '2035-06-01',
    photo: syntheticPhoto(),
    ...overrides,
  };
}

/** The cards that a session must cope with. */
export const syntheticCards = {
  valid: syntheticCard(),
  expired: syntheticCard({
    name: '王志强',
    number: syntheticNumber('50010519850315003'),
    birthDate: '1985-03-15',
    validFrom: '2004-03-01',
    validUntil: '2024-03-01',
  }),
  /** Cards issued to people over 45 never expire. */
  forLife: syntheticCard({
    name: '李桂兰',
    sex: 'female',
    number: syntheticNumber('50010519520820002'),
    birthDate: '1952-08-20',
    validFrom: '2012-08-20',
    validUntil: null,
  }),
  longName: syntheticCard({
    name: '阿依古丽·买买提江',
    sex: 'female',
    nationCode: '05',
    number: syntheticNumber('65010219930712004'),
    birthDate: '1993-07-12',
    address: '新疆维吾尔自治区乌鲁木齐市天山区示例街2号',
    issuer: '乌鲁木齐市公安局天山区分局',
  }),
  /** Extension A, a character of 2009's extension, and one that needs a surrogate pair. */
  rareName: syntheticCard({
    name: '㛃䶮𬱖',
    number: syntheticNumber('50010519990909011'),
    birthDate: '1999-09-09',
  }),
  /** A nation code that no table has must be carried, not refused. */
  unknownNation: syntheticCard({ nationCode: '59' }),
} as const;

function syntheticNumber(seventeenDigits: string): string {
  return seventeenDigits + citizenIdCheckCharacter(seventeenDigits);
}

/** Looks like a WLT block from outside: mark, 102 × 126 pixels, then bytes that mean nothing. */
function syntheticPhoto(): Uint8Array {
  const photo = new Uint8Array(PHOTO_BYTES);
  photo.set([0x57, 0x4c, 0x66, 0x00, 0x7e, 0x00, 0x32, 0x00, 0x00, 0xff, 0x85]);
  for (let at = 11, noise = 1; at < PHOTO_BYTES; at += 1) {
    noise = (Math.imul(noise, 1103515245) + 12345) >>> 0;
    photo[at] = noise >>> 16;
  }
  return photo;
}
