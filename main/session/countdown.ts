import type { CancelTimer, Clock } from '../clock/clock.ts';

/** A count of whole seconds down to nothing. */
export interface Countdown {
  /** Begins, or begins again. */
  start(durationMs: number): void;
  stop(): void;
  /** 0 when it does not run. */
  secondsLeft(): number;
}

export function countdown(clock: Clock, onTick: () => void, onEnd: () => void): Countdown {
  let cancel: CancelTimer | null = null;
  let endsAtMs: number | null = null;

  const stop = (): void => {
    cancel?.();
    endsAtMs = null;
  };
  const wait = (): void => {
    if (endsAtMs === null) return;
    const leftMs = endsAtMs - clock.monotonicMs();
    if (leftMs <= 0) {
      stop();
      return onEnd();
    }
    cancel = clock.after(leftMs % 1000 || 1000, () => {
      if (endsAtMs !== null && endsAtMs > clock.monotonicMs()) onTick();
      wait();
    });
  };

  return {
    start(durationMs) {
      stop();
      endsAtMs = clock.monotonicMs() + durationMs;
      wait();
    },
    stop,
    secondsLeft: () => (endsAtMs === null ? 0 : Math.ceil((endsAtMs - clock.monotonicMs()) / 1000)),
  };
}
