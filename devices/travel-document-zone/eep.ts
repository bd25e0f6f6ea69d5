import iconv from 'iconv-lite';
import { err, ok } from '../../main/contract/result.ts';
import type { MrzField, TravelDocumentKind } from '../../main/contract/travel-document.ts';
import { checkDigit } from './check-digit.ts';
import { zoneDate } from './zone-date.ts';
import { zoneNames, zoneSex, type ZoneResult } from './zone-fields.ts';

/** Chinese exit-entry permits (cards since 2014): 往来港澳通行证 and 往来台湾通行证. Three lines of 30, not those of ICAO's TD1. */
const kinds: Readonly<Record<string, TravelDocumentKind>> = { CS: 'hkMacaoPermit', CD: 'taiwanPermit' };

/** Where each field lies in the first line; its check digit follows it. What digit 29 covers, no source tells: not judged. */
const guarded = {
  documentNumber: [2, 11],
  expiryDate: [13, 19],
  birthDate: [21, 27],
} as const satisfies Partial<Record<MrzField, readonly [number, number]>>;
/** In the second line. */
const CHINESE_NAME = [0, 12] as const;
const NAMES = [12, 30] as const;

/**
 * Whether three lines of 30 are such a permit: where ICAO has a state's letters, this has the number's digits. A number is
 * C and eight digits or C, a letter and seven; of the card for Taiwan also L and eight.
 */
export const isPermit = ([first = '']: readonly string[]): boolean => /^(?:C[SD]C[A-Z0-9]|CDL\d)\d/.test(first);

export function readPermit(lines: readonly string[], now: Date): ZoneResult {
  const [first = '', second = '', third = ''] = lines;
  const field = (name: keyof typeof guarded): string => first.slice(...guarded[name]);
  const kind = kinds[first.slice(0, 2)];
  if (!kind) return err({ code: 'notSupported' });
  const wrong = (['documentNumber', 'birthDate', 'expiryDate'] as const).filter(
    (name) => checkDigit(field(name)) !== first[guarded[name][1]],
  );
  if (wrong.length > 0) return err({ code: 'checkDigit', fields: wrong });
  const names = zoneNames(second.slice(...NAMES));
  const birthDate = zoneDate(field('birthDate'), 'birth', now);
  const expiryDate = zoneDate(field('expiryDate'), 'expiry', now);
  if (!names || birthDate === undefined || expiryDate === undefined) return err({ code: 'unreadable' });
  return ok({
    kind,
    format: 'EEP',
    number: field('documentNumber').replaceAll('<', ''),
    ...names,
    chineseName: decodeChineseName(second.slice(...CHINESE_NAME)),
    issuingState: 'CHN',
    nationality: 'CHN',
    birthDate,
    sex: zoneSex(third.charAt(0)),
    expiryDate,
  });
}

/** Letters of the half bytes 0 to 15. An O would look like a zero to a scanner, so 14 is written as the filler. */
const halfBytes = 'ABCDEFGHIJKLMN<P';
const LETTERS_A_CHARACTER = 4;
/** Four fillers could be 铑, a metal; in the last places of a name they are room that it does not need. */
const unused = /(?:<{4})+$/;

/**
 * The Chinese name from its coded letters: each byte of GBK is two letters (NGKELMP<NBPJ → 证件样). The zone has room for
 * three characters. Null when the letters are no Chinese characters: nothing guards them against an unread letter.
 */
export function decodeChineseName(letters: string): string | null {
  const nibbles = Array.from(letters.replace(unused, ''), (letter) => halfBytes.indexOf(letter));
  if (nibbles.length === 0 || nibbles.length % LETTERS_A_CHARACTER !== 0 || nibbles.includes(-1)) return null;
  const bytes = Uint8Array.from({ length: nibbles.length / 2 }, (_, index) => {
    const [high = 0, low = 0] = nibbles.slice(index * 2, index * 2 + 2);
    return high * 16 + low;
  });
  const name = iconv.decode(Buffer.from(bytes), 'gbk');
  return /^[\p{Script=Han}·]+$/u.test(name) ? name : null;
}

/** The coded letters of a name's first three characters, filled up: for the simulator. */
export function encodeChineseName(name: string): string {
  const bytes = iconv.encode(Array.from(name).slice(0, 3).join(''), 'gbk');
  return Array.from(bytes, (byte) => halfBytes.charAt(byte >> 4) + halfBytes.charAt(byte & 15))
    .join('')
    .padEnd(12, '<');
}
