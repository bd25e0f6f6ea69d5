import type { ByteChannel } from '../../devices/transport/byte-channel.ts';

export type Tap = (bytes: Uint8Array) => Uint8Array;

/** The same channel; what is written to it is seen on its way, and may change. */
export function tapped(channel: ByteChannel, tap: Tap): ByteChannel {
  return {
    ...channel,
    write: (bytes) => channel.write(tap(bytes)),
    get isOpen() {
      return channel.isOpen;
    },
  };
}

/** Remembers what is written. */
export const recorded =
  (written: Uint8Array[]): Tap =>
  (bytes) => {
    written.push(Uint8Array.from(bytes));
    return bytes;
  };

/** After `garble(writes)` so many writes arrive with a flipped bit each. */
export function garbler(): { readonly tap: Tap; readonly garble: (writes: number) => void } {
  let left = 0;
  return {
    garble: (writes) => (left = writes),
    tap(bytes) {
      left -= 1;
      return left < 0 ? bytes : bytes.map((byte, at) => (at === left % bytes.length ? byte ^ 0x41 : byte));
    },
  };
}
