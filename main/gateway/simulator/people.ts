import { createHash } from 'node:crypto';
import { citizenIdBirthDate, citizenIdCheckCharacter, citizenIdSex } from '../../contract/citizen-id.ts';
import type { TravelDocument } from '../../contract/travel-document.ts';
import type { VisitorGroup } from '../../contract/visitor-group.ts';

/** Somebody who does not exist. */
export interface SyntheticPerson {
  /** By which a test or the developer's dock names them. */
  readonly key: string;
  readonly group: VisitorGroup;
  /** The citizen's number; of others, of the residence permit, the permanent resident's card or the passport. */
  readonly number: string;
  readonly name: string;
  readonly sex: 'male' | 'female';
  /** YYYY-MM-DD */
  readonly birthDate: string;
  readonly standing: 'living' | 'deceased';
  /** What they travel with, as the zones say. */
  readonly documents: readonly TravelDocument[];
  /** What the code on their telephone says. */
  readonly identityCode: string;
  /** A drawn face: 0 to 1 each, the drawing decides what they mean. No one's likeness. */
  readonly portrait: { readonly skin: number; readonly hair: number; readonly eyeDistance: number };
}

export interface MainlandPerson extends SyntheticPerson {
  readonly group: 'mainland';
  /** 普通护照 and 往来港澳通行证; both are among the documents. */
  readonly passport: TravelDocument;
  readonly permit: TravelDocument;
}

/**
 * 5001… is a district code of Chongqing; sequences below 010 are given out by hand and rarely, so that these numbers
 * are unlikely to be anybody's. The check character is computed.
 */
const residents: readonly (readonly [
  key: string,
  seventeenDigits: string,
  name: string,
  surname: string,
  givenNames: string,
  standing?: 'deceased',
])[] = [
  ['zhang', '50010519900101001', '张示例', 'ZHANG', 'SHILI'],
  ['li', '50010519850615002', '李样本', 'LI', 'YANGBEN'],
  ['ouyang', '50010519920315009', '欧阳测试', 'OUYANG', 'CESHI'],
  // Rare characters: outside the first plane (U+2A6A5, U+20BB7), in extension A (U+3400).
  ['wang', '50010519780228003', '王𪚥', 'WANG', 'ZHE'],
  ['ji', '50010519950808004', '𠮷㐀', 'JI', 'QIU'],
  ['ayiguli', '65010219931212005', '阿依古丽·买买提江', 'AYIGULI', 'MAIMAITIJIANG'],
  // A single name is the primary one (ICAO 9303).
  ['zhaxi', '54010219880420006', '扎西', 'ZHAXI', ''],
  // On the register in Latin letters, as for a naturalised citizen.
  ['anna', '50010319811130007', 'ANNA MARIA EXAMPLE', 'EXAMPLE', 'ANNA MARIA'],
  ['zhao', '50010320000229008', '赵闰年', 'ZHAO', 'RUNNIAN'],
  ['sun', '50010319350101009', '孙长者', 'SUN', 'ZHANGZHE'],
  ['zhou', '50010319410707001', '周已故', 'ZHOU', 'YIGU', 'deceased'],
  // Younger than 16: comes with the guardian, who is zhang.
  ['wu', '50010320150601002', '吴少年', 'WU', 'SHAONIAN'],
  // Of age for a card of their own, and never had one.
  ['qian', '50010520080901003', '钱初领', 'QIAN', 'CHULING'],
  // The register is looking into their number, which somebody else was given too.
  ['zheng', '50010519881111007', '郑待核', 'ZHENG', 'DAIHE'],
];

const passportOf = (serial: string) =>
  ({
    kind: 'passport',
    format: 'TD3',
    number: `E${serial}`,
    chineseName: null,
    issuingState: 'CHN',
    nationality: 'CHN',
    expiryDate: '2031-05-20',
  }) as const;

const permitOf = (serial: string, name: string) =>
  ({
    kind: 'hkMacaoPermit',
    format: 'EEP',
    number: `C${serial}`,
    // The zone has room for three characters of GBK.
    chineseName: /^[\u4e00-\u9fa5]{1,3}$/.test(name) ? name : null,
    issuingState: 'CHN',
    nationality: 'CHN',
    expiryDate: '2030-08-15',
  }) as const;

const faceOf = (index: number): SyntheticPerson['portrait'] => ({
  skin: (index * 0.37) % 1,
  hair: (index * 0.61) % 1,
  eyeDistance: (index * 0.23) % 1,
});
const codeOf = (number: string): string =>
  `XJID1.${createHash('sha256').update(number).digest('base64url').slice(0, 22)}`;
const withCheck = (seventeenDigits: string): string => seventeenDigits + citizenIdCheckCharacter(seventeenDigits);

