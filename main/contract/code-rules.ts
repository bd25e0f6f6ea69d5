import {
  citizenIdCheckCharacter,
  citizenIdProblem,
  finishedCitizenIdProblem,
  normaliseCitizenId,
} from './citizen-id.ts';
import { compareShape, lengths, plateProvinces } from './code-shape.ts';
import { isReceiptNumber, isWronglyTypedReceiptNumber, normaliseReceiptNumber } from './receipt-number.ts';
import { vinCheckIsRight } from './vin.ts';

/** Numbers that have a shape of their own, by what they name. */
export const codeRules = [
  'citizenId',
  'hmtResidencePermit',
  'foreignPermanentResidence',
  'passport',
  'chinesePassport',
  'exitEntryPermit',
  'homeReturnPermit',
  'taiwanCompatriotPermit',
  'taiwanTravelPermit',
  'plate',
  'vin',
  'vinTail',
  'licenceFile',
  'decision',
  'receipt',
  'documentTail',
  'engine',
  'serial',
] as const;
export type CodeRule = (typeof codeRules)[number];

/** `tooShort`: what is there so far can still become right. */
export type CodeFault = 'tooShort' | 'badShape' | 'badCheck' | 'badArea' | 'badDate' | 'firstGeneration' | 'notDigits';
export type CodeWarning = 'checkDigit';

export interface CodeCheck {
  /** As it is kept: capitals, no spaces. */
  readonly normalise: (typed: string) => string;
  /** For a finished, normalised entry. */
  readonly fault: (code: string) => CodeFault | null;
  /** For one that is still being typed, where that makes a difference. */
  readonly faultSoFar?: (code: string) => CodeFault | null;
  /** For one without a fault. */
  readonly warning?: (code: string) => CodeWarning | null;
  readonly maxLength: number;
  readonly keys: 'digits' | 'letters' | 'idDigits' | 'plate';
  /** Letters that such a number never has, so that nobody takes a 0 for an O. */
  readonly without?: string;
}

const plain = (typed: string): string => typed.replaceAll(/[\s·-]/g, '').toUpperCase();

/** `check`: of a number that has its shape. */
const shaped = (
  templates: readonly string[],
  keys: CodeCheck['keys'],
  rest: { readonly without?: string; readonly check?: (code: string) => CodeFault | null } = {},
): CodeCheck => ({
  normalise: plain,
  fault: (code) => {
    const compared = compareShape(code, templates);
    if (compared !== 'whole') return compared === 'begun' ? 'tooShort' : 'badShape';
    return rest.check?.(code) ?? null;
  },
  maxLength: Math.max(...templates.map((template) => template.length)),
  keys,
  ...(rest.without === undefined ? {} : { without: rest.without }),
});

/** 居民居住证 for residents of Hong Kong, Macao and Taiwan: a citizen's number with an area code of its own. */
const hmtAreas = ['810000', '820000', '830000'];
const hmtResidencePermitFault = (code: string): CodeFault | null =>
  hmtAreas.some((area) => area.startsWith(code.slice(0, 6))) ? citizenIdProblem(code) : 'badArea';

/** Cards since 2023-12-01 have 18 characters from a 9 on; older ones, three letters and 12 digits, run until they end. */
const foreignResidenceCheck = (code: string): CodeFault | null =>
  code.length === 15 || citizenIdCheckCharacter(code) === code[17] ? null : 'badCheck';

const receiptTemplates = lengths(12, 20, 'a');
const receiptFault = (code: string): CodeFault | null => {
  if (isReceiptNumber(code)) return null;
  if (isWronglyTypedReceiptNumber(code)) return 'badCheck';
  const compared = compareShape(code, receiptTemplates);
  if (compared === 'whole') return null;
  return compared === 'begun' ? 'tooShort' : 'badShape';
};

/** GA 36: the province, the office's letter, then five places; six, with one of its letters, for new energy. */
const plateTemplates = ['cpnnnnz', 'cpendddd', 'cpddddde'];

const plateShape = shaped(plateTemplates, 'plate', { without: 'IO' });
const isOfProvince = (plate: string): boolean => plateProvinces.includes(plate.charAt(0));

export const codeChecks: Readonly<Record<CodeRule, CodeCheck>> = {
  citizenId: {
    normalise: normaliseCitizenId,
    fault: finishedCitizenIdProblem,
    faultSoFar: citizenIdProblem,
    maxLength: 18,
    keys: 'idDigits',
  },
  hmtResidencePermit: { normalise: plain, fault: hmtResidencePermitFault, maxLength: 18, keys: 'idDigits' },
  foreignPermanentResidence: shaped([`9${'d'.repeat(16)}x`, `lll${'d'.repeat(12)}`], 'letters', {
    check: foreignResidenceCheck,
  }),
  passport: shaped(lengths(5, 15, 'a'), 'letters'),
  chinesePassport: shaped(['Edddddddd', 'Epddddddd', 'Gdddddddd'], 'letters', { without: 'IO' }),
  exitEntryPermit: shaped(['Cdddddddd', 'Cpddddddd'], 'letters', { without: 'IO' }),
  homeReturnPermit: shaped(['Hdddddddd', 'Mdddddddd', 'Hdddddddddd', 'Mdddddddddd'], 'letters', { without: 'IO' }),
  taiwanCompatriotPermit: shaped(['dddddddd'], 'digits'),
  taiwanTravelPermit: shaped(['Tdddddddd', 'Ldddddddd'], 'letters', { without: 'IO' }),
  plate: { ...plateShape, fault: (plate) => (isOfProvince(plate) ? plateShape.fault(plate) : 'badArea') },
  vin: {
    ...shaped(['v'.repeat(17)], 'letters', { without: 'IOQ' }),
    warning: (vin) => (vinCheckIsRight(vin) ? null : 'checkDigit'),
  },
  vinTail: shaped(['v'.repeat(6)], 'letters', { without: 'IOQ' }),
  licenceFile: shaped(['d'.repeat(12)], 'digits'),
  decision: shaped(lengths(15, 16, 'd'), 'digits'),
  receipt: { normalise: normaliseReceiptNumber, fault: receiptFault, maxLength: 30, keys: 'letters' },
  documentTail: shaped(['aaaa'], 'letters'),
  engine: shaped(lengths(1, 30, 'a'), 'letters'),
  serial: shaped(lengths(4, 30, 'a'), 'letters'),
};
