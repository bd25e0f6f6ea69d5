import { delay, within, type Clock } from '../../main/clock/clock.ts';
import { err, type Result } from '../../main/contract/result.ts';
import type { ReconnectingChannel } from '../transport/reconnecting-channel.ts';

/** `silent`: no answer in time. `garbled`: an answer that cannot be one. `offline`: the line is closed. */
export type LineFault = 'silent' | 'garbled' | 'offline';

export interface Question<Event, T> {
  readonly request: Uint8Array;
  readonly timeoutMs: number;
  /** Sees every event until it returns the outcome; a null waits for more. */
  readonly take: (event: Event) => Result<T, 'garbled'> | null;
}

/** Half duplex: the host asks, the other end answers, in one frame or several. Never two questions at a time. */
export interface QuestionLine<Event> {
  ask<T>(question: Question<Event, T>): Promise<Result<T, LineFault>>;
}

/** A broken or missing answer is asked for again so often: one flipped bit must not put a reader out of service. */
export const LINE_TRIES = 3;

export function questionLine<Event>(options: {
  readonly channel: ReconnectingChannel;
  readonly clock: Clock;
  readonly reader: { push(bytes: Uint8Array): Event[]; clear(): void };
  /** After a fault, so that the rest of a broken or late answer passes before the next question. */
  readonly quietMs: number;
}): QuestionLine<Event> {
  const { channel, clock, reader, quietMs } = options;
  let onEvent: ((event: Event) => void) | null = null;
  let onLost: (() => void) | null = null;

  channel.onData((bytes) => {
    for (const event of reader.push(bytes)) onEvent?.(event);
  });
  channel.onStateChanged((state) => {
    if (state === 'disconnected') onLost?.();
  });

  async function send(request: Uint8Array, settle: (fault: Result<never, LineFault>) => void): Promise<void> {
    const written = await channel.write(request);
    if (!written.ok) settle(err('offline'));
  }

  return {
    async ask<T>({ request, timeoutMs, take }: Question<Event, T>): Promise<Result<T, LineFault>> {
      if (onEvent) throw new Error('a question was asked while another waits for its answer');
      reader.clear();
      const answered = new Promise<Result<T, LineFault>>((resolve) => {
        onEvent = (event) => {
          const outcome = take(event);
          if (outcome) resolve(outcome);
        };
        onLost = () => resolve(err('offline'));
        void send(request, resolve);
      });
      const result = await within(clock, timeoutMs, answered, () => err('silent' as const));
      if (!result.ok && result.error !== 'offline') await delay(clock, quietMs);
      onEvent = null;
      onLost = null;
      return result;
    },
  };
}

/** Asks until there is an answer, `LINE_TRIES` times at most. */
export async function askAgain<T>(question: () => Promise<Result<T, LineFault>>): Promise<Result<T, LineFault>> {
  for (let attempt = 1; ; attempt += 1) {
    const answer = await question();
    if (answer.ok || answer.error === 'offline' || attempt >= LINE_TRIES) return answer;
  }
}
