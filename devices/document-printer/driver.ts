import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import type { CancelTimer, Clock } from '../../main/clock/clock.ts';
import { err, ok } from '../../main/contract/result.ts';
import type { Result } from '../../main/contract/result.ts';
import type { DocumentPrinter, DocumentPrinterStatus, DocumentPrintError } from './document-printer.ts';
import { followJob } from './follow-job.ts';
import { exchange, httpUrlOf } from './ipp-client.ts';
import { documentPrinterDelays } from './line.ts';
import type { Delays, Line } from './line.ts';
import { cancelJob, getJobs, getPrinterAttributes, jobsIn } from './operations.ts';
import { conditionOf, notReached, problemOf, statusOf } from './printer-state.ts';
import { submitJob } from './submit-job.ts';

type Job = Parameters<DocumentPrinter['print']>[0];

/**
 * An A4 printer at an `ipp:` address (port 631 unless named) or an `http:` one.
 *
 * No job stays queued behind a returned error. The one exception is a printer out of reach: it may still print later
 * what it has taken. The driver therefore cancels its own unfinished jobs as soon as the printer answers again, and
 * whenever it starts.
 */
export function ippPrinter(options: { url: string; clock: Clock; delays?: Partial<Delays> }): DocumentPrinter {
  const { clock } = options;
  const delays = { ...documentPrinterDelays, ...options.delays };
  const url = httpUrlOf(options.url);
  // Several kiosks of a hall may share a printer; each may only cancel its own jobs.
  const user = `kiosk@${hostname()}`;
  const listeners = new Set<(status: DocumentPrinterStatus) => void>();
  let status: DocumentPrinterStatus = { ...notReached, device: 'starting' };
  let cancelPoll: CancelTimer | null = null;
  let stopping: AbortController | null = null;
  let printing: Promise<unknown> | null = null;
  let clearing: Promise<void> | null = null;
  let mayHoldOldJobs = true;
  let requestId = 0;

  function become(next: DocumentPrinterStatus): void {
    if (JSON.stringify(next) === JSON.stringify(status)) return;
    status = next;
    for (const listener of listeners) listener(next);
  }

  const line: Line = {
    clock,
    delays,
    ask(make, limitMs = delays.answerMs) {
      requestId += 1;
      return exchange(clock, url, make({ printerUri: options.url, user, requestId }), limitMs);
    },
    async problem() {
      const answer = await line.ask(getPrinterAttributes);
      const condition = answer.ok ? conditionOf(answer.value) : null;
      if (condition) become(statusOf(condition));
      else if (!answer.ok && answer.error !== 'badAnswer') become(notReached);
      else become({ ...notReached, device: 'hardwareError' });
      if (!answer.ok) return answer;
      return ok(condition ? problemOf(condition) : 'printerFault');
    },
  };

  async function clearOldJobs(): Promise<void> {
    const answer = await line.ask((target) => getJobs(target, 'not-completed'));
    if (!answer.ok) return;
    mayHoldOldJobs = false;
    for (const job of jobsIn(answer.value).filter((old) => old.user === user)) {
      const cancelled = await line.ask((target) => cancelJob(target, job.id));
      if (!cancelled.ok) mayHoldOldJobs = true;
    }
  }

  /** What the last visitor's paper was must not come out in front of the next. One at a time: never a job just made. */
  async function clearOldJobsOnce(): Promise<void> {
    if (!mayHoldOldJobs) return;
    clearing ??= clearOldJobs().finally(() => (clearing = null));
    await clearing;
  }

  async function poll(running: AbortController): Promise<void> {
    const reached = await line.problem();
    if (reached.ok && !printing) await clearOldJobsOnce();
    if (!running.signal.aborted) cancelPoll = clock.after(delays.pollMs, () => void poll(running));
  }

  async function printOne(job: Job): Promise<Result<void, DocumentPrintError>> {
    await clearOldJobsOnce();
    // The mark finds the job again when the answer with its number is lost.
    const name = `${job.name} ${randomBytes(4).toString('hex')}`;
    const submitted = await submitJob(line, { pdf: job.pdf, name, signal: job.signal });
    if (!submitted.ok) {
      mayHoldOldJobs ||= submitted.error.mayStillPrint;
      return err(submitted.error.error);
    }
    const followed = await followJob(line, submitted.value, job);
    mayHoldOldJobs ||= followed.mayStillPrint;
    return followed.result;
  }

  return {
    async start() {
      if (stopping) return;
      stopping = new AbortController();
      await poll(stopping);
    },
    async stop() {
      stopping?.abort();
      stopping = null;
      cancelPoll?.();
      await printing;
    },
    status: () => status,
    onStatusChanged(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async refresh() {
      await line.problem();
      return status;
    },
    async print(job) {
      if (printing) return err('busy');
      const signal = stopping ? AbortSignal.any([job.signal, stopping.signal]) : job.signal;
      const outcome = printOne({ ...job, signal });
      printing = outcome;
      try {
        return await outcome;
      } finally {
        printing = null;
      }
    },
  };
}
