import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { recoveryFrom } from '../../main/shell/screen-recovery.ts';

const minuteMs = 60_000;

test.each([
  { losses: [], nowMs: 0, recovery: { next: 'replace', afterMs: 0 } },
  { losses: [0], nowMs: minuteMs, recovery: { next: 'replace', afterMs: 1_000 } },
  { losses: [0, minuteMs], nowMs: 2 * minuteMs, recovery: { next: 'restart' } },
  { losses: [0, minuteMs], nowMs: 5 * minuteMs, recovery: { next: 'replace', afterMs: 1_000 } },
  { losses: [0, minuteMs], nowMs: 6 * minuteMs, recovery: { next: 'replace', afterMs: 0 } },
])('lost at $losses and now at $nowMs: $recovery', ({ losses, nowMs, recovery }) => {
  expect(recoveryFrom(losses, nowMs)).toEqual(recovery);
});

test('a screen that dies again and again is never replaced more than twice in five minutes', () => {
  const gaps = fc.array(fc.integer({ min: 0, max: 4 * minuteMs }), { maxLength: 40 });
  fc.assert(
    fc.property(gaps, (gapsMs) => {
      let nowMs = 0;
      let losses: number[] = [];
      const replacedAt: number[] = [];
      for (const gapMs of gapsMs) {
        nowMs += gapMs;
        const recovery = recoveryFrom(losses, nowMs);
        losses = recovery.next === 'restart' ? [] : [...losses, nowMs];
        if (recovery.next === 'restart') replacedAt.length = 0;
        else replacedAt.push(nowMs);
        expect(replacedAt.filter((atMs) => nowMs - atMs < 5 * minuteMs).length).toBeLessThanOrEqual(2);
      }
    }),
  );
});
