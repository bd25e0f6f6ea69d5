import { delay, type Clock } from '../../main/clock/clock.ts';
import { err, ok, type Result } from '../../main/contract/result.ts';
import type { PermitRewriteError } from './permit-slot.ts';
import type { CrtModel, RewriterEntry } from './profile.ts';
import { rewriteErrors, type AskReady } from './rewrite-errors.ts';
import { nextMark, writerState, writerText, type WriterState } from './writer-protocol.ts';

export interface WritingDelays {
  /** From the command to the writer's last word: erasing and writing take half a minute. */
  readonly writeTimeoutMs: number;
  /** Between two questions whether it is done. */
  readonly writePollMs: number;
}

export interface Writing {
  readonly ask: AskReady;
  readonly clock: Clock;
  readonly delays: WritingDelays;
  readonly entry: RewriterEntry;
  readonly model: CrtModel;
  /** Of the driver: what has begun is watched to its end, unless nobody is there to watch. */
  readonly stopped: AbortSignal;
}

/**
 * Writes once. A writer whose answer was lost is asked what became of this text, and nothing is ever written again: an
 * endorsement on a permit is the office's, and half of one is for a person to judge.
 */
export async function writeLines(
  lines: readonly string[],
  writing: Writing,
): Promise<Result<void, PermitRewriteError>> {
  const { ask, entry, model } = writing;
  const before = await ask('writerState');
  if (!before.ok) return err(rewriteErrors[before.error]);
  if (before.value.position !== 'inside') return err('noCard');
  const last = writerState(before.value.data, model.writerWords);
  if (!last || last.word === 'busy') return err('slotFault');
  const mark = nextMark(last.mark);
  const text = writerText(mark, lines, entry);
  if (!text) return err('writeFailed');
  const begun = await ask('write', text);
  // Only what the machine itself refused has certainly not begun.
  const isLost = !begun.ok && (begun.error === 'lost' || begun.error === 'offline');
  return begun.ok || isLost ? ending(mark, begun.ok, writing) : err(rewriteErrors[begun.error]);
}

async function ending(
  mark: string,
  hasBegun: boolean,
  { ask, clock, delays, model, stopped }: Writing,
): Promise<Result<void, PermitRewriteError>> {
  const deadlineMs = clock.monotonicMs() + delays.writeTimeoutMs;
  while (!stopped.aborted) {
    const told = await ask('writerState');
    const state = told.ok ? writerState(told.value.data, model.writerWords) : null;
    const verdict = state && verdictOf(state, mark, hasBegun);
    if (verdict) return verdict;
    if (clock.monotonicMs() >= deadlineMs) break;
    await delay(clock, delays.writePollMs, stopped);
  }
  return err('notConfirmed');
}

/** Null while it writes. */
function verdictOf(
  { word, mark }: WriterState,
  mine: string,
  hasBegun: boolean,
): Result<void, 'writeFailed' | 'notConfirmed'> | null {
  // It speaks of an earlier text: this one never reached it, unless it said so, or forgot.
  if (mark !== mine) return err(hasBegun || word === 'unknown' ? 'notConfirmed' : 'writeFailed');
  if (word === 'busy') return null;
  if (word === 'written') return ok(undefined);
  return err(word === 'failed' ? 'writeFailed' : 'notConfirmed');
}
