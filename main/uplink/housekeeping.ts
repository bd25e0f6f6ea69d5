import type { Clock } from '../clock/clock.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { UplinkDelays } from './delays.ts';

/**
 * Erases what the gateway has signed for: when there is nothing else to do, or after a minute at the latest. Never for
 * each: emptying the log waits for the disk.
 */
export interface Housekeeping {
  /** Does what is due; returns after how long it wants to look again. */
  look(isIdle: boolean): number;
}

export function housekeeping(
  outbox: Pick<Outbox, 'purge' | 'unpurged' | 'forget'>,
  clock: Clock,
  delays: UplinkDelays,
): Housekeeping {
  /** A disk that could not be written is not asked at every look. */
  let notBeforeMs = 0;
  let forgetAtMs = 0;

  function failed(nowMs: number): number {
    notBeforeMs = nowMs + delays.storageMs;
    return delays.storageMs;
  }

  return {
    look(isIdle) {
      const nowMs = clock.monotonicMs();
      if (nowMs < notBeforeMs) return notBeforeMs - nowMs;
      const unpurged = outbox.unpurged();
      if (unpurged) {
        const inMs = isIdle ? 0 : unpurged.sinceMs + delays.purgeMs - nowMs;
        if (inMs > 0) return inMs;
        return outbox.purge().ok ? delays.purgeRestMs : failed(nowMs);
      }
      if (isIdle && nowMs >= forgetAtMs) {
        const forgotten = outbox.forget();
        if (!forgotten.ok) return failed(nowMs);
        forgetAtMs = nowMs + delays.forgetMs;
      }
      return Infinity;
    },
  };
}
