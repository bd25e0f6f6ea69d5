import { type Clock, delay } from '../../main/clock/clock.ts';
import { err, type Result } from '../../main/contract/result.ts';
import type { ByteChannel } from '../transport/byte-channel.ts';
import { listeners } from '../transport/listeners.ts';
import { reconnectingChannel } from '../transport/reconnecting-channel.ts';
import { conversation } from './conversation.ts';
import { blocker, type PrintJob, runPrintJob } from './print-job.ts';
import { askPaperStatus, askProcessId, encodeReceipt, type EscPosProfile, escPosProfiles } from './protocol.ts';
import type { Receipt, ReceiptPrinter, ReceiptPrinterStatus, ReceiptPrintError } from './receipt-printer.ts';
import { printerStatus, type PrinterView } from './printer-status.ts';

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
  /** While a receipt prints. */
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
  profile = escPosProfiles.roll80,
  delays = escPosDelays,
}: {
  channel: ByteChannel;
  clock: Clock;
  profile?: EscPosProfile;
  delays?: EscPosDelays;
}): ReceiptPrinter {
  const line = reconnectingChannel({ channel, clock, reopenAfterMs: delays.reopenAfterMs });
  const printer = conversation(line, clock, delays);
  const changed = listeners<ReceiptPrinterStatus>();
  let view: PrinterView = { connected: false, condition: null, printing: false, everHeard: false };
  let running: AbortController | null = null;
  let lastTurn: Promise<unknown> = Promise.resolve();
  let silentBeats = 0;
  let jobs = 0;

  function see(change: Partial<PrinterView>): void {
    const before = JSON.stringify(printerStatus(view));
    view = { ...view, ...change };
    const status = printerStatus(view);
    if (JSON.stringify(status) !== before) changed.tell(status);
  }

  line.onStateChanged((state) => {
    see({ connected: state === 'connected', condition: null });
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
  async function ask(): Promise<PrinterView['condition']> {
    let condition = line.isOpen ? await printer.askCondition() : null;
    if (condition && !view.condition) {
      await printer.clear();
      condition = await printer.askCondition();
    }
    see({ condition, everHeard: view.everHeard || condition !== null });
    return condition;
  }

  async function beat(signal: AbortSignal): Promise<void> {
    for (;;) {
      await delay(clock, delays.heartbeatMs, signal);
      if (signal.aborted) return;
      const condition = await inTurn(ask);
      silentBeats = condition || !line.isOpen ? 0 : silentBeats + 1;
      if (silentBeats >= SILENT_BEATS_BEFORE_REOPEN && !signal.aborted) {
        silentBeats = 0;
        await line.reopen();
      }
    }
  }

  async function print(receipt: Receipt, signal: AbortSignal): Promise<Result<void, ReceiptPrintError>> {
    if (signal.aborted) return err('cancelled');
    const condition = await ask();
    const problem = condition ? blocker(condition) : 'offline';
    if (problem) return err(problem);
    see({ printing: true });
    const result = await runPrintJob(printer, clock, jobFor(receipt, signal));
    await ask();
    see({ printing: false });
    return result;
  }

  function jobFor(receipt: Receipt, signal: AbortSignal): PrintJob {
    jobs = (jobs % 9999) + 1;
    const id = String(jobs).padStart(4, '0');
    const byId = profile.confirmation === 'processId';
    return {
      bytes: Buffer.concat([encodeReceipt(receipt, profile), byId ? askProcessId(id) : askPaperStatus]),
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
      void beat(signal);
    },
    async stop() {
      running?.abort();
      running = null;
      await lastTurn;
      await line.close();
      see({ connected: false, condition: null });
    },
    status: () => printerStatus(view),
    onStatusChanged: changed.add,
    print(receipt, signal) {
      if (!running) return Promise.resolve(err('offline'));
      const either = AbortSignal.any([signal, running.signal]);
      return inTurn(() => print(receipt, either));
    },
  };
}
