import { delay, type Clock } from '../../main/clock/clock.ts';
import { err, ok, type Result } from '../../main/contract/result.ts';
import type { ReconnectingChannel } from '../transport/reconnecting-channel.ts';
import { answerReader, commandFrame, type AnswerReader, type Command } from './protocol.ts';

/** `silent`: nothing came in time. `garbled`: what came is no answer. `refused`: it says no. `closed`: no line. */
export type LineFault = 'silent' | 'garbled' | 'refused' | 'closed';

export interface LineDelays {
  /** Short commands are answered within a few frames of 33 ms; the rest is reserve. */
  readonly answerTimeoutMs: number;
  /** The longest chunk, 8 KiB, takes 2.2 s at 38400 baud. */
  readonly readTimeoutMs: number;
  /** After a fault, so that the rest of a broken or late answer passes before the next command. */
  readonly quietMs: number;
}

/** Half duplex: the host asks and the camera answers once. One command at a time; the driver sees to it. */
export interface CameraLine {
  /** The data of the answer; asks `COMMAND_TRIES` times before it gives up. */
  ask(command: Command): Promise<Result<Uint8Array, LineFault>>;
  /** For the technician: a bad cable shows here first. */
  readonly badAnswers: number;
}

interface Waiting {
  readonly reader: AnswerReader;
  readonly settle: (result: Result<Uint8Array, LineFault>) => void;
  heard: boolean;
}

/** One flipped bit must not put a camera out of service. */
const COMMAND_TRIES = 3;

export function cameraLine(
  channel: ReconnectingChannel,
  { clock, serialNumber, delays }: { clock: Clock; serialNumber: number; delays: LineDelays },
): CameraLine {
  let badAnswers = 0;
  let waiting: Waiting | null = null;

  channel.onData((bytes) => {
    if (!waiting) return;
    const events = waiting.reader.push(bytes);
    waiting.heard ||= bytes.length > 0;
    badAnswers += events.filter(({ kind }) => kind === 'bad').length;
    const answer = events.find((event) => event.kind === 'answer');
    if (answer) waiting.settle(answer.status === 'done' ? ok(answer.data) : err('refused'));
    else if (events.length > 0) waiting.settle(err('garbled'));
  });
  channel.onStateChanged((state) => {
    if (state === 'disconnected') waiting?.settle(err('closed'));
  });

  async function send(command: Command, { settle }: Waiting): Promise<void> {
    const written = await channel.write(commandFrame(serialNumber, command));
    if (!written.ok) settle(err('closed'));
  }

  /** One answer, or why there is none in time. */
  function answerTo(command: Command): Promise<Result<Uint8Array, LineFault>> {
    return new Promise((resolve) => {
      const mine: Waiting = {
        reader: answerReader(serialNumber, command),
        heard: false,
        settle(result) {
          cancelTimeout();
          resolve(result);
        },
      };
      const timeoutMs = command.name === 'read' ? delays.readTimeoutMs : delays.answerTimeoutMs;
      const cancelTimeout = clock.after(timeoutMs, () => mine.settle(err(mine.heard ? 'garbled' : 'silent')));
      waiting = mine;
      void send(command, mine);
    });
  }

  async function askOnce(command: Command): Promise<Result<Uint8Array, LineFault>> {
    if (waiting) throw new Error(`${command.name} was asked while another command waits for its answer`);
    const result = await answerTo(command);
    if (!result.ok && result.error !== 'closed') await delay(clock, delays.quietMs);
    waiting = null;
    return result;
  }

  return {
    async ask(command) {
      for (let attempt = 1; ; attempt += 1) {
        const result = await askOnce(command);
        if (result.ok || result.error === 'closed' || attempt === COMMAND_TRIES) return result;
      }
    },
    get badAnswers() {
      return badAnswers;
    },
  };
}
