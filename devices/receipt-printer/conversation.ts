import { type Clock, delay, within } from '../../main/clock/clock.ts';
import { err, ok, type Result } from '../../main/contract/result.ts';
import type { ByteChannel } from '../transport/byte-channel.ts';
import { listeners } from '../transport/listeners.ts';
import { readyCondition, type PrinterCondition } from './printer-condition.ts';
import { bytesOf, type EscPosModel } from './profile.ts';
import { askFullStatus, askModelId, askRealTimeStatus, recoverAndReset } from './protocol.ts';
import { decodeRealTime, type RealTimeQuestion, realTimeQuestions } from './status-bytes.ts';
import { createStatusParser, type StatusReport } from './status-parser.ts';

/** `silent`: no answer · `foreign`: an answer that no printer of this kind gives. */
export type HearingError = 'silent' | 'foreign';

/** Questions and answers over one line. */
export interface Conversation {
  /** Asks how the printer is, by DLE EOT 1 to 4 or by FULL STATUS. */
  askCondition(): Promise<Result<PrinterCondition, HearingError>>;
  /** Asks GS I 1; null when there is no answer, as from a printer that is offline or does not know the command. */
  askModelId(): Promise<number | null>;
  /** Empties the printer: nothing of an earlier job comes out afterwards. */
  clear(): Promise<void>;
  send(bytes: Uint8Array): Promise<boolean>;
  /** All that the printer says. Returns the way to stop listening. */
  onReport(listener: (report: StatusReport) => void): () => void;
}

export interface ConversationDelays {
  /** For bytes to leave; a line whose flow control holds them for longer is as good as lost. */
  readonly sendTimeoutMs: number;
  /** For one answer. */
  readonly answerTimeoutMs: number;
  /** For the answer to DLE DC4, which older models never give. */
  readonly clearTimeoutMs: number;
}

/** One flipped bit makes an answer foreign; another device gives a foreign answer each time. */
const ATTEMPTS = 2;

export function conversation(
  channel: ByteChannel,
  clock: Clock,
  model: EscPosModel,
  delays: ConversationDelays,
): Conversation {
  const parse = createStatusParser(model.status);
  const reports = listeners<StatusReport>();
  /** The answers do not say what was asked, so questions go one after the other. */
  let lastAsked: Promise<unknown> = Promise.resolve();
  function inTurn<T>(question: () => Promise<T>): Promise<T> {
    const asked = lastAsked.then(question);
    lastAsked = asked;
    return asked;
  }

  channel.onData((bytes) => {
    for (const report of parse(bytes)) reports.tell(report);
  });

  const send = (bytes: Uint8Array): Promise<boolean> =>
    within(clock, delays.sendTimeoutMs, sentOver(channel, bytes), () => false);

  /** The first report that `read` takes for the answer. */
  async function askOnce<T>(
    question: Uint8Array,
    read: (report: StatusReport) => T | null,
  ): Promise<Result<T, HearingError>> {
    let error: HearingError = 'silent';
    const answered = Promise.withResolvers<Result<T, HearingError>>();
    const stop = reports.add((report) => {
      const answer = read(report);
      if (answer !== null) answered.resolve(ok(answer));
      else if (report.kind === 'foreign') error = 'foreign';
    });
    const asked = send(question).then((sent) => (sent ? answered.promise : err('silent' as const)));
    const heard = await within(clock, delays.answerTimeoutMs, asked, () => err(error));
    stop();
    return heard;
  }

  async function ask<T>(
    question: Uint8Array,
    read: (report: StatusReport) => T | null,
  ): Promise<Result<T, HearingError>> {
    let heard = await askOnce(question, read);
    for (let attempt = 1; attempt < ATTEMPTS && !heard.ok && heard.error === 'foreign'; attempt += 1) {
      heard = await askOnce(question, read);
    }
    return heard;
  }

  async function askCondition(): Promise<Result<PrinterCondition, HearingError>> {
    let condition = readyCondition;
    if (model.status === 'fullStatus') {
      const full = await ask(askFullStatus, conditionIn);
      if (!full.ok) return full;
      condition = full.value;
    }
    // FULL STATUS has no word for offline without a reason.
    for (const question of model.status === 'fullStatus' ? ([1] as const) : realTimeQuestions) {
      const part = await ask(askRealTimeStatus(question), (report) => partIn(question, report));
      if (!part.ok) return part;
      condition = { ...condition, ...part.value };
    }
    return ok(condition);
  }

  async function clear(): Promise<void> {
    const cleared = new AbortController();
    const stop = reports.add((report) => report.kind === 'cleared' && cleared.abort());
    if (await send(bytesOf(model.clearBuffers))) await delay(clock, delays.clearTimeoutMs, cleared.signal);
    stop();
    await send(recoverAndReset(model));
  }

  return {
    send,
    onReport: reports.add,
    askCondition: () => inTurn(askCondition),
    askModelId: () =>
      inTurn(async () => {
        const id = await askOnce(askModelId, byteIn);
        return id.ok ? id.value : null;
      }),
    clear: () => inTurn(clear),
  };
}

const sentOver = async (channel: ByteChannel, bytes: Uint8Array): Promise<boolean> => (await channel.write(bytes)).ok;

const conditionIn = (report: StatusReport): PrinterCondition | null =>
  report.kind === 'automatic' ? report.condition : null;
const partIn = (question: RealTimeQuestion, report: StatusReport): Partial<PrinterCondition> | null =>
  report.kind === 'realTime' ? decodeRealTime(question, report.byte) : null;
/** A model's number may look like anything; `profile.ts` refuses those that look like a pushed status. */
const byteIn = (report: StatusReport): number | null => ('byte' in report ? report.byte : null);
