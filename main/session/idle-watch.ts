import type { CancelTimer, Clock } from '../clock/clock.ts';
import { countdown } from './countdown.ts';

/** Somebody stopped touching the screen: first a warning with a countdown, then the end. */
export interface IdleWatch {
  /** Somebody is there: the count starts again. */
  touched(): void;
  /** While a machine works nobody can be expected to touch anything. */
  pause(): void;
  resume(): void;
  stop(): void;
  /** Whole seconds until the end while the warning shows, else null. */
  secondsLeft(): number | null;
}

export interface IdleTimes {
  readonly idleMs: number;
  readonly warningMs: number;
}

/** `onTick` is called when the warning appears and when its seconds change, `onEnd` once. Times are asked for anew at each count. */
export function idleWatch(clock: Clock, times: () => IdleTimes, onTick: () => void, onEnd: () => void): IdleWatch {
  let cancel: CancelTimer | null = null;
  let paused = true;
  const warning = countdown(clock, onTick, () => {
    paused = true;
    onEnd();
  });

  const count = (): void => {
    cancel?.();
    warning.stop();
    if (paused) return;
    cancel = clock.after(times().idleMs, () => {
      warning.start(times().warningMs);
      onTick();
    });
  };
  const pause = (): void => {
    paused = true;
    count();
  };

  return {
    touched: count,
    pause,
    resume() {
      if (!paused) return;
      paused = false;
      count();
    },
    stop: pause,
    secondsLeft: () => warning.secondsLeft() || null,
  };
}
