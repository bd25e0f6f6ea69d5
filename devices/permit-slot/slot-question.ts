import { err, ok, type Result } from '../../main/contract/result.ts';
import type { SlotFault } from './error-codes.ts';
import { isOnceOnly, type CrtLink, type LinkFault } from './link.ts';
import type { CardPosition, PermitSlotError, PermitSlotStatus } from './permit-slot.ts';
import type { CrtCommand, CrtModel } from './profile.ts';

/** What every good answer tells besides its own data. */
export interface Whereabouts {
  readonly position: CardPosition;
  readonly captureBin: PermitSlotStatus['captureBin'];
  readonly data: string;
}

export type QuestionFault = SlotFault | 'offline' | 'lost';
/** What a machine, and not its caller, can be the reason of. */
type MachineError = Exclude<PermitSlotError, 'cancelled'>;

/** Asks once, in the words of the slot. `lost` comes only of what must be done only once. */
export async function askSlot(
  link: CrtLink,
  model: CrtModel,
  command: CrtCommand,
  data?: Uint8Array,
): Promise<Result<Whereabouts, QuestionFault>> {
  const answer = await link.ask(command, data);
  if (!answer.ok) return err(wordOf(answer.error, command));
  if (answer.value.kind === 'failed') return err(model.errors[answer.value.code] ?? 'slotFault');
  const { state } = answer.value;
  const position = model.positions[state.charAt(0)];
  // A state that no table has: whether a card lies there cannot be said.
  if (position === undefined) return err('slotFault');
  return ok({ position, captureBin: model.bins[state.charAt(2)] ?? 'unknown', data: answer.value.data });
}

function wordOf(fault: LinkFault, command: CrtCommand): QuestionFault {
  if (fault === 'refused') return 'slotFault';
  return fault === 'lost' && isOnceOnly(command) ? 'lost' : 'offline';
}

export type Movement = 'hold' | 'eject' | 'capture';

/**
 * Where a card is when a movement whose answer was lost has been done. A hold can be repeated without harm: the card is
 * inside before and after it.
 */
const doneAt: Readonly<Record<Movement, readonly CardPosition[]>> = {
  hold: [],
  eject: ['atGate', 'none'],
  capture: ['none'],
};

/** One lost answer is noise, three are a machine that is not there. */
const MOVE_TRIES = 3;

/**
 * Moves the card, if one is there, and answers where it is then. After a lost answer, and after an init that was
 * missing, the machine is asked where the card is before anything moves again.
 */
export async function moveCard(
  link: CrtLink,
  model: CrtModel,
  movement: Movement,
): Promise<Result<Whereabouts, MachineError>> {
  const before = await askSlot(link, model, 'status');
  if (!before.ok) return err(toError(before.error));
  if (before.value.position === 'none') return err('noCard');
  if (movement === 'capture' && before.value.captureBin === 'full') return err('captureBinFull');
  for (let attempt = 1; attempt <= MOVE_TRIES; attempt += 1) {
    const moved = await askSlot(link, model, movement);
    if (moved.ok) return moved;
    if (moved.error !== 'lost' && moved.error !== 'needsInit') return err(toError(moved.error));
    if (moved.error === 'needsInit') await askSlot(link, model, 'init');
    const now = await askSlot(link, model, 'status');
    if (!now.ok) return err(toError(now.error));
    if (doneAt[movement].includes(now.value.position)) return now;
    if (now.value.position === 'none') return err('cardRemoved');
  }
  return err('slotFault');
}

export function toError(fault: QuestionFault): MachineError {
  if (fault === 'lost') return 'offline';
  return fault === 'needsInit' || fault === 'chipFault' ? 'slotFault' : fault;
}
