import { expect, test } from 'vitest';
import { dayWords, momentWords } from '../../../renderer/controls/day.ts';
import { yuanDigits } from '../../../renderer/controls/money.tsx';

test('a day is the same day wherever the machine stands', () => {
  expect(dayWords('2026-01-01', 'en')).toBe('1 January 2026');
  expect(dayWords('2026-01-01', 'zh-CN')).toBe('2026年1月1日');
});

test('a moment is shown by the clock of China', () => {
  expect(momentWords('2026-10-17T23:42:00Z', 'en')).toMatch(/^18 October 2026.* 07:42$/);
  expect(momentWords('2026-10-17T23:42:00Z', 'zh-CN')).toMatch(/^2026年10月18日.*07:42$/);
});

test.each([
  [12_000, '120'],
  [10_350, '103.50'],
  [5, '0.05'],
  [0, '0'],
])('%i hundredths of a yuan are %s yuan', (fen, digits) => {
  expect(yuanDigits(fen)).toBe(digits);
});
