import { delay, within, type Clock } from '../../main/clock/clock.ts';
import { err, ok, type Result } from '../../main/contract/result.ts';
import type { ReconnectingChannel } from '../transport/reconnecting-channel.ts';
import { commandFrame, frameReader, parseAnswer, type Answer, type CommandName } from './protocol.ts';

/** `silent`: no answer in time. `garbled`: an answer that cannot be one. `offline`: the line is closed. */
export type LineFault = 'silent' | 'garbled' | 'offline';

export interface LineDelays {
  /** Hosts in the field give every short command one second. */
  readonly answerTimeoutMs: number;
  /** Reading the chip by radio takes up to 1.5 s, and 1295 bytes at 9600 baud take 1.35 s. */
  readonly readTimeoutMs: number;
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

export function moduleLine(channel: ReconnectingChannel, clock: Clock, delays: LineDelays): ModuleLine {
  const reader = frameReader();
  let badFrames = 0;
  let last: Promise<unknown> = Promise.resolve();
  let waiting: { command: CommandName; settle: (result: Result<Answer, LineFault>) => void } | null = null;

  channel.onData((bytes) => {
    const events = reader.push(bytes);
    badFrames += events.filter((event) => event.kind === 'bad').length;
    const first = events.find((event) => event.kind === 'frame');
    const answer = first && waiting ? parseAnswer(waiting.command, first.body) : null;
    if (answer) waiting?.settle(ok(answer));
    else if (events.length > 0) waiting?.settle(err('garbled'));
  });
  channel.onStateChanged((state) => {
    if (state === 'disconnected') waiting?.settle(err('offline'));
  });

  async function send(command: CommandName, settle: (fault: Result<never, LineFault>) => void): Promise<void> {
    const written = await channel.write(commandFrame(command));
    if (!written.ok) settle(err('offline'));
  }

  return {
    async ask(command) {
      if (waiting) throw new Error(`${command} was asked while ${waiting.command} waits for its answer`);
      reader.clear();
      const answered = new Promise<Result<Answer, LineFault>>((resolve) => {
        waiting = { command, settle: resolve };
        void send(command, resolve);
      });
      const timeoutMs = command === 'read' ? delays.readTimeoutMs : delays.answerTimeoutMs;
      const result = await within(clock, timeoutMs, answered, () => err('silent' as const));
      if (!result.ok && result.error !== 'offline') await delay(clock, delays.quietMs);
      waiting = null;
      return result;
    },
    exclusively(commands) {
      const mine = last.then(commands);
      last = mine.catch(() => {});
      return mine;
    },
    get badFrames() {
      return badFrames;
    },
  };
}
