import type { UplinkDelays } from './delays.ts';

/** A number from 0 to below 1, as Math.random gives. */
export type Random = () => number;

type BackOffDelays = Pick<UplinkDelays, 'firstRetryMs' | 'longestRetryMs' | 'longestRetryAfterMs'>;

/**
 * Full jitter: anything between nothing and first · 2^tries, at most the longest. On top of what the gateway asked for,
 * if it asked, since it asks all kiosks for the same.
 * @param tries how many have failed before this one; 0 for the first failure.
 */
export function backOffMs(tries: number, retryAfterMs: number | null, random: Random, delays: BackOffDelays): number {
  // 2^30 is far above every longest wait; beyond it doubling only ends in Infinity.
  const ceilingMs = Math.min(delays.longestRetryMs, delays.firstRetryMs * 2 ** Math.min(tries, 30));
  const askedMs = Math.min(Math.max(retryAfterMs ?? 0, 0), delays.longestRetryAfterMs);
  return askedMs + random() * ceilingMs;
}
