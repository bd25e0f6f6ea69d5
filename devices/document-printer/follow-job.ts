import { delay } from '../../main/clock/clock.ts';
import { err, ok } from '../../main/contract/result.ts';
import type { Result } from '../../main/contract/result.ts';
import type { DocumentPrintError } from './document-printer.ts';
import type { Line } from './line.ts';
import { cancelJob, getJobAttributes, isSuccess, jobStates, statusCodes } from './operations.ts';
import type { PrinterProblem } from './printer-state.ts';
import { numberOf, textsOf } from './protocol.ts';

export interface FollowedJob {
  readonly result: Result<void, DocumentPrintError>;
  /** The printer is out of reach and still has the job. */
  readonly mayStillPrint: boolean;
}

interface Watch {
  readonly signal: AbortSignal;
  readonly onProblem?: (problem: DocumentPrintError | null) => void;
}

/** Follows a job until it is over, or until it has to be called off. */
export async function followJob(line: Line, jobId: number, watch: Watch): Promise<FollowedJob> {
  const { clock, delays } = line;
  const startMs = clock.monotonicMs();
  let heardMs = startMs;
  let problem: PrinterProblem | null = null;
  let problemSinceMs = startMs;
  for (;;) {
    const view = await lookAt(line, jobId);
    const nowMs = clock.monotonicMs();
    if (view.kind === 'over') return { result: view.result, mayStillPrint: false };
    if (view.kind === 'going') {
      heardMs = nowMs;
      if (view.problem !== problem) {
        problem = view.problem;
        problemSinceMs = nowMs;
        watch.onProblem?.(problem);
      }
    }
    if (watch.signal.aborted) return callOff(line, jobId, 'cancelled');
    if (problem !== null && nowMs - problemSinceMs >= delays.graceMs) return callOff(line, jobId, problem);
    if (nowMs - startMs >= delays.jobLimitMs || nowMs - heardMs >= delays.lostLimitMs) {
      return callOff(line, jobId, 'notConfirmed');
    }
    await delay(clock, delays.jobPollMs, watch.signal);
  }
}

/** Cancels the job at the printer and waits until it is over; it may have come out in that very moment. */
async function callOff(line: Line, jobId: number, reason: DocumentPrintError): Promise<FollowedJob> {
  const { clock, delays } = line;
  const startMs = clock.monotonicMs();
  do {
    await line.ask((target) => cancelJob(target, jobId));
    const view = await lookAt(line, jobId);
    if (view.kind === 'over') return { result: view.result.ok ? view.result : err(reason), mayStillPrint: false };
    // A stuck printer only drops a cancelled job when somebody comes and frees it: nothing more to wait for.
    if (view.kind === 'going' && view.stopping && view.problem !== null) break;
    await delay(clock, delays.jobPollMs);
  } while (clock.monotonicMs() - startMs < delays.cancelLimitMs);
  return { result: err(reason), mayStillPrint: true };
}

type JobView =
  | { readonly kind: 'over'; readonly result: Result<void, DocumentPrintError> }
  | { readonly kind: 'going'; readonly problem: PrinterProblem | null; readonly stopping: boolean }
  | { readonly kind: 'lost' };

async function lookAt(line: Line, jobId: number): Promise<JobView> {
  const answer = await line.ask((target) => getJobAttributes(target, jobId));
  if (!answer.ok) return { kind: 'lost' };
  // A printer without a job history forgets a job as soon as it is over, however that was.
  if (answer.value.code === statusCodes.notFound) return { kind: 'over', result: err('notConfirmed') };
  const state = numberOf(answer.value, 'job', 'job-state');
  if (!isSuccess(answer.value.code) || state === null) return { kind: 'lost' };
  const reasons = textsOf(answer.value, 'job', 'job-state-reasons');
  if (state === jobStates.completed) return { kind: 'over', result: completed(reasons) };
  const asked = await line.problem();
  const problem = asked.ok ? asked.value : null;
  if (state === jobStates.aborted || state === jobStates.canceled) {
    return { kind: 'over', result: err(problem ?? 'printerFault') };
  }
  if (!asked.ok) return { kind: 'lost' };
  const stopping = reasons.includes('processing-to-stop-point');
  // A printer that is set to keep every job until somebody comes to its panel holds it.
  const isStuck = state === jobStates.stopped || state === jobStates.held;
  return { kind: 'going', problem: problem ?? (isStuck ? 'printerFault' : null), stopping };
}

const completed = (reasons: readonly string[]): Result<void, DocumentPrintError> =>
  reasons.includes('job-completed-with-errors') ? err('notConfirmed') : ok(undefined);
