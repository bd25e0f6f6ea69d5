import { within, type Clock } from '../../main/clock/clock.ts';
import { err, ok, type Result } from '../../main/contract/result.ts';
import type { FrameReader } from './frame-reader.ts';
import type { ReconnectingChannel } from './reconnecting-channel.ts';
import { turns } from './turns.ts';

/** A line on which the host asks and the device answers, seen as frames. */
export interface FrameLine<Event> {
  /** Forgets what came unasked, then sends. False when the line is closed. */
  send(bytes: Uint8Array): Promise<boolean>;
  /** The first event that `pick` does not answer with null; those before it are dropped. */
  receive<T>(limitMs: number, pick: (event: Event) => T | null): Promise<Result<T, 'silent' | 'offline'>>;
  /** Runs when all earlier ones are through: two questions never wait at once. */
  exclusively<T>(exchange: () => Promise<T>): Promise<T>;
  /** Frames thrown away since the start, for the technician: a bad cable shows here first. */
  readonly badFrames: number;
}

/** More than any answer has; what a device says beyond it nobody asked for. */
const MOST_UNREAD = 64;

export function frameLine<Event extends { readonly kind: string }>(
  channel: ReconnectingChannel,
  clock: Clock,
  reader: FrameReader<Event>,
): FrameLine<Event> {
  let unread: Event[] = [];
  let badFrames = 0;
  let waiting: { offer(event: Event): void; lose(): void } | null = null;

  channel.onData((bytes) => {
    for (const event of reader.push(bytes)) {
      if (event.kind === 'bad') badFrames += 1;
      if (waiting) waiting.offer(event);
      else if (unread.length < MOST_UNREAD) unread.push(event);
    }
  });
  channel.onStateChanged((state) => {
    reader.clear();
    if (state === 'disconnected') waiting?.lose();
  });

  return {
    async send(bytes) {
      unread = [];
      reader.clear();
      return (await channel.write(bytes)).ok;
    },
    async receive<T>(limitMs: number, pick: (event: Event) => T | null) {
      for (let event = unread.shift(); event; event = unread.shift()) {
        const picked = pick(event);
        if (picked !== null) return ok(picked);
      }
      if (!channel.isOpen) return err('offline');
      const answered = new Promise<Result<T, 'offline'>>((resolve) => {
        waiting = {
          offer(event) {
            const picked = pick(event);
            if (picked === null) return;
            // What comes behind it in the same piece waits for the next receive.
            waiting = null;
            resolve(ok(picked));
          },
          lose: () => resolve(err('offline')),
        };
      });
      return within(clock, limitMs, answered, () => err('silent' as const)).finally(() => (waiting = null));
    },
    exclusively: turns(),
    get badFrames() {
      return badFrames;
    },
  };
}
