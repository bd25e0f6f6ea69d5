import type { FlashRate } from '../../main/contract/device-status.ts';

/**
 * How long a light is on, and off, in turn. No light flashes more than three times a second: WCAG 2.3.1, and people with
 * epilepsy stand in this hall too.
 */
export const halfPeriodMs = { slow: 1000, medium: 500, quick: 200 } as const satisfies Partial<
  Record<FlashRate, number>
>;

/** Whether a light burns at this moment. All lights of one rate flash together, from the clock alone. */
export function isLit(rate: FlashRate, nowMs: number): boolean {
  if (rate === 'off' || rate === 'continuous') return rate === 'continuous';
  return Math.floor(nowMs / halfPeriodMs[rate]) % 2 === 0;
}

/** In how many milliseconds the next light changes; null when none flashes. */
export function nextChangeMs(rates: Iterable<FlashRate>, nowMs: number): number | null {
  let next: number | null = null;
  for (const rate of rates) {
    if (rate === 'off' || rate === 'continuous') continue;
    const left = halfPeriodMs[rate] - (nowMs % halfPeriodMs[rate]);
    next = next === null ? left : Math.min(next, left);
  }
  return next;
}
