import { expect, test } from 'vitest';
import { countries, countryName, findCountries, isCountryCode } from '../../main/contract/country.ts';

test('all of ISO 3166-1 and nothing else, each named in both languages', () => {
  expect(countries).toHaveLength(249);
  for (const { code, names } of countries) expect([code, names['zh-CN'], names.en]).not.toContain('');
  expect([isCountryCode('DEU'), isCountryCode('XKK'), isCountryCode('DE')]).toEqual([true, false, false]);
});

test('regions of China are named as such', () => {
  for (const code of ['HKG', 'MAC', 'TWN']) {
    expect(countryName(code, 'zh-CN')).toMatch(/^中国/);
    expect(countryName(code, 'en')).toMatch(/, China$/);
  }
});

test('codes of machine-readable zones that ISO 3166-1 does not have are named too', () => {
  expect(countryName('D', 'en')).toBe('Germany');
  expect(countryName('GBN', 'zh-CN')).toBe('英国');
  expect(countryName('XXA', 'en')).toBe('Stateless');
  expect(countryName('ZZZ', 'en')).toBe('ZZZ');
});

test.each([
  ['日本', 'JPN'],
  ['cote d', 'CIV'],
  ['turk', 'TUR'],
  ['UK', 'GBR'],
  ['america', 'USA'],
])('%s finds %s', (typed, code) => {
  expect(findCountries(typed).map((country) => country.code)).toContain(code);
});

test('a name that begins so comes first', () => {
  expect(
    findCountries('nig')
      .map(({ code }) => code)
      .slice(0, 2),
  ).toEqual(['NER', 'NGA']);
  expect(findCountries('  ')).toEqual([]);
});
