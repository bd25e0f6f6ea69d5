import type { TravelDocument } from '../../main/contract/travel-document.ts';
import { encodeChineseName } from '../travel-document-zone/eep.ts';
import { withCheckDigits } from './synthetic-documents.ts';

/** The zone that says what this passport, exit-entry permit or card of a resident of Hong Kong, Macao or Taiwan says: for simulators. */
export const zoneLinesOf = (document: TravelDocument): readonly string[] => withCheckDigits(lines(document));

/** Zeros stand for the check digits. */
function lines(document: TravelDocument): readonly string[] {
  const { kind, format, issuingState, nationality } = document;
  const name = `${latin(document.surname)}<<${latin(document.givenNames)}`;
  const sex = { male: 'M', female: 'F', unknown: '<' }[document.sex];
  const birth = shortDate(document.birthDate);
  const expiry = shortDate(document.expiryDate);
  const number = fill(document.number, 9);
  if (format === 'EEP') {
    const code = kind === 'taiwanPermit' ? 'CD' : 'CS';
    return [
      `${code}${number}0<${expiry}0<${birth}0<0`,
      encodeChineseName(document.chineseName ?? '') + fill(name, 18),
      fill(sex, 30),
    ];
  }
  if (format === 'TD1') {
    const code = kind === 'taiwanCompatriotPermit' ? 'CT' : 'CR';
    return [
      fill(`${code}${issuingState}${number}0`, 30),
      `${birth}0${sex}${expiry}0${nationality}${fill('', 11)}0`,
      fill(name, 30),
    ];
  }
  return [fill(`P<${issuingState}${name}`, 44), `${number}0${nationality}${birth}0${sex}${expiry}0${fill('', 14)}00`];
}

const latin = (name: string): string => name.replaceAll(' ', '<');
const fill = (text: string, length: number): string => text.padEnd(length, '<').slice(0, length);
/** YYYY-MM-DD → YYMMDD */
const shortDate = (date: string | null): string => date?.replaceAll('-', '').slice(2) ?? '<<<<<<';
