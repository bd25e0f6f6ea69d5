import type { MrzField } from '../../main/contract/travel-document.ts';
import { checkDigit } from '../travel-document-zone/check-digit.ts';
import { encodeChineseName } from '../travel-document-zone/eep.ts';

type Span = readonly [line: number, start: number, end: number];

/** Per shape of a zone: what each check digit covers, and where it stands. */
const checkDigits: readonly {
  readonly isOf: (lines: readonly string[]) => boolean;
  readonly fields: readonly (readonly [field: MrzField, covers: readonly Span[], at: Span])[];
}[] = [
  {
    isOf: ([first = '']) => /^C[SD]/.test(first) && first.length === 30,
    fields: [
      ['documentNumber', [[0, 2, 11]], [0, 11, 12]],
      ['expiryDate', [[0, 13, 19]], [0, 19, 20]],
      ['birthDate', [[0, 21, 27]], [0, 27, 28]],
    ],
  },
  {
    isOf: ([first = '']) => first.length === 30,
    fields: [
      ['documentNumber', [[0, 5, 14]], [0, 14, 15]],
      ['birthDate', [[1, 0, 6]], [1, 6, 7]],
      ['expiryDate', [[1, 8, 14]], [1, 14, 15]],
      [
        'composite',
        [
          [0, 5, 30],
          [1, 0, 7],
          [1, 8, 15],
          [1, 18, 29],
        ],
        [1, 29, 30],
      ],
    ],
  },
  {
    isOf: ([first = '']) => first.startsWith('V'),
    fields: secondLine(),
  },
  {
    isOf: ([first = '']) => first.length === 36,
    fields: [...secondLine(), composite(35)],
  },
  {
    isOf: () => true,
    fields: [...secondLine(), ['personalNumber', [[1, 28, 42]], [1, 42, 43]], composite(43)],
  },
];

function secondLine(): (readonly [MrzField, readonly Span[], Span])[] {
  return [
    ['documentNumber', [[1, 0, 9]], [1, 9, 10]],
    ['birthDate', [[1, 13, 19]], [1, 19, 20]],
    ['expiryDate', [[1, 21, 27]], [1, 27, 28]],
  ];
}

function composite(at: number): readonly [MrzField, readonly Span[], Span] {
  return [
    'composite',
    [
      [1, 0, 10],
      [1, 13, 20],
      [1, 21, at],
    ],
    [1, at, at + 1],
  ];
}

const fieldsOf = (lines: readonly string[]) => checkDigits.find(({ isOf }) => isOf(lines))?.fields ?? [];

/** The fields of a zone that a check digit guards. */
export const guardedFields = (lines: readonly string[]): readonly MrzField[] => fieldsOf(lines).map(([field]) => field);

/** The zone with its check digits reckoned anew, that of `wrongField` off by one. The composite agrees with what it covers. */
export function withCheckDigits(lines: readonly string[], wrongField?: MrzField): readonly string[] {
  return fieldsOf(lines).reduce((done, [field, covers, at]) => {
    const right = checkDigit(covers.map(([line, start, end]) => done[line]?.slice(start, end) ?? '').join(''));
    const digit = field === wrongField ? String((Number(right) + 1) % 10) : right;
    return done.map((line, index) => (index === at[0] ? line.slice(0, at[1]) + digit + line.slice(at[2]) : line));
  }, lines);
}

/** What a scanner makes of a zone out of focus: it leaves characters unread. */
export const blurred = (lines: readonly string[]): readonly string[] =>
  lines.map((line) => Array.from(line, (character, index) => (index % 7 === 3 ? '_' : character)).join(''));

const fill = (text: string, length: number): string => text.padEnd(length, '<');

function permit(code: 'CS' | 'CD', number: string): readonly string[] {
  return withCheckDigits([
    `${code}${number}0<3306150<9001010<0`,
    encodeChineseName('证件样') + fill('ZHENGJIAN<<YANG', 18),
    fill('F0000000CQX', 30),
  ]);
}

const homeCard = (code: 'CR' | 'CT', number: string): readonly string[] =>
  withCheckDigits([fill(`${code}CHN${number}0`, 30), `8803050F3103040CHN${fill('', 11)}0`, fill('SHILI<<MAN', 30)]);

/** Documents of nobody: ICAO's own specimens (state UTO, long expired), and made-up ones that are still valid. */
export const syntheticDocuments = {
  specimenPassport: ['P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<', 'L898902C36UTO7408122F1204159ZE184226B<<<<<10'],
  specimenTd1: ['I<UTOD231458907<<<<<<<<<<<<<<<', '7408122F1204159UTO<<<<<<<<<<<6', 'ERIKSSON<<ANNA<MARIA<<<<<<<<<<'],
  specimenTd2: ['I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<', 'D231458907UTO7408122F1204159<<<<<<<6'],
  specimenVisaA: ['V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<', 'L8988901C4XXX4009078F96121096ZE184226B<<<<<<'],
  specimenVisaB: ['V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<', 'L8988901C4XXX4009078F9612109<<<<<<<<'],
  chinesePassport: withCheckDigits([
    fill('POCHNZHENGJIAN<<YANGBEN', 44),
    `EA00000000CHN9001010F3506010${fill('', 14)}00`,
  ]),
  foreignPassport: withCheckDigits([
    fill('P<UTOMUSTERFRAU<<ERIKA', 44),
    `X123456780UTO8803140F3403130${fill('', 14)}00`,
  ]),
  homeReturnPermit: homeCard('CR', 'H00000000'),
  taiwanCompatriotPermit: homeCard('CT', '00000000<'),
  hkMacaoPermit: permit('CS', 'CA0000000'),
  taiwanPermit: permit('CD', 'C00000000'),
} as const satisfies Readonly<Record<string, readonly string[]>>;
export type SyntheticDocument = keyof typeof syntheticDocuments;
