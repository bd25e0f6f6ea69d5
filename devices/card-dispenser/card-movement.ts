import { delay, type Clock } from '../../main/clock/clock.ts';
import { err, ok, type Result } from '../../main/contract/result.ts';
import type { CardDispenseError } from './card-dispenser.ts';
import type { K720Link, LinkFault } from './link.ts';
import { cardLeft, faultOf, isBusy, whyNot, type MachineState } from './machine-state.ts';

export interface Machine {
  readonly link: K720Link;
  readonly clock: Clock;
  /** Asks the machine, and keeps the driver's status true to it. */
  readonly look: () => Promise<Result<MachineState, LinkFault>>;
  readonly pollMs: number;
  readonly movementTimeoutMs: number;
}

type Outcome = Result<void, CardDispenseError>;

/** What keeps a command from being given. Nothing has moved. */
export const notGiven = (fault: LinkFault): CardDispenseError => (fault === 'refused' ? 'dispenserFault' : 'offline');

/**
 * One card, or none. The command is given once; whatever happens to the line afterwards, only the sensors are asked, and
 * what they do not say is `notConfirmed`.
 */
export async function dispense(machine: Machine): Promise<Outcome> {
  const before = await atRest(machine);
  if (!before.ok) return err(notGiven(before.error));
  if (isBusy(before.value)) return err('dispenserFault');
  const reason = whyNot(before.value);
  if (reason) return err(reason);
  const given = await machine.link.command('dispense');
  if (!given.ok) return err(notGiven(given.error));
  const after = await followed(machine);
  if (!after) return err('notConfirmed');
  const { state, wasAtFront } = after;
  if (state.is.has('overlap')) return keepBoth(machine);
  if (state.is.has('jam')) return err('cardJammed');
  if (state.card === 'atFront' || wasAtFront) return ok(undefined);
  if (state.card === 'inPath') return err(faultOf(state) ?? 'cardInPath');
  // No card to be seen and no complaint: it never moved, or somebody was quicker than we look.
  return err(faultOf(state) ?? 'notConfirmed');
}

async function keepBoth(machine: Machine): Promise<Outcome> {
  const kept = await capture(machine);
  return kept.ok || kept.error === 'noCard' ? err('cardOverlap') : kept;
}

/** One lost command is noise, three are a machine that does not obey. Repeating does no harm: there is one bin. */
const CAPTURE_TRIES = 3;

export async function capture(machine: Machine): Promise<Outcome> {
  const before = await atRest(machine);
  if (!before.ok) return err(notGiven(before.error));
  if (before.value.is.has('jam')) return err('cardJammed');
  if (!cardLeft(before.value) && !before.value.is.has('overlap')) return err('noCard');
  if (before.value.is.has('binFull')) return err('captureBinFull');
  for (let attempt = 1; attempt <= CAPTURE_TRIES; attempt += 1) {
    const given = await machine.link.command('capture');
    if (!given.ok) return err(notGiven(given.error));
    const after = await followed(machine);
    if (!after) return err('notConfirmed');
    const { state } = after;
    if (state.is.has('jam')) return err('cardJammed');
    if (!cardLeft(state) && !state.is.has('overlap')) return ok(undefined);
    if (faultOf(state)) return err('dispenserFault');
  }
  return err('dispenserFault');
}

export async function reset(machine: Machine): Promise<Outcome> {
  const given = await machine.link.command('reset');
  if (!given.ok) return err(notGiven(given.error));
  const after = await followed(machine);
  if (!after) return err('notConfirmed');
  const fault = faultOf(after.state);
  return fault ? err(fault) : ok(undefined);
}

/** The state once nothing moves any more; still busy after the time-out it is told as it is. */
async function atRest(machine: Machine): Promise<Result<MachineState, LinkFault>> {
  const deadlineMs = machine.clock.monotonicMs() + machine.movementTimeoutMs;
  for (;;) {
    const now = await machine.look();
    if (!now.ok || !isBusy(now.value) || machine.clock.monotonicMs() >= deadlineMs) return now;
    await delay(machine.clock, machine.pollMs);
  }
}

/** A machine that has just been told may need a moment before its bits say so. */
const RESTS_FOR_LOOKS = 2;

/**
 * Looks on until the movement is over. Goes on asking while the line is away, because the truth may come back with it;
 * null when it does not within the time-out.
 */
async function followed(machine: Machine): Promise<{ state: MachineState; wasAtFront: boolean } | null> {
  const deadlineMs = machine.clock.monotonicMs() + machine.movementTimeoutMs;
  let wasAtFront = false;
  for (let looksAtRest = 0; machine.clock.monotonicMs() < deadlineMs;) {
    await delay(machine.clock, machine.pollMs);
    const now = await machine.look();
    if (!now.ok) continue;
    wasAtFront ||= now.value.card === 'atFront';
    looksAtRest = isBusy(now.value) ? 0 : looksAtRest + 1;
    if (looksAtRest >= RESTS_FOR_LOOKS) return { state: now.value, wasAtFront };
  }
  return null;
}
