/** Time, passed in: durations by a monotonic clock, wall time only as a label (a kiosk without a battery starts in 1970). */
export interface Clock {
  /** Milliseconds since an arbitrary start; never jumps, never goes back. */
  monotonicMs(): number;
  /** The time on the wall, as a label. Never compare two of these. */
  wallTime(): Date;
  /** Calls back once after `delayMs`, unless cancelled before. */
  after(delayMs: number, callback: () => void): CancelTimer;
}

export type CancelTimer = () => void;

export const systemClock: Clock = {
  monotonicMs: () => performance.now(),
  wallTime: () => new Date(),
  after(delayMs, callback) {
    const timer = setTimeout(callback, delayMs);
    return () => clearTimeout(timer);
  },
};

/** Resolves after `delayMs`, or at once when `signal` is aborted. */
export function delay(clock: Clock, delayMs: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) return resolve();
    const finish = (): void => {
      cancel();
      signal?.removeEventListener('abort', finish);
      resolve();
    };
    const cancel = clock.after(delayMs, finish);
    signal?.addEventListener('abort', finish, { once: true });
  });
}

/** The promise's value, or `onTimeout()` when it has not settled within `limitMs`. */
export function within<T, U>(clock: Clock, limitMs: number, promise: Promise<T>, onTimeout: () => U): Promise<T | U> {
  const over = new AbortController();
  const timedOut = new Promise<U>((resolve, reject) => {
    const cancel = clock.after(limitMs, () => {
      try {
        resolve(onTimeout());
      } catch (error) {
        reject(error);
      }
    });
    over.signal.addEventListener('abort', cancel, { once: true });
  });
  return Promise.race([promise, timedOut]).finally(() => over.abort());
}

/** The promise's value, or `onAbort()` when `signal` is aborted before: then it settles in the background. */
export function unlessAborted<T, U>(signal: AbortSignal, promise: Promise<T>, onAbort: () => U): Promise<T | U> {
  return new Promise((resolve, reject) => {
    const abort = (): void => resolve(onAbort());
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
