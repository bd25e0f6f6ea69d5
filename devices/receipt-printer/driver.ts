import { type Clock, delay } from '../../main/clock/clock.ts';
import { err, type Result } from '../../main/contract/result.ts';
import type { ByteChannel } from '../transport/byte-channel.ts';
import { listeners } from '../transport/listeners.ts';
import { reconnectingChannel } from '../transport/reconnecting-channel.ts';
import { conversation, type HearingError } from './conversation.ts';
import { blocker, type PrintJob, runPrintJob } from './print-job.ts';
import type { PrinterCondition } from './printer-condition.ts';
import { printerStatus, type PrinterView } from './printer-status.ts';
import { escPosModel, type ReceiptPrinterProfile } from './profile.ts';
import { askPaperStatus, askProcessId, encodeReceipt } from './protocol.ts';
import type {
  Receipt,
  ReceiptPrinter,
  ReceiptPrinterStatus,
  ReceiptPrintError,
  ReceiptRetractError,
} from './receipt-printer.ts';
import { retractTicket } from './retract-ticket.ts';

export const escPosDelays = {
  /** A USB serial device needs this long to enumerate. */
  reopenAfterMs: 2000,
  /** A whole receipt at 9600 baud takes 3 s. */
  sendTimeoutMs: 10_000,
  /** Real-time commands are answered within milliseconds, also by a busy printer. */
  answerTimeoutMs: 500,
  /** Clearing the buffers stops the motor first. */
  clearTimeoutMs: 1000,
  /** Finds a printer that was switched off on an open line before the next visitor's receipt. */
  heartbeatMs: 2000,
  /** While a receipt prints or is pulled back. */
  jobPollMs: 500,
  /** A long slip takes 6 s over 9600 baud and 4 s on a slow mechanism; the rest is reserve. */
  confirmTimeoutMs: 20_000,
} as const;
export type EscPosDelays = { readonly [name in keyof typeof escPosDelays]: number };

/** Heart-beats without an answer until the line is opened anew: a TCP peer that lost its power never says goodbye. */
const SILENT_BEATS_BEFORE_REOPEN = 3;

/**
 * A receipt printer that speaks ESC/POS over a serial line or TCP. Whatever is left in the printer from before is thrown
 * away when it is first heard, so that a half receipt never comes out in front of the next visitor.
 */
