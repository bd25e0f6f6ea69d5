import { parse, type Details, type FieldName } from 'mrz';
import { err, ok } from '../../main/contract/result.ts';
import {
  mrzFields,
  type MrzField,
  type TravelDocument,
  type TravelDocumentKind,
} from '../../main/contract/travel-document.ts';
import { zoneDate } from './zone-date.ts';
import { spaced, zoneNames, zoneSex, type ZoneResult } from './zone-fields.ts';

type IcaoFormat = Exclude<TravelDocument['format'], 'EEP'>;

/** The check digits by the name that the parser of zones has for them. Visas have the first three only. */
const checkDigitNames: Readonly<Record<MrzField, FieldName>> = {
  documentNumber: 'documentNumberCheckDigit',
  birthDate: 'birthDateCheckDigit',
  expiryDate: 'expirationDateCheckDigit',
  personalNumber: 'personalNumberCheckDigit',
  composite: 'compositeCheckDigit',
};
const visaCheckDigits: readonly MrzField[] = ['documentNumber', 'birthDate', 'expiryDate'];

/**
 * Reads a zone of ICAO 9303. The parser knows no visas: up to the expiry date they are laid out as passports (MRV-A) and
 * as TD2 (MRV-B) are. Of what it says we take places and check digits; it would refuse a state that its list lacks.
 */
export function readIcaoZone(lines: readonly string[], format: IcaoFormat, now: Date): ZoneResult {
  const parsed = parse(lines);
  // Cards of France before 2021 have the size of TD2 and a layout of their own.
  if (!['TD1', 'TD2', 'TD3'].includes(parsed.format)) return err({ code: 'notSupported' });
  const detail = (name: FieldName): Details | undefined => parsed.details.find(({ field }) => field === name);
  const raw = (name: FieldName): string => {
    const [range] = detail(name)?.ranges ?? [];
    return range ? (lines[range.line] ?? '').slice(range.start, range.end) : '';
  };
  const isVisa = format === 'MRV-A' || format === 'MRV-B';
  const wrong = mrzFields
    .filter((field) => !isVisa || visaCheckDigits.includes(field))
    .filter((field) => detail(checkDigitNames[field])?.valid === false);
  if (wrong.length > 0) return err({ code: 'checkDigit', fields: wrong });
  const names = zoneNames(raw('lastName'));
  const birthDate = zoneDate(raw('birthDate'), 'birth', now);
  const expiryDate = zoneDate(raw('expirationDate'), 'expiry', now);
  const number = spaced(detail('documentNumber')?.value ?? '');
  if (!names || !number || birthDate === undefined || expiryDate === undefined) return err({ code: 'unreadable' });
  return ok({
    kind: kindOf(lines, number),
    format,
    number,
    ...names,
    chineseName: null,
    issuingState: spaced(raw('issuingState')),
    nationality: spaced(raw('nationality')),
    birthDate,
    sex: zoneSex(raw('sex')),
    expiryDate,
  });
}

/**
 * Cards of China for residents of Hong Kong and Macao (港澳居民来往内地通行证, since 2013) and of Taiwan (台湾居民来往大陆通行证, since
 * 2015), by the letters of the document's code, with the numbers that they have. [M] the codes: no standard names them.
 */
const homeCards: Readonly<Record<string, { readonly kind: TravelDocumentKind; readonly number: RegExp }>> = {
  CRCHN: { kind: 'homeReturnPermit', number: /^[HM]\d{8}$/ },
  CTCHN: { kind: 'taiwanCompatriotPermit', number: /^\d{8}$/ },
};

function kindOf([first = '']: readonly string[], number: string): TravelDocumentKind {
  if (first.startsWith('V')) return 'visa';
  if (first.startsWith('P')) return 'passport';
  const card = homeCards[first.slice(0, 5)];
  return card?.number.test(number) ? card.kind : 'identityCard';
}
