import { delay, within, type CancelTimer, type Clock } from '../../main/clock/clock.ts';
import { err, ok, type Result } from '../../main/contract/result.ts';
import type { ReconnectingChannel } from '../transport/reconnecting-channel.ts';
import { turns } from '../transport/turns.ts';
import { commandFrame, frameReader, parseAnswer, type Answer, type CommandName, type FrameEvent } from './protocol.ts';

/** `silent`: no answer in time. `garbled`: an answer that cannot be one. `closed`: there is no line. */
export type LineFault = 'silent' | 'garbled' | 'closed';

export interface LineDelays {
  /** Hosts in the field give every short command one second. */
  readonly answerTimeoutMs: number;
  /** Reading the chip by radio takes up to 1.5 s, and 1295 bytes at 9600 baud take 1.35 s. */
  readonly readTimeoutMs: number;
  /** The same with fingerprints: 2321 bytes at 9600 baud take 2.4 s. */
  readonly fingerprintTimeoutMs: number;
  /** A frame that has begun and does not go on for so long never ends: a module sends without pauses. */
  readonly stalledMs: number;
  /** After a fault, so that the rest of a broken or late answer passes before the next command. */
  readonly quietMs: number;
}

/** The line is half duplex: the host asks and the module answers once. */
export interface ModuleLine {
  /** Only inside `exclusively`: two commands never wait at once. */
  ask(command: CommandName): Promise<Result<Answer, LineFault>>;
  /** Runs when all earlier ones are through: no command of another may come between a find and its read. */
  exclusively<T>(commands: () => Promise<T>): Promise<T>;
  /** Frames thrown away since the start, for the technician: a bad cable shows here first. */
  readonly badFrames: number;
}

/** A command on its way: settles once, with the first answer that can be one. */
interface Question {
  readonly command: CommandName;
  readonly settle: (result: Result<Answer, LineFault>) => void;
  /** Whether anything at all has come. */
  isHeard: boolean;
  isBroken: boolean;
  cancelGap: CancelTimer;
}

export function moduleLine(channel: ReconnectingChannel, clock: Clock, delays: LineDelays): ModuleLine {
  const reader = frameReader();
  let badFrames = 0;
  let waiting: Question | null = null;

  channel.onData((bytes) => {
    const events = reader.push(bytes);
    badFrames += events.filter((event) => event.kind === 'bad').length;
    if (waiting) hear(waiting, events);
  });
  channel.onStateChanged((state) => {
    if (state === 'disconnected') waiting?.settle(err('closed'));
  });

  /** The right answer may stand behind the rest of another: a fault is one only when nothing follows it. */
  function hear(question: Question, events: readonly FrameEvent[]): void {
    question.isHeard = true;
    question.cancelGap();
    for (const event of events) {
      const answer = event.kind === 'frame' ? parseAnswer(question.command, event.body) : null;
      if (answer) return question.settle(ok(answer));
      question.isBroken = true;
    }
    if (!question.isBroken && reader.pendingBytes === 0) return;
    const gapMs = question.isBroken ? delays.quietMs : delays.stalledMs;
    question.cancelGap = clock.after(gapMs, () => question.settle(err('garbled')));
  }

  async function send({ command, settle }: Question): Promise<void> {
    const written = await channel.write(commandFrame(command));
    if (!written.ok) settle(err('closed'));
  }

  function timeoutMs(command: CommandName): number {
    if (command === 'readWithFingerprints') return delays.fingerprintTimeoutMs;
    return command === 'read' ? delays.readTimeoutMs : delays.answerTimeoutMs;
  }

  return {
    async ask(command) {
      if (waiting) throw new Error(`${command} was asked while ${waiting.command} waits for its answer`);
      reader.clear();
      const { promise: answered, resolve: settle } = Promise.withResolvers<Result<Answer, LineFault>>();
      const question: Question = { command, settle, isHeard: false, isBroken: false, cancelGap: () => {} };
      waiting = question;
      void send(question);
      const result = await within(clock, timeoutMs(command), answered, () =>
        err(question.isHeard ? ('garbled' as const) : ('silent' as const)),
      );
      question.cancelGap();
      if (!result.ok && result.error !== 'closed') await delay(clock, delays.quietMs);
      question.cancelGap();
      waiting = null;
      return result;
    },
    exclusively: turns(),
    get badFrames() {
      return badFrames;
    },
  };
}
