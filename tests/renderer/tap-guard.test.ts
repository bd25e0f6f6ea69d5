import { expect, test } from 'vitest';
import { isSecondTap } from '../../renderer/controls/tap-guard.ts';

test('the second tap of a double tap is ignored, and the next one counts', () => {
  expect(isSecondTap(1_000)).toBe(false);
  expect(isSecondTap(1_120)).toBe(true);
  expect(isSecondTap(1_299)).toBe(true);
  expect(isSecondTap(1_300)).toBe(false);
});

test('taps that never stop still get through, one in 300 ms', () => {
  const accepted = Array.from({ length: 60 }, (_, index) => 10_000 + index * 50).filter((time) => !isSecondTap(time));
  expect(accepted).toHaveLength(10);
});
