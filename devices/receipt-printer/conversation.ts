import { type Clock, delay, within } from '../../main/clock/clock.ts';
import type { ByteChannel } from '../transport/byte-channel.ts';
import { listeners } from '../transport/listeners.ts';
import {
  askRealTimeStatus,
  clearBuffers,
  decodeRealTime,
  type PrinterCondition,
  type RealTimeQuestion,
  realTimeQuestions,
  recoverAndReset,
} from './protocol.ts';
import { createStatusParser, type StatusReport } from './status-parser.ts';

/** Questions and answers over one line. */
export interface Conversation {
  /** Asks DLE EOT 1 to 4; null when the printer does not answer. */
  askCondition(): Promise<PrinterCondition | null>;
  /** Empties the printer: nothing of an earlier job comes out afterwards. */
  clear(): Promise<void>;
  send(bytes: Uint8Array): Promise<boolean>;
  /** All that the printer says without being asked by DLE EOT. Returns the way to stop listening. */
  onReport(listener: (report: StatusReport) => void): () => void;
}

export interface ConversationDelays {
  /** For bytes to leave; a line whose flow control holds them for longer is as good as lost. */
  readonly sendTimeoutMs: number;
  /** For one answer of one byte. */
  readonly answerTimeoutMs: number;
  /** For the answer to DLE DC4, which older models never give. */
  readonly clearTimeoutMs: number;
}

export function conversation(channel: ByteChannel, clock: Clock, delays: ConversationDelays): Conversation {
  const parse = createStatusParser();
  const reports = listeners<StatusReport>();
  let answer: ((byte: number) => void) | null = null;
  /** The answers do not say what was asked, so questions go one after the other. */
  let lastAsked: Promise<unknown> = Promise.resolve();
  function inTurn<T>(question: () => Promise<T>): Promise<T> {
    const asked = lastAsked.then(question);
    lastAsked = asked;
    return asked;
  }

  channel.onData((bytes) => {
    for (const report of parse(bytes)) {
      if (report.kind === 'realTime') answer?.(report.byte);
      else reports.tell(report);
    }
  });

  const send = (bytes: Uint8Array): Promise<boolean> =>
    within(clock, delays.sendTimeoutMs, sentOver(channel, bytes), () => false);

  async function ask(question: RealTimeQuestion): Promise<Partial<PrinterCondition> | null> {
    const answered = new Promise<number>((resolve) => (answer = resolve));
    const asked = send(askRealTimeStatus(question)).then((sent) => (sent ? answered : null));
    const byte = await within(clock, delays.answerTimeoutMs, asked, () => null);
    answer = null;
    return byte === null ? null : decodeRealTime(question, byte);
  }

  async function askAll(): Promise<PrinterCondition | null> {
    let condition = unasked;
    for (const question of realTimeQuestions) {
      const part = await ask(question);
      if (!part) return null;
      condition = { ...condition, ...part };
    }
    return condition;
  }

  async function clear(): Promise<void> {
    const cleared = new AbortController();
    const stop = reports.add((report) => report.kind === 'cleared' && cleared.abort());
    if (await send(clearBuffers)) await delay(clock, delays.clearTimeoutMs, cleared.signal);
    stop();
    await send(recoverAndReset);
  }

  return {
    send,
    onReport: reports.add,
    askCondition() {
      return inTurn(askAll);
    },
    clear() {
      return inTurn(clear);
    },
  };
}

const sentOver = async (channel: ByteChannel, bytes: Uint8Array): Promise<boolean> => (await channel.write(bytes)).ok;

/** Every part of it is overwritten by the four answers. */
const unasked: PrinterCondition = {
  offline: false,
  coverOpen: false,
  mechanicalError: false,
  cutterError: false,
  unrecoverableError: false,
  autoRecoverableError: false,
  paper: 'full',
};
