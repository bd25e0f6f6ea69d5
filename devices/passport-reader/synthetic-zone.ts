import type { TravelDocument } from '../../main/contract/travel-document.ts';
import { encodeChineseName } from './eep.ts';
import { withCheckDigits } from './synthetic-documents.ts';

/** The zone that says what this passport (TD3) or exit-entry permit says, for simulators: check digits included. */
export function zoneLinesOf(document: TravelDocument): readonly string[] {
  const name = `${latin(document.surname)}<<${latin(document.givenNames)}`;
  const sex = { male: 'M', female: 'F', unknown: '<' }[document.sex];
  const birth = shortDate(document.birthDate);
  const expiry = shortDate(document.expiryDate);
  if (document.format === 'EEP') {
    const code = document.kind === 'taiwanPermit' ? 'CD' : 'CS';
    return withCheckDigits([
      `${code}${fill(document.number, 9)}0<${expiry}0<${birth}0<0`,
      encodeChineseName(document.chineseName ?? '') + fill(name, 18),
      fill(sex, 30),
    ]);
  }
  return withCheckDigits([
    fill(`P<${document.issuingState}${name}`, 44),
    `${fill(document.number, 9)}0${document.nationality}${birth}0${sex}${expiry}0${fill('', 14)}00`,
  ]);
}

const latin = (name: string): string => name.replaceAll(' ', '<');
const fill = (text: string, length: number): string => text.padEnd(length, '<').slice(0, length);
/** YYYY-MM-DD → YYMMDD */
const shortDate = (date: string | null): string => date?.replaceAll('-', '').slice(2) ?? '<<<<<<';
