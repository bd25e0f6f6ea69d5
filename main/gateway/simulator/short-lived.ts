import { randomUUID } from 'node:crypto';
import type { Clock } from '../../clock/clock.ts';

/** Handles serve one visit. */
const lifeMs = 60 * 60 * 1000;
/** More visits in an hour than a hall sees; the oldest handles go first. */
const maximum = 10_000;

export interface ShortLived<T> {
  /** The handle. */
  keep(value: T): string;
  get(handle: string): T | undefined;
}

/** Values under random names that are forgotten after an hour. */
export function shortLived<T>(clock: Clock): ShortLived<T> {
  const kept = new Map<string, { readonly value: T; readonly untilMs: number }>();
  return {
    keep(value) {
      const [oldest] = kept.keys();
      if (oldest !== undefined && kept.size >= maximum) kept.delete(oldest);
      const handle = randomUUID();
      kept.set(handle, { value, untilMs: clock.monotonicMs() + lifeMs });
      return handle;
    },
    get(handle) {
      const entry = kept.get(handle);
      if (entry && entry.untilMs > clock.monotonicMs()) return entry.value;
      kept.delete(handle);
      return undefined;
    },
  };
}
