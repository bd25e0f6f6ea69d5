import { citizenIdCheckCharacter, citizenIdProblem } from '../../main/contract/citizen-id.ts';
import { foreignCheckDigit, formerForeignNumber } from './foreign-number.ts';
import type { ForeignCard2017, ForeignCard2023, IdCard, ResidencePermit, ResidentCard } from './id-card-reader.ts';
import { syntheticFinger } from './read-data.ts';
import { syntheticPhoto } from './synthetic-photo.ts';

/** A resident card of nobody: an adult, valid until 2035. For simulators and tests. */
export function syntheticCard(overrides: Partial<ResidentCard> = {}): ResidentCard {
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
    newestAddress: null,
    photo: syntheticPhoto(),
    ...overrides,
  };
}

/** The resident cards that a session must cope with. */
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
  moved: syntheticCard({ newestAddress: '重庆市渝中区示例巷3号2单元5-4' }),
} as const;

/** Two fingers, as cards issued since 2013 have them. */
export const syntheticFingers = [syntheticFinger('rightThumb'), syntheticFinger('leftIndex')] as const;

function residencePermit(overrides: Pick<ResidencePermit, 'name' | 'number' | 'permitNumber'>): ResidencePermit {
  return {
    layout: 'hmt',
    sex: 'female',
    birthDate: '1988-03-05',
    address: '广东省深圳市南山区示例道8号',
    issuer: '深圳市公安局',
    issueCount: '01',
    validFrom: '2024-05-01',
    validUntil: '2029-05-01',
    photo: syntheticPhoto(),
    ...overrides,
  };
}

function foreignCard2017(overrides: Partial<ForeignCard2017> = {}): ForeignCard2017 {
  const fourteen = 'USA50018803051';
  return {
    layout: 'foreign2017',
    name: '示例娜',
    chineseName: '示例娜',
    englishName: 'SAMPLE, ANNA MARIA',
    sex: 'female',
    number: fourteen + foreignCheckDigit(fourteen),
    nationality: 'USA',
    birthDate: '1988-03-05',
    validFrom: '2018-02-01',
    validUntil: '2028-02-01',
    cardVersion: '01',
    acceptingAuthority: '5000',
    photo: syntheticPhoto(2),
    ...overrides,
  };
}

function foreignCard2023(overrides: Partial<ForeignCard2023> = {}): ForeignCard2023 {
  const number = syntheticNumber('95084019880305001');
  return {
    layout: 'foreign2023',
    name: '示例娜',
    chineseName: '示例娜',
    englishName: 'SAMPLE, ANNA MARIA',
    sex: 'female',
    number,
    nationality: 'USA',
    birthDate: '1988-03-05',
    validFrom: '2024-02-01',
    validUntil: '2034-02-01',
    renewalCount: '01',
    formerNumber: formerForeignNumber({ number, nationality: 'USA', link: '011' }),
    photo: syntheticPhoto(3),
    ...overrides,
  };
}

/** The other documents on this kind of chip. */
export const syntheticPermits = {
  hongKong: residencePermit({
    name: '示例敏',
    number: syntheticNumber('81000019880305002'),
    permitNumber: 'H00000000',
  }),
  macao: residencePermit({ name: '示例慧', number: syntheticNumber('82000019880305004'), permitNumber: 'M00000000' }),
  taiwan: residencePermit({ name: '示例雯', number: syntheticNumber('83000019880305006'), permitNumber: '00000000' }),
  foreign2017: foreignCard2017(),
  foreign2017WithoutChineseName: foreignCard2017({ name: 'SAMPLE, ANNA MARIA', chineseName: '' }),
  foreign2023: foreignCard2023(),
  foreign2023First: foreignCard2023({ renewalCount: '00', formerNumber: null }),
  /** More than the 35 characters of the first place, with a space at the border. */
  foreign2023LongName: foreignCard2023({ englishName: 'SAMPLE-LONGNAME, MARIA ANNAMARIETTA THE THIRD' }),
} as const;

/** The card with a chip that somebody with this number has; throws for a number that is on no such card. */
export function syntheticCardOf(person: Pick<ResidentCard, 'name' | 'number' | 'sex' | 'birthDate'>): IdCard {
  const { name, number, sex, birthDate } = person;
  const permit = Object.values(syntheticPermits).find((card) => card.number === number);
  if (!permit && citizenIdProblem(number) !== null) throw new Error(`no card has the number ${number}`);
  return permit ?? syntheticCard({ name, number, sex, birthDate });
}

function syntheticNumber(seventeenDigits: string): string {
  return seventeenDigits + citizenIdCheckCharacter(seventeenDigits);
}
