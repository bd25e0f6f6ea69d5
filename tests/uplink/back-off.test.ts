import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backOffMs } from '../../main/uplink/back-off.ts';
import { uplinkDelays } from '../../main/uplink/delays.ts';

const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

describe('back-off', () => {
  it('lies between nothing and the ceiling of its try, and never above the longest', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), chance, (tries, random) => {
        const waitMs = backOffMs(tries, null, () => random, uplinkDelays);
        expect(waitMs).toBeGreaterThanOrEqual(0);
        expect(waitMs).toBeLessThanOrEqual(Math.min(300_000, 2_000 * 2 ** tries));
      }),
    );
  });

  it('doubles on average until the longest', () => {
    const ceilings = [0, 1, 2, 7, 8, 50].map((tries) => backOffMs(tries, null, () => 0.5, uplinkDelays) * 2);
    expect(ceilings).toEqual([2_000, 4_000, 8_000, 256_000, 300_000, 300_000]);
  });

  it('is never less than what the gateway asked for, and not a year when it asked for a year', () => {
    fc.assert(
      fc.property(fc.nat(20), chance, fc.double({ min: 0, max: 1e12, noNaN: true }), (tries, random, askedMs) => {
        const waitMs = backOffMs(tries, askedMs, () => random, uplinkDelays);
        expect(waitMs).toBeGreaterThanOrEqual(Math.min(askedMs, 3_600_000));
        expect(waitMs).toBeLessThanOrEqual(3_900_000);
      }),
    );
    expect(backOffMs(0, -5, () => 0, uplinkDelays)).toBe(0);
  });
});
