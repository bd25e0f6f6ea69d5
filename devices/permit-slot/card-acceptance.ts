import { delay, type Clock } from '../../main/clock/clock.ts';
import { err, ok, type Result } from '../../main/contract/result.ts';
import type { PermitSlotError } from './permit-slot.ts';
import { toError, type QuestionFault, type Whereabouts } from './slot-question.ts';

export interface Acceptance {
  readonly clock: Clock;
  readonly insertTimeoutMs: number;
  /** For a card that has begun to enter when the time is over. */
  readonly movementTimeoutMs: number;
  readonly pollMs: number;
  readonly signal: AbortSignal;
  readonly ask: (command: 'accept' | 'refuse' | 'status') => Promise<Result<Whereabouts, QuestionFault>>;
  readonly onEntering: () => void;
}

/**
 * Opens the gate, waits for a card and closes it again whatever happened. A card that comes in at the last moment, while
 * the gate closes, is in. A card that lies there already is somebody else's: `cardNotAccepted`.
 */
export async function takeCardIn(acceptance: Acceptance): Promise<Result<void, PermitSlotError>> {
  const { ask } = acceptance;
  const before = await ask('status');
  if (!before.ok) return err(toError(before.error));
  if (before.value.position !== 'none') return err('cardNotAccepted');
  const opened = await ask('accept');
  const waited = opened.ok ? await waitForCard(acceptance) : err(toError(opened.error));
  await ask('refuse');
  if (waited.ok || waited.error === 'offline') return waited;
  const after = await ask('status');
  const isIn = after.ok && after.value.position === 'inside';
  return waited.error === 'notInserted' && isIn ? ok(undefined) : waited;
}

async function waitForCard({
  clock,
  insertTimeoutMs,
  movementTimeoutMs,
  pollMs,
  signal,
  ask,
  onEntering,
}: Acceptance): Promise<Result<void, PermitSlotError>> {
  const deadlineMs = clock.monotonicMs() + insertTimeoutMs;
  let isEntering = false;
  while (!signal.aborted) {
    const now = await ask('status');
    if (!now.ok) return err(toError(now.error));
    if (now.value.position === 'inside') return ok(undefined);
    if (now.value.position === 'atGate' && !isEntering) onEntering();
    if (now.value.position === 'none' && isEntering) return err('cardRemoved');
    isEntering = now.value.position === 'atGate';
    if (clock.monotonicMs() >= deadlineMs + (isEntering ? movementTimeoutMs : 0)) return err('notInserted');
    await delay(clock, pollMs, signal);
  }
  return err('cancelled');
}
