import type { ByteChannel } from '../../../devices/transport/byte-channel.ts';
import { delay, type Clock } from '../../../main/clock/clock.ts';

/** Timers of the system are up to this late; the rest is waited for by looking again and again. */
const TIMER_LATENESS_MS = 2;

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
    const sleepMs = delayMs - TIMER_LATENESS_MS;
    const timer = sleepMs < 1 ? null : setTimeout(look, sleepMs);
    if (!timer) setImmediate(look);
    return () => {
      isCancelled = true;
      if (timer) clearTimeout(timer);
    };
  },
};

/** 8N1 has 10 bits a byte, and a parity bit more is 11. */
export const serialBytesPerSecond = (baudRate: number, bitsPerByte = 10): number => baudRate / bitsPerByte;

/** What a USB adapter hands over at once. */
export const PIECE_BYTES = 64;

/** The host's end of a half-duplex line. */
export interface MeteredLine {
  /** What is written takes as long as on a serial line of this speed. */
  readonly channel: ByteChannel;
  /** What was said and heard since the start takes this long on the wire. */
  readonly wireMs: number;
  readonly bytes: number;
  /** How often something was said. */
  readonly turns: number;
  /** Resolves when so many bytes more were heard. */
  readonly hear: (bytes: number) => Promise<void>;
}

export function meteredLine(channel: ByteChannel, bytesPerSecond: number): MeteredLine {
  let said = 0;
  let heard = 0;
  let turns = 0;
  let awaited: { bytes: number; resolve: () => void } | null = null;
  let lastLeft: Promise<unknown> = Promise.resolve();

  // Before any driver listens: it never knows of a byte that was not counted.
  channel.onData((bytes) => {
    heard += bytes.length;
    if (!awaited || heard < awaited.bytes) return;
    awaited.resolve();
    awaited = null;
  });

  async function deliver(bytes: Uint8Array): ReturnType<ByteChannel['write']> {
    const startMs = performance.now();
    for (let at = 0; ; at += PIECE_BYTES) {
      const piece = bytes.subarray(at, at + PIECE_BYTES);
      const sentBytes = at + piece.length;
      await delay(exactClock, startMs + (sentBytes / bytesPerSecond) * 1000 - performance.now());
      const written = await channel.write(piece);
      said += piece.length;
      if (!written.ok || sentBytes >= bytes.length) return written;
    }
  }

  return {
    channel: {
      ...channel,
      write(bytes) {
        turns += 1;
        const written = lastLeft.then(() => deliver(bytes));
        lastLeft = written;
        return written;
      },
      get isOpen() {
        return channel.isOpen;
      },
    },
    get wireMs() {
      return ((said + heard) / bytesPerSecond) * 1000;
    },
    get bytes() {
      return said + heard;
    },
    get turns() {
      return turns;
    },
    hear: (bytes) => new Promise((resolve) => (awaited = { bytes: heard + bytes, resolve })),
  };
}
