import { delay, type Clock } from '../../main/clock/clock.ts';
import { err, ok, type Result } from '../../main/contract/result.ts';
import { frameLine } from '../transport/frame-line.ts';
import type { ReconnectingChannel } from '../transport/reconnecting-channel.ts';
import { k720AddressOf, k720ModelOf, type CardDispenserProfile, type K720Command } from './profile.ts';
import { k720Control, k720Frame, k720Reader } from './protocol.ts';

export interface LinkDelays {
  /** The machine acknowledges within 300 ms, or has not heard. */
  readonly acknowledgeTimeoutMs: number;
  /** Until a question is answered. */
  readonly answerTimeoutMs: number;
  /** After a fault, so that the rest of a broken or late answer passes before the next command. */
  readonly quietMs: number;
}

/** `refused`: not understood, several times. `silent`: says nothing. `offline`: the line is closed. */
export type LinkFault = 'refused' | 'silent' | 'offline';

/** What was not understood or not answered is sent again so often. */
const SEND_AGAIN = 3;

export interface K720Link {
  /** Asks until there is an answer that `read` can read. */
  ask<T>(command: 'status' | 'version', read: (data: string) => T | null): Promise<Result<T, LinkFault>>;
  /**
   * Sets something moving. An error: nothing has moved, and nothing will. Ok: the machine was told, once, and may have
   * obeyed; only its sensors can say. Models differ in whether they answer a movement at all, so no answer is awaited.
   */
  command(command: 'dispense' | 'capture' | 'reset'): Promise<Result<void, LinkFault>>;
  readonly badFrames: number;
}

export function k720Link(
  channel: ReconnectingChannel,
  clock: Clock,
  profile: CardDispenserProfile,
  delays: LinkDelays,
): K720Link {
  const address = k720AddressOf(profile);
  const { commands } = k720ModelOf(profile);
  const line = frameLine(channel, clock, k720Reader(address));

  /** Until it is acknowledged. Without ENQ the machine only remembers it, so repeating does no harm. */
  async function announce(command: K720Command): Promise<Result<void, LinkFault>> {
    let fault: LinkFault = 'silent';
    for (let attempt = 0; attempt <= SEND_AGAIN; attempt += 1) {
      if (!(await line.send(k720Frame(address, commands[command])))) return err('offline');
      const heard = await line.receive(delays.acknowledgeTimeoutMs, ({ kind }) =>
        kind === 'acknowledge' || kind === 'refuse' ? kind : null,
      );
      if (heard.ok && heard.value === 'acknowledge') return ok(undefined);
      if (!heard.ok && heard.error === 'offline') return err('offline');
      fault = heard.ok ? 'refused' : 'silent';
      await delay(clock, delays.quietMs);
    }
    return err(fault);
  }

  async function ask<T>(command: K720Command, read: (data: string) => T | null): Promise<Result<T, LinkFault>> {
    for (let attempt = 0; attempt <= SEND_AGAIN; attempt += 1) {
      const announced = await announce(command);
      if (!announced.ok) return announced;
      if (!(await line.send(k720Control('enquire', address)))) return err('offline');
      const answer = await line.receive(delays.answerTimeoutMs, (event) => {
        if (event.kind === 'bad') return { read: null };
        const value = event.kind === 'data' ? read(event.data) : null;
        return value === null ? null : { read: value };
      });
      if (!answer.ok && answer.error === 'offline') return err('offline');
      if (answer.ok && answer.value.read !== null) return ok(answer.value.read);
      await delay(clock, delays.quietMs);
    }
    return err('silent');
  }

  return {
    ask: (command, read) => line.exclusively(() => ask(command, read)),
    command: (command) =>
      line.exclusively(async () => {
        const announced = await announce(command);
        if (!announced.ok) return announced;
        // Whether these bytes have left is not known when the line is lost just now: told is told.
        await line.send(k720Control('enquire', address));
        return ok(undefined);
      }),
    get badFrames() {
      return line.badFrames;
    },
  };
}
