import { delay } from '../clock/clock.ts';
import type { Clock } from '../clock/clock.ts';

/** A line that others need as well: what was sent must have had its time before more is. */
export interface Bandwidth {
  /** Waits for its turn, in order; at once when `signal` is aborted. */
  take(bytes: number, signal: AbortSignal): Promise<void>;
  /** Sent without waiting, by somebody for whom a visitor stands and waits: the others wait the longer. */
  count(bytes: number): void;
}

/** @param bytesPerSecond null: as much as the line carries. */
export function bandwidth(clock: Clock, bytesPerSecond: number | null): Bandwidth {
  let freeAtMs = 0;

  /** When it may start. */
  function reserve(bytes: number): number {
    const startMs = Math.max(freeAtMs, clock.monotonicMs());
    freeAtMs = startMs + (bytesPerSecond === null ? 0 : (bytes * 1_000) / bytesPerSecond);
    return startMs;
  }

  return {
    async take(bytes, signal) {
      const waitMs = reserve(bytes) - clock.monotonicMs();
      if (waitMs > 0) await delay(clock, waitMs, signal);
    },
    count: (bytes) => void reserve(bytes),
  };
}
