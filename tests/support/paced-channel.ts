import { delay, type Clock } from '../../main/clock/clock.ts';
import type { ByteChannel } from '../../devices/transport/byte-channel.ts';

/** A clock that is right to some microseconds, and keeps a processor busy for it: for measuring, not for tests. */
export const exactClock: Clock = {
  monotonicMs: () => performance.now(),
  wallTime: () => new Date(),
  after(delayMs, callback) {
    const dueMs = performance.now() + delayMs;
    let isCancelled = false;
    const look = (): void => {
      if (isCancelled) return;
      if (performance.now() >= dueMs) callback();
      else setImmediate(look);
    };
    setImmediate(look);
    return () => void (isCancelled = true);
  },
};

/** A line on which what is written takes as long as on a serial line of this speed. */
export function pacedChannel(channel: ByteChannel, bytesPerSecond: number): ByteChannel {
  let lastLeft: Promise<void> = Promise.resolve();
  return {
    ...channel,
    async write(bytes) {
      const left = lastLeft.then(() => delay(exactClock, (bytes.length / bytesPerSecond) * 1000));
      lastLeft = left;
      await left;
      return channel.write(bytes);
    },
    get isOpen() {
      return channel.isOpen;
    },
  };
}
