import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import type { CancelTimer, Clock } from '../../main/clock/clock.ts';
import { err, ok } from '../../main/contract/result.ts';
import type { Result } from '../../main/contract/result.ts';
import type { DocumentPrinter, DocumentPrinterStatus, DocumentPrintError, Paper } from './document-printer.ts';
import { followJob } from './follow-job.ts';
import { exchange, httpUrlOf, type ExchangeError } from './ipp-client.ts';
import { documentPrinterDelays } from './line.ts';
import type { Delays, Line } from './line.ts';
import { cancelJob, getCapabilities, getJobs, getPrinterAttributes, isSuccess, jobsIn } from './operations.ts';
import { misfits } from './media.ts';
import { conditionOf, problemOf, statusOf, unknownStatus } from './printer-state.ts';
import { plainTrays, type Trays } from './profile.ts';
import { submitJob } from './submit-job.ts';

type Job = Parameters<DocumentPrinter['print']>[0];

/**
 * An A4 printer at an `ipp:` or `ipps:` address (port 631 unless named) or an `http:` one.
 *
 * No job stays queued behind a returned error. The one exception is a printer out of reach: it may still print later
 * what it has taken. The driver therefore cancels its own unfinished jobs as soon as the printer answers again, and
 * whenever it starts.
 */
export function ippPrinter(options: {
  url: string;
  /** PEM file of the authority behind an `ipps:` address. */
  ca?: string | undefined;
  trays?: Trays | undefined;
  clock: Clock;
  delays?: Partial<Delays>;
}): DocumentPrinter {
  const { clock, trays = plainTrays } = options;
  const delays = { ...documentPrinterDelays, ...options.delays };
  const address = { url: httpUrlOf(options.url), ca: options.ca ?? null };
  // Several kiosks of a hall may share a printer; each may only cancel its own jobs.
  const user = `kiosk@${hostname()}`;
  const listeners = new Set<(status: DocumentPrinterStatus) => void>();
  let status: DocumentPrinterStatus = { ...unknownStatus, device: 'starting' };
  let cancelPoll: CancelTimer | null = null;
  let stopping: AbortController | null = null;
  let printing: Promise<unknown> | null = null;
  let clearing: Promise<void> | null = null;
  let mayHoldOldJobs = true;
  /** What the printer cannot print as the profile says; null until it was asked, after every absence anew. */
  let unfit: readonly Paper[] | null = null;
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
      return exchange(clock, address, make({ printerUri: options.url, user, requestId }), limitMs);
    },
    async problem() {
      const answer = await line.ask(getPrinterAttributes);
      const condition = answer.ok ? conditionOf(answer.value) : null;
      if (!condition) {
        unfit = null;
        become({ ...unknownStatus, ...troubleOf(answer.ok ? 'badAnswer' : answer.error) });
        return answer.ok ? ok('printerFault') : answer;
      }
      unfit ??= await findMisfits();
      const isUnfit = unfit !== null && unfit.length > 0;
      become({ ...statusOf(condition), ...(isUnfit && troubleOf('badAnswer')) });
      return ok(problemOf(condition));
    },
  };

  async function findMisfits(): Promise<readonly Paper[] | null> {
    const answer = await line.ask(getCapabilities);
    return answer.ok && isSuccess(answer.value.code) ? misfits(answer.value, trays) : null;
  }

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
    const paper = job.paper ?? 'certificate';
    if (unfit?.includes(paper)) return err('printerFault');
    // The mark finds the job again when the answer with its number is lost.
    const name = `${job.name} ${randomBytes(4).toString('hex')}`;
    const submitted = await submitJob(line, { pdf: job.pdf, name, tray: trays[paper], signal: job.signal });
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

/** Who is at the other end, when it is not the printer that the profile names. */
function troubleOf(error: ExchangeError): Pick<DocumentPrinterStatus, 'device' | 'reason'> {
  switch (error) {
    case 'unreachable':
      return { device: 'offline', reason: 'absent' };
    case 'noAnswer':
      return { device: 'offline', reason: 'silent' };
    case 'untrusted':
    case 'badAnswer':
      return { device: 'hardwareError', reason: 'wrongFirmware' };
  }
}
