/** Finds frames in a stream of bytes that may be cut anywhere and hold noise. */
export interface FrameReader<Event> {
  /** What became complete with these bytes. Never throws, whatever the bytes. */
  push(bytes: Uint8Array): Event[];
  /** Forgets an unfinished frame. */
  clear(): void;
  readonly pendingBytes: number;
}

/** What begins at the first of some bytes. */
export type Taken<Event> =
  /** Cannot be told yet. */
  | 'more'
  /** How many bytes it takes, at least one; null: nothing worth telling. */
  | { readonly bytes: number; readonly event: Event | null };

export const noise: { readonly bytes: 1; readonly event: null } = { bytes: 1, event: null };

/** How much is looked at in one step, so that a flood of bytes never lies in memory twice. */
const STEP_BYTES = 4096;

/**
 * `take` tells what begins at the first of the bytes it is given. `longestBytes`: no frame is longer, so `take` has no
 * reason to ask for more; what is kept between two pushes stays shorter than that.
 */
export function frameReader<Event>({
  longestBytes,
  take,
}: {
  longestBytes: number;
  take: (bytes: Uint8Array) => Taken<Event>;
}): FrameReader<Event> {
  let pending: Uint8Array = new Uint8Array();

  function takeAll(events: Event[]): void {
    let at = 0;
    while (at < pending.length) {
      const rest = pending.subarray(at);
      const taken = take(rest);
      if (taken === 'more' && rest.length < longestBytes) break;
      const { bytes, event } = taken === 'more' ? noise : taken;
      if (event !== null) events.push(event);
      at += bytes;
    }
    pending = pending.slice(at);
  }

  return {
    push(bytes) {
      const events: Event[] = [];
      for (let at = 0; at < bytes.length; at += STEP_BYTES) {
        pending = Buffer.concat([pending, bytes.subarray(at, at + STEP_BYTES)]);
        takeAll(events);
      }
      return events;
    },
    clear() {
      pending = new Uint8Array();
    },
    get pendingBytes() {
      return pending.length;
    },
  };
}
