import { type Clock, delay } from '../../main/clock/clock.ts';
import { err, ok, type Result } from '../../main/contract/result.ts';
import type { Conversation } from './conversation.ts';
import type { PrinterCondition } from './printer-condition.ts';
import type { ReceiptPrintError } from './receipt-printer.ts';
import type { StatusReport } from './status-parser.ts';

export interface PrintJob {
  /** The receipt with the request for its confirmation at the end. */
  readonly bytes: Uint8Array;
  readonly isConfirmedBy: (report: StatusReport) => boolean;
  readonly confirmTimeoutMs: number;
  readonly pollMs: number;
  readonly signal: AbortSignal;
  /** Tells when the line is lost; returns the way to stop listening. */
  readonly onLost: (listener: () => void) => () => void;
}

/** Why nothing can be printed in this condition, or null. */
export function blocker(condition: PrinterCondition): ReceiptPrintError | null {
  if (condition.unrecoverableError) return 'printerFault';
  // An open cover brings other errors with it (no paper before the sensor, a stopped line).
  if (condition.coverOpen) return 'coverOpen';
  if (condition.cutterError) return 'cutterFault';
  if (condition.mechanicalError) return 'paperJam';
  if (condition.autoRecoverableError) return 'headHot';
  if (condition.paper === 'out') return 'paperOut';
  return condition.offline || condition.feedButton ? 'offline' : null;
}

/**
 * Sends one job and follows it to its end. A job that does not end well is cancelled at the printer before the error is
 * returned, so that the rest of it does not come out when the fault is cleared. Never sends twice.
 */
export async function runPrintJob(
  printer: Conversation,
  clock: Clock,
  job: PrintJob,
): Promise<Result<void, ReceiptPrintError>> {
  const outcome = await followJob(printer, clock, job);
  if (outcome !== 'confirmed') {
    await printer.clear();
    return err(outcome);
  }
  // The cutter is the last to move; paper that ends behind this receipt is the next one's trouble.
  const condition = await printer.askCondition();
  const left = condition.ok && blocker({ ...condition.value, paper: 'full', offline: false });
  if (left !== 'cutterFault' && left !== 'paperJam' && left !== 'printerFault') return ok(undefined);
  await printer.clear();
  return err(left);
}

type JobOutcome = 'confirmed' | ReceiptPrintError;

async function followJob(printer: Conversation, clock: Clock, job: PrintJob): Promise<JobOutcome> {
  const over = new AbortController();
  const stops: (() => void)[] = [];
  const outcome = new Promise<JobOutcome>((resolve) => {
    const cancelled = (): void => resolve('cancelled');
    job.signal.addEventListener('abort', cancelled, { once: true });
    stops.push(
      () => job.signal.removeEventListener('abort', cancelled),
      // What has left may be on paper: only the printer could tell, and it cannot be asked any more.
      job.onLost(() => resolve('notConfirmed')),
      clock.after(job.confirmTimeoutMs, () => resolve('notConfirmed')),
      printer.onReport((report) => {
        if (job.isConfirmedBy(report)) return resolve('confirmed');
        const problem = report.kind === 'automatic' ? blocker(report.condition) : null;
        if (problem) resolve(problem);
      }),
    );
    const sendAll = async (): Promise<void> => {
      if (!(await printer.send(job.bytes))) resolve('notConfirmed');
    };
    // Pushed status may be lost or not supported, and is not pushed at all while the printer waits for paper.
    const poll = async (): Promise<void> => {
      const problem = await pollForProblem(printer, clock, job.pollMs, over.signal);
      if (problem) resolve(problem);
    };
    void sendAll();
    void poll();
  });
  try {
    return await outcome;
  } finally {
    over.abort();
    for (const stop of stops) stop();
  }
}

async function pollForProblem(
  printer: Conversation,
  clock: Clock,
  pollMs: number,
  signal: AbortSignal,
): Promise<ReceiptPrintError | null> {
  while (!signal.aborted) {
    await delay(clock, pollMs, signal);
    if (signal.aborted) return null;
    const condition = await printer.askCondition();
    const problem = condition.ok ? blocker(condition.value) : null;
    if (problem) return problem;
  }
  return null;
}
