import { delay, type Clock } from '../../main/clock/clock.ts';
import { err, ok, type Result } from '../../main/contract/result.ts';
import type { BoardFault, BoardLine } from './board-line.ts';
import type { Contact, DoorProfile } from './profile.ts';

/** Between two looks at the door's contact. */
const LOOK_MS = 100;

export const isActive = (bits: ReadonlyMap<number, boolean>, { input, isInverted }: Contact): boolean =>
  (bits.get(input) ?? false) !== isInverted;

/** Lets go of the lock, waits until the door is open, and holds the lock again in any case. */
export async function openDoor(
  line: BoardLine,
  door: DoorProfile,
  { clock, signal }: { readonly clock: Clock; readonly signal: AbortSignal },
): Promise<Result<void, BoardFault | 'doorStuck' | 'cancelled'>> {
  const startMs = clock.monotonicMs();
  const before = await isOpen(line, door);
  if (!before.ok) return before;
  if (before.value) return ok(undefined);
  if (signal.aborted) return err('cancelled');
  const released = await line.writeCoils(new Map([[door.lock.coil, !door.lock.isInverted]]));
  const pulsed = released.ok ? await waitUntilOpen(line, door, clock, signal, startMs + door.pulseMs) : released;
  const held = await line.writeCoils(new Map([[door.lock.coil, door.lock.isInverted]]));
  if (!held.ok) return held;
  if (!pulsed.ok) return pulsed;
  if (pulsed.value || !door.open) return ok(undefined);
  const opened = await waitUntilOpen(line, door, clock, signal, startMs + door.openWithinMs);
  if (!opened.ok) return opened;
  return opened.value ? ok(undefined) : err('doorStuck');
}

async function isOpen(line: BoardLine, { open }: DoorProfile): Promise<Result<boolean, BoardFault>> {
  if (!open) return ok(false);
  const bits = await line.readInputs([open.input]);
  return bits.ok ? ok(isActive(bits.value, open)) : bits;
}

async function waitUntilOpen(
  line: BoardLine,
  door: DoorProfile,
  clock: Clock,
  signal: AbortSignal,
  deadlineMs: number,
): Promise<Result<boolean, BoardFault | 'cancelled'>> {
  while (!signal.aborted) {
    const opened = await isOpen(line, door);
    if (!opened.ok || opened.value) return opened;
    const leftMs = deadlineMs - clock.monotonicMs();
    if (leftMs <= 0) return ok(false);
    await delay(clock, Math.min(LOOK_MS, leftMs), signal);
  }
  return err('cancelled');
}