export function escPosPrinter({
  channel,
  clock,
  profile = { paper: 'roll80' },
  delays = escPosDelays,
}: {
  channel: ByteChannel;
  clock: Clock;
  profile?: Pick<ReceiptPrinterProfile, 'paper' | 'presenter' | 'model'>;
  delays?: EscPosDelays;
}): ReceiptPrinter {
  const model = escPosModel(profile);
  const line = reconnectingChannel({ channel, clock, reopenAfterMs: delays.reopenAfterMs });
  const printer = conversation(line, clock, model, delays);
  const changed = listeners<ReceiptPrinterStatus>();
  let view: PrinterView = unheard;
  let running: AbortController | null = null;
  let lastTurn: Promise<unknown> = Promise.resolve();
  let silentBeats = 0;
  let jobs = 0;
  /** GS I was answered with the profile's number, or is not asked. */
  let isIdentified = model.modelId === null;
  let coverWasOpen = false;

  function see(change: Partial<PrinterView>): void {
    const before = JSON.stringify(printerStatus(view));
    view = { ...view, ...change };
    if (view.condition?.coverOpen) coverWasOpen = true;
    const status = printerStatus(view);
    if (JSON.stringify(status) !== before) changed.tell(status);
  }

  function forget(): void {
    isIdentified = model.modelId === null;
    see({ ...unheard, printing: view.printing, lineError: running ? line.lastError : 'disconnected' });
  }

  line.onStateChanged((state) => {
    forget();
    if (state === 'connected') void inTurn(ask);
  });
  printer.onReport((report) => {
    // Before the first answer the printer has not been emptied yet: see ask().
    if (report.kind === 'automatic' && view.condition) see({ condition: report.condition });
  });

  /** Heart-beats and jobs take turns. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = lastTurn.then(work);
    lastTurn = turn.catch(() => undefined);
    return turn;
  }

  /** Asks the printer how it is; one that was not heard before, or switched off meanwhile, is emptied first. */
  async function ask(): Promise<Result<PrinterCondition, HearingError>> {
    if (!line.isOpen) {
      // An attempt to open the line may have failed for another reason than the one before.
      see({ lineError: line.lastError });
      return err('silent');
    }
    let heard = await printer.askCondition();
    if (heard.ok && (!view.condition || isWaitingForRecovery(heard.value))) {
      coverWasOpen = false;
      await printer.clear();
      heard = await printer.askCondition();
    }
    if (heard.ok && !heard.value.offline && !isIdentified) await identify();
    if (!line.isOpen) return err('silent');
    if (heard.ok) {
      see({ condition: heard.value, hearingError: null });
    } else {
      // While it is away it may be exchanged.
      isIdentified = model.modelId === null;
      see({ condition: null, hearingError: heard.error, isOtherModel: false });
    }
    return heard;
  }

  /** Jam and cutter errors stay until they are recovered from: once somebody has been at the mechanism and shut it. */
  const isWaitingForRecovery = (condition: PrinterCondition): boolean =>
    coverWasOpen && !condition.coverOpen && (condition.cutterError || condition.mechanicalError);

  /** Another number is asked for once more, as one flipped bit makes it; then at every heart-beat, until it is right. */
  async function identify(): Promise<void> {
    let id = await printer.askModelId();
    if (id !== model.modelId) id = await printer.askModelId();
    if (id === null) return;
    isIdentified = id === model.modelId;
    see({ isOtherModel: !isIdentified });
  }

  async function beat(signal: AbortSignal): Promise<void> {
    for (;;) {
      await delay(clock, delays.heartbeatMs, signal);
      if (signal.aborted) return;
      const heard = await inTurn(ask);
      silentBeats = heard.ok || !line.isOpen ? 0 : silentBeats + 1;
      if (silentBeats >= SILENT_BEATS_BEFORE_REOPEN && !signal.aborted) {
        silentBeats = 0;
        await line.reopen();
      }
    }
  }

  /** Why nothing can be done with it now, or null. */
  async function obstacle(): Promise<'offline' | 'printerFault' | null> {
    const heard = await ask();
    if (!heard.ok) return heard.error === 'foreign' ? 'printerFault' : 'offline';
    return view.isOtherModel ? 'printerFault' : null;
  }

  async function print(receipt: Receipt, signal: AbortSignal): Promise<Result<void, ReceiptPrintError>> {
    if (signal.aborted) return err('cancelled');
    const problem = (await obstacle()) ?? (view.condition && blocker(view.condition));
    if (problem) return err(problem);
    see({ printing: true });
    const result = await runPrintJob(printer, clock, jobFor(receipt, signal));
    await ask();
    see({ printing: false });
    return result;
  }

  async function retract(signal: AbortSignal): Promise<Result<void, ReceiptRetractError>> {
    if (!model.presenter) return err('notFitted');
    if (signal.aborted) return err('cancelled');
    const problem = await obstacle();
    if (problem) return err(problem);
    const retracted = await retractTicket(printer, clock, {
      ...model.presenter,
      pollMs: delays.jobPollMs,
      signal,
    });
    await ask();
    return retracted;
  }

  function jobFor(receipt: Receipt, signal: AbortSignal): PrintJob {
    jobs = (jobs % 9999) + 1;
    const id = String(jobs).padStart(4, '0');
    const byId = model.confirmation === 'processId';
    return {
      bytes: Buffer.concat([encodeReceipt(receipt, model), byId ? askProcessId(id) : askPaperStatus]),
      isConfirmedBy: (report) =>
        byId ? report.kind === 'processed' && report.id === id : report.kind === 'paperStatus',
      confirmTimeoutMs: delays.confirmTimeoutMs,
      pollMs: delays.jobPollMs,
      signal,
      onLost: (listener) => line.onStateChanged((state) => state === 'disconnected' && listener()),
    };
  }

  return {
    async start() {
      if (running) return;
      running = new AbortController();
      const { signal } = running;
      await line.open();
      see({ lineError: line.lastError });
      void beat(signal);
    },
    async stop() {
      running?.abort();
      running = null;
      await lastTurn;
      await line.close();
      forget();
    },
    status: () => printerStatus(view),
    onStatusChanged: changed.add,
    print(receipt, signal) {
      if (!running) return Promise.resolve(err('offline'));
      const either = AbortSignal.any([signal, running.signal]);
      return inTurn(() => print(receipt, either));
    },
    retract(signal) {
      if (!running) return Promise.resolve(err(model.presenter ? 'offline' : 'notFitted'));
      const either = AbortSignal.any([signal, running.signal]);
      return inTurn(() => retract(either));
    },
  };
}

/** Before the first answer. */
const unheard: PrinterView = {
  lineError: null,
  condition: null,
  hearingError: null,
  isOtherModel: false,
  printing: false,
};
