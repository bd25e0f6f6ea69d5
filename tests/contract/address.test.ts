import { expect, test } from 'vitest';
import { divisionPath, divisionsIn, knowsDivision } from '../../main/catalogue/divisions.ts';
import { formatAddress, parseAddress, writeAddress } from '../../main/contract/address.ts';

test('an address is written with its division, and read in both languages', () => {
  const address = parseAddress(writeAddress('500103003', '  民权路  28 号 '));
  expect(address).toEqual({ division: '500103003', text: '民权路 28 号' });
  const path = divisionPath('500103003');
  expect(formatAddress(address, path, 'zh-CN')).toBe('重庆市渝中区解放碑街道民权路 28 号');
  expect(formatAddress(address, path, 'en')).toBe('民权路 28 号, Jiefangbei Subdistrict, Yuzhong District, Chongqing');
});

test('what an office wrote without a code stays as it is', () => {
  expect(parseAddress('重庆市渝中区民权路 28 号')).toEqual({ division: null, text: '重庆市渝中区民权路 28 号' });
});

test('every province, and Hong Kong, Macao and Taiwan', () => {
  const provinces = divisionsIn(null);
  expect(provinces).toHaveLength(34);
  expect(provinces.map(({ code }) => code)).toEqual(expect.arrayContaining(['710000', '810000', '820000']));
});

test('no list has a level that names no place, and every way down ends', () => {
  const walk = (code: string, depth: number): number => {
    expect(depth, code).toBeLessThanOrEqual(4);
    const children = divisionsIn(code);
    for (const child of children) {
      expect(child.name, child.code).not.toMatch(/^(?:市辖区|县|省直辖|自治区直辖)/);
      expect(child.latin, child.name).toMatch(/^[A-Z]/);
    }
    return 1 + children.reduce((sum, child) => sum + (child.code.length === 9 ? 1 : walk(child.code, depth + 1)), 0);
  };
  // One province is enough for the streets: all of China takes seconds.
  expect(walk('500000', 1)).toBeGreaterThan(1_000);
  for (const { code } of divisionsIn(null)) expect(divisionsIn(code), code).toBeDefined();
});

test.each([
  ['500000', true],
  ['500103', true],
  ['500103003', true],
  ['500103999', false],
  ['500100', false],
  ['999999', false],
  ['50', false],
])('%s: %s', (code, known) => {
  expect(knowsDivision(code)).toBe(known);
});

test('a city without districts has its streets directly, and a county city without a prefecture its province', () => {
  expect(divisionPath('441900003').map(({ name }) => name)).toEqual(['广东省', '东莞市', '东城街道']);
  expect(divisionPath('429004').map(({ name }) => name)).toEqual(['湖北省', '仙桃市']);
});

test.each([
  ['610100', "Xi'an"],
  ['422800', 'Enshi Tujia and Miao Autonomous Prefecture'],
  ['500230', 'Fengdu County'],
  ['610103', 'Beilin District'],
  ['150000', 'Inner Mongolia'],
])('%s is %s', (code, latin) => {
  expect(divisionPath(code).at(-1)?.latin).toBe(latin);
});
