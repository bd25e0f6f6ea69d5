import { delay, type Clock } from '../../main/clock/clock.ts';
import { err, ok, type Result } from '../../main/contract/result.ts';
import { frameLine } from '../transport/frame-line.ts';
import type { ReconnectingChannel } from '../transport/reconnecting-channel.ts';
import { crtFormatOf, crtModelOf, type CrtCommand, type PermitSlotProfile } from './profile.ts';
import {
  acknowledge,
  cancel,
  commandText,
  crtFrame,
  crtReader,
  parseAnswer,
  refuse,
  type CrtAnswer,
  type CrtEvent,
} from './protocol.ts';

export interface LinkDelays {
  /** The machine acknowledges a frame within 300 ms, or has not heard it. */
  readonly acknowledgeTimeoutMs: number;
  /** Until a question is answered. */
  readonly answerTimeoutMs: number;
  /** Until a movement is over: a card takes about two seconds from the contacts to the bin. */
  readonly movementTimeoutMs: number;
  /** Until a chip has answered: its own waiting time comes on top of the machine's. */
  readonly chipTimeoutMs: number;
  /** After a fault, so that the rest of a broken or late answer passes before the next command. */
  readonly quietMs: number;
}

/**
 * `refused`: the machine did not understand us, several times. `lost`: it may have obeyed, its answer did not come.
 * `silent`: it says nothing. `offline`: the line is closed.
 */
export type LinkFault = 'refused' | 'lost' | 'silent' | 'offline';

/** A frame that was not understood, and an answer that was not, is asked for again so often. */
const SEND_AGAIN = 3;

const movements: readonly CrtCommand[] = ['hold', 'eject', 'capture'];
const chipCommands: readonly CrtCommand[] = ['chipOn', 'chipOff', 'chipExchange'];

/**
 * What is done once more when it is sent once more; a chip's late answer would pass for that to its next question.
 */
export const isOnceOnly = (command: CrtCommand): boolean =>
  movements.includes(command) || command === 'write' || command === 'chipExchange';

export interface CrtLink {
  /**
   * Sends a command until it is answered. What must be done only once is sent again only when the machine has refused it:
   * what it may have obeyed already is never sent twice, `lost` tells the caller to ask what became of it.
   */
  ask(command: CrtCommand, data?: Uint8Array): Promise<Result<CrtAnswer, LinkFault>>;
  readonly badFrames: number;
}

export function crtLink(
  channel: ReconnectingChannel,
  clock: Clock,
  profile: PermitSlotProfile,
  delays: LinkDelays,
): CrtLink {
  const format = crtFormatOf(profile);
  const { commands } = crtModelOf(profile);
  const isAcknowledged = format.framing === 'crt-571';
  const line = frameLine(channel, clock, crtReader(format));

  const answerIn = (command: CrtCommand, event: CrtEvent): CrtAnswer | null =>
    event.kind === 'text' ? parseAnswer(commands[command], event.text) : null;

  async function ask(command: CrtCommand, data?: Uint8Array): Promise<Result<CrtAnswer, LinkFault>> {
    let fault: LinkFault = 'silent';
    for (let attempt = 0; attempt <= SEND_AGAIN; attempt += 1) {
      if (!(await line.send(crtFrame(format, commandText(commands[command], data))))) return err('offline');
      const answer = await heard(command);
      if (answer.ok || answer.error === 'offline') return answer;
      fault = answer.error;
      await delay(clock, delays.quietMs);
      if (fault !== 'refused' && isOnceOnly(command)) return err('lost');
    }
    return err(fault);
  }

  /** The acknowledgement, then the answer. An answer whose acknowledgement was lost is as good. */
  async function heard(command: CrtCommand): Promise<Result<CrtAnswer, LinkFault>> {
    if (!isAcknowledged) return answered(command);
    const first = await line.receive(delays.acknowledgeTimeoutMs, (event) =>
      event.kind === 'ack' || event.kind === 'nak' ? event.kind : answerIn(command, event),
    );
    if (!first.ok) return first;
    if (first.value === 'nak') return err('refused');
    return first.value === 'ack' ? answered(command) : confirmed(first.value);
  }

  function limitOf(command: CrtCommand): number {
    if (movements.includes(command)) return delays.movementTimeoutMs;
    return chipCommands.includes(command) ? delays.chipTimeoutMs : delays.answerTimeoutMs;
  }

  /** A broken answer is refused, and the machine says it again without moving again. */
  async function answered(command: CrtCommand): Promise<Result<CrtAnswer, LinkFault>> {
    const limitMs = limitOf(command);
    for (let attempt = 0; attempt <= SEND_AGAIN; attempt += 1) {
      const next = await line.receive(limitMs, (event) => (event.kind === 'bad' ? 'bad' : answerIn(command, event)));
      if (!next.ok) {
        if (next.error === 'offline') return next;
        if (isAcknowledged) await line.send(cancel);
        return err('lost');
      }
      if (next.value !== 'bad') return confirmed(next.value);
      await delay(clock, delays.quietMs);
      if (!isAcknowledged) return err('lost');
      if (!(await line.send(refuse))) return err('offline');
    }
    return err('lost');
  }

  async function confirmed(answer: CrtAnswer): Promise<Result<CrtAnswer, never>> {
    if (isAcknowledged) await line.send(acknowledge);
    return ok(answer);
  }

  return {
    ask: (command, data) => line.exclusively(() => ask(command, data)),
    get badFrames() {
      return line.badFrames;
    },
  };
}
