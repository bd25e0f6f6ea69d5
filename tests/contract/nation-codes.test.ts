import { expect, it } from 'vitest';
import { nationName } from '../../main/contract/nation-codes.ts';

it('names the 56 peoples and the two other codes in both languages', () => {
  const codes = [...Array.from({ length: 56 }, (_, index) => String(index + 1).padStart(2, '0')), '97', '98'];
  for (const language of ['zh-CN', 'en'] as const) {
    const names = codes.map((code) => nationName(code, language));
    expect(new Set(names).size).toBe(58);
    expect(names.filter((name) => codes.includes(name))).toEqual([]);
  }
  expect(nationName('05', 'zh-CN')).toBe('维吾尔');
  expect(nationName('30', 'en')).toBe('Tu');
});

it.each(['59', '57', '00', '', '1', 'toString'])('shows the code %j, which no table has, as it is', (code) => {
  expect(nationName(code, 'zh-CN')).toBe(code);
  expect(nationName(code, 'en')).toBe(code);
});
