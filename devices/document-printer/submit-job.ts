import { delay } from '../../main/clock/clock.ts';
import { err, ok } from '../../main/contract/result.ts';
import type { Result } from '../../main/contract/result.ts';
import type { DocumentPrintError } from './document-printer.ts';
import type { Line } from './line.ts';
import { cancelJob, getJobs, isSuccess, jobsIn, printJob, statusCodes } from './operations.ts';
import type { Tray } from './profile.ts';
import { attributesOf, numberOf, type IppMessage } from './protocol.ts';

interface NewJob {
  readonly pdf: Uint8Array;
  /** Unlike that of any other job. */
  readonly name: string;
  readonly tray: Tray;
  readonly signal: AbortSignal;
}

export interface SubmitFailure {
  readonly error: DocumentPrintError;
  /** The printer may have taken the job all the same. */
  readonly mayStillPrint: boolean;
}

/** Hands a document over, waiting while the printer is busy; gives the job's number. */
export async function submitJob(line: Line, job: NewJob): Promise<Result<number, SubmitFailure>> {
  const { clock, delays } = line;
  const startMs = clock.monotonicMs();
  for (let attempt = 0; ; attempt += 1) {
    if (job.signal.aborted) return refused('cancelled');
    const outcome = await handOver(line, job);
    if (outcome !== 'busy') return outcome;
    if (clock.monotonicMs() - startMs >= delays.busyLimitMs) return refused('busy');
    await delay(clock, delays.busyPausesMs[attempt] ?? delays.busyPausesMs.at(-1) ?? 0, job.signal);
  }
}

const refused = (error: DocumentPrintError): Result<number, SubmitFailure> => err({ error, mayStillPrint: false });

async function handOver(line: Line, job: NewJob): Promise<'busy' | Result<number, SubmitFailure>> {
  const answer = await line.ask((target) => printJob(target, job), line.delays.handOverMs);
  if (!answer.ok && answer.error === 'unreachable') return refused('offline');
  if (!answer.ok && answer.error === 'untrusted') return refused('printerFault');
  if (!answer.ok) return findLostJob(line, job.name);
  const { code } = answer.value;
  // RFC 8011, appendix B.1.5: these two pass by themselves.
  if (code === statusCodes.busy || code === statusCodes.temporaryError) return 'busy';
  if (!isSuccess(code)) return refused(await reasonOf(line));
  const jobId = numberOf(answer.value, 'job', 'job-id');
  if (jobId === null) return findLostJob(line, job.name);
  return ignoresMedia(answer.value) ? callBack(line, jobId) : ok(jobId);
}

/** The job was taken, but not for the media that it asked for. */
const ignoresMedia = (answer: IppMessage): boolean =>
  answer.code === statusCodes.okIgnoredOrSubstituted &&
  attributesOf(answer, 'unsupported').some(({ name }) => name === 'media' || name === 'media-col');

/** The printer took the job for another paper than asked for: a certificate on plain paper is worth nothing. */
async function callBack(line: Line, jobId: number): Promise<Result<number, SubmitFailure>> {
  const cancelled = await line.ask((target) => cancelJob(target, jobId));
  return err({ error: 'printerFault', mayStillPrint: !cancelled.ok });
}

async function reasonOf(line: Line): Promise<DocumentPrintError> {
  const problem = await line.problem();
  return (problem.ok ? problem.value : null) ?? 'printerFault';
}

/** The answer was lost. The job may be there all the same: printing again would be one certificate too many. */
async function findLostJob(line: Line, name: string): Promise<Result<number, SubmitFailure>> {
  for (const which of ['not-completed', 'completed'] as const) {
    const answer = await line.ask((target) => getJobs(target, which));
    if (!answer.ok) {
      return err({ error: answer.error === 'badAnswer' ? 'printerFault' : 'notConfirmed', mayStillPrint: true });
    }
    const found = jobsIn(answer.value).find((job) => job.name === name);
    if (found) return ok(found.id);
  }
  return refused('printerFault');
}
