import codes from 'i18n-iso-countries/codes.json' with { type: 'json' };
import english from 'i18n-iso-countries/langs/en.json' with { type: 'json' };
import chinese from 'i18n-iso-countries/langs/zh.json' with { type: 'json' };
import type { Language } from './language.ts';

/** Countries and regions of ISO 3166-1, by their three letters. */
export interface Country {
  readonly code: string;
  readonly names: Readonly<Record<Language, string>>;
  /** Other names that people look for, in capitals. */
  readonly aliases: readonly string[];
}

/** Where the list's own name is not the usual one, or not the one that China uses. */
const usualNames: Readonly<Record<string, Partial<Record<Language, string>>>> = {
  BRN: { en: 'Brunei' },
  CHN: { en: 'China' },
  CIV: { en: "Côte d'Ivoire" },
  COD: { en: 'DR Congo' },
  ESH: { 'zh-CN': '西撒哈拉' },
  FSM: { en: 'Micronesia' },
  GMB: { en: 'The Gambia' },
  HKG: { 'zh-CN': '中国香港', en: 'Hong Kong, China' },
  IDN: { 'zh-CN': '印度尼西亚' },
  IRN: { en: 'Iran' },
  LAO: { en: 'Laos' },
  MAC: { 'zh-CN': '中国澳门', en: 'Macao, China' },
  MDA: { en: 'Moldova' },
  MKD: { en: 'North Macedonia' },
  PSE: { en: 'Palestine' },
  RUS: { en: 'Russia' },
  SYR: { en: 'Syria' },
  TWN: { 'zh-CN': '中国台湾', en: 'Taiwan, China' },
  TZA: { en: 'Tanzania' },
  USA: { en: 'United States' },
  VAT: { en: 'Vatican City' },
  VGB: { en: 'British Virgin Islands' },
  VIR: { en: 'US Virgin Islands' },
};

const listed = (names: Readonly<Record<string, string | string[]>>, alpha2: string): string[] =>
  [names[alpha2] ?? []].flat();

/** The list has user-assigned codes too: letters from XA to XZ are in no standard. */
const inStandard = ([alpha2]: readonly string[]): boolean => alpha2 !== undefined && !alpha2.startsWith('X');

/** All of them, in the order of their English names. */
export const countries: readonly Country[] = codes
  .filter(inStandard)
  .map(([alpha2 = '', code = '']) => {
    const [zh, en] = [listed(chinese.countries, alpha2), listed(english.countries, alpha2)];
    const names = { 'zh-CN': zh[0] ?? code, en: en[0] ?? code, ...usualNames[code] };
    return { code, names, aliases: [...zh, ...en, code].map((name) => name.toUpperCase()) };
  })
  .toSorted((one, other) => one.names.en.localeCompare(other.names.en, 'en'));

const byCode = new Map(countries.map((country) => [country.code, country]));

export const isCountryCode = (code: string): boolean => byCode.has(code);

/** What ICAO 9303 part 3 writes in a machine-readable zone where ISO 3166-1 has another code. */
const codesOfZones: Readonly<Record<string, string>> = {
  D: 'DEU',
  GBD: 'GBR',
  GBN: 'GBR',
  GBO: 'GBR',
  GBP: 'GBR',
  GBS: 'GBR',
};
/** Holders of a document who are of no country, by the same part. */
const noCountry: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  XXA: { 'zh-CN': '无国籍', en: 'Stateless' },
  XXB: { 'zh-CN': '难民', en: 'Refugee' },
  XXC: { 'zh-CN': '难民', en: 'Refugee' },
  XXX: { 'zh-CN': '国籍不明', en: 'Nationality not stated' },
  UNO: { 'zh-CN': '联合国', en: 'United Nations' },
};

/** For a code of ISO 3166-1 or of a document's machine-readable zone; any other code stands for itself. */
export function countryName(code: string, language: Language): string {
  const country = byCode.get(codesOfZones[code] ?? code);
  return country?.names[language] ?? noCountry[code]?.[language] ?? code;
}

/** From where most visitors of China come: offered before anything is typed. */
export const frequentCountries: readonly Country[] = [
  'KOR',
  'JPN',
  'USA',
  'RUS',
  'MYS',
  'VNM',
  'SGP',
  'THA',
  'PHL',
  'IDN',
  'GBR',
  'DEU',
  'FRA',
  'AUS',
  'CAN',
  'IND',
].flatMap((code) => byCode.get(code) ?? []);

/** Best first: a name that begins so, then one that has it inside. */
export function findCountries(typed: string): Country[] {
  const sought = plain(typed);
  if (sought === '') return [];
  const rank = ({ names, aliases }: Country): number => {
    const all = [...Object.values(names), ...aliases].map(plain);
    if (all.some((name) => name.startsWith(sought))) return 0;
    return all.some((name) => name.includes(sought)) ? 1 : 2;
  };
  return countries
    .map((country) => ({ country, at: rank(country) }))
    .filter(({ at }) => at < 2)
    .toSorted((one, other) => one.at - other.at)
    .map(({ country }) => country);
}

/** Without accents, spaces and signs: Cote d'Ivoire is found as cotedivoire. */
const plain = (name: string): string =>
  name
    .normalize('NFD')
    .replaceAll(/[\p{M}\p{P}\s]/gu, '')
    .toUpperCase();