/** Residents of the Mainland. */
export const people: readonly MainlandPerson[] = residents.map(
  ([key, digits, name, surname, givenNames, deceased], index) => {
    const number = withCheck(digits);
    const holder = { surname, givenNames, sex: citizenIdSex(number), birthDate: citizenIdBirthDate(number) };
    // A serial that no office has reached, or is ever going to give out again.
    const serial = `000001${String(index).padStart(2, '0')}`;
    const passport = { ...holder, ...passportOf(serial) };
    const permit = { ...holder, ...permitOf(serial, name) };
    const { sex, birthDate } = holder;
    const portrait = faceOf(index);
    const documents = [passport, permit];
    const standing = deceased ?? 'living';
    const person = { key, group: 'mainland', number, name, sex, birthDate, standing, documents, portrait } as const;
    return { ...person, passport, permit, identityCode: codeOf(number) };
  },
);

type Draft = Omit<SyntheticPerson, 'standing' | 'identityCode' | 'portrait'>;

const visitorFromHome = (
  key: string,
  seventeenDigits: string,
  name: string,
  document: Pick<TravelDocument, 'kind' | 'number' | 'surname' | 'givenNames'>,
): Draft => {
  const number = withCheck(seventeenDigits);
  const holder = { sex: citizenIdSex(number), birthDate: citizenIdBirthDate(number) };
  const zone = {
    format: 'TD1',
    chineseName: null,
    issuingState: 'CHN',
    nationality: 'CHN',
    expiryDate: '2031-03-04',
  } as const;
  return { key, group: 'hmt', number, name, ...holder, documents: [{ ...zone, ...holder, ...document }] };
};

/** Residents of Hong Kong, Macao and Taiwan, with the residence permit (810000, 820000, 830000) and what they travel with. */
const fromHome: readonly Draft[] = [
  visitorFromHome('hongKong', '81000019880305002', '示例敏', {
    kind: 'homeReturnPermit',
    number: 'H00000000',
    surname: 'SHILI',
    givenNames: 'MAN',
  }),
  visitorFromHome('macao', '82000019880305004', '示例慧', {
    kind: 'homeReturnPermit',
    number: 'M00000000',
    surname: 'SHILI',
    givenNames: 'WAI',
  }),
  visitorFromHome('taiwan', '83000019880305006', '示例雯', {
    kind: 'taiwanCompatriotPermit',
    number: '00000000',
    surname: 'SHILI',
    givenNames: 'WEN',
  }),
];

const foreigner = (
  key: string,
  name: string,
  zone: Pick<TravelDocument, 'number' | 'surname' | 'givenNames' | 'nationality' | 'expiryDate'> & {
    readonly sex: 'male' | 'female';
    readonly birthDate: string;
  },
  cardNumber?: string,
): Draft => ({
  key,
  group: 'foreign',
  number: cardNumber ?? zone.number,
  name,
  sex: zone.sex,
  birthDate: zone.birthDate,
  documents: [{ ...zone, kind: 'passport', format: 'TD3', chineseName: null, issuingState: zone.nationality }],
});

/** UTO is the state of ICAO's specimens, which does not exist either. */
const foreigners: readonly Draft[] = [
  // Three weeks in the country.
  foreigner('tourist', 'MUSTERFRAU ERIKA', {
    number: 'X12345678',
    surname: 'MUSTERFRAU',
    givenNames: 'ERIKA',
    nationality: 'UTO',
    sex: 'female',
    birthDate: '1988-03-14',
    expiryDate: '2034-03-13',
  }),
  // Works here, for more than a year now.
  foreigner('engineer', 'SPECIMEN JOHN', {
    number: 'P00000017',
    surname: 'SPECIMEN',
    givenNames: 'JOHN',
    nationality: 'UTO',
    sex: 'male',
    birthDate: '1979-09-02',
    expiryDate: '2033-01-19',
  }),
  // With the permanent resident's card of 2023, and with the one before it.
  foreigner(
    'permanent',
    '示例娜',
    {
      number: 'Z00000023',
      surname: 'SAMPLE',
      givenNames: 'ANNA MARIA',
      nationality: 'USA',
      sex: 'female',
      birthDate: '1988-03-05',
      expiryDate: '2032-10-30',
    },
    withCheck('95084019880305001'),
  ),
  foreigner(
    'permanentBefore2023',
    '示例娜',
    {
      number: 'Z00000017',
      surname: 'SAMPLE',
      givenNames: 'ANNA',
      nationality: 'USA',
      sex: 'female',
      birthDate: '1988-03-05',
      expiryDate: '2028-10-30',
    },
    'USA500188030515',
  ),
];

export const everybody: readonly SyntheticPerson[] = [
  ...people,
  ...[...fromHome, ...foreigners].map((draft, index) => ({
    ...draft,
    standing: 'living' as const,
    identityCode: codeOf(draft.number),
    portrait: faceOf(people.length + index),
  })),
];
