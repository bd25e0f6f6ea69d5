import type { CardDispenseError, CardDispenserStatus } from './card-dispenser.ts';
import { statusBits, type K720Model, type SensedCard, type StatusBit } from './profile.ts';

/** What the machine says of itself: which bits are set, and where a card lies. */
export interface MachineState {
  readonly card: SensedCard;
  readonly is: ReadonlySet<StatusBit>;
}

export function machineState(bits: number, model: K720Model): MachineState {
  const is = new Set(statusBits.filter((name) => (bits & (model.bits[name] ?? 0)) !== 0));
  return { card: model.sensed[bits & 0x07] ?? 'inPath', is };
}

/** The way back, for the simulator. */
export function bitsOf({ card, is }: MachineState, model: K720Model): number {
  const flags = Array.from(is, (name) => model.bits[name] ?? 0);
  return flags.reduce((all, bit) => all | bit, model.sensed.indexOf(card));
}

/** Something moves, and the rest of the bits will change. */
export const isBusy = ({ is }: MachineState): boolean =>
  is.has('dispensing') || is.has('capturing') || is.has('preparing');

/** What is still in the machine besides the card that is ready: it goes before the next one comes. */
export const cardLeft = ({ card }: MachineState): boolean => card === 'inPath' || card === 'atFront';

/** Which words a machine at rest has for what is wrong with it. Overlapping cards can be captured. */
export function faultOf({ is }: MachineState): 'cardJammed' | 'dispenserFault' | null {
  if (is.has('jam')) return 'cardJammed';
  const isBroken = is.has('dispenseError') || is.has('captureError') || is.has('prepareFailed');
  return isBroken || is.has('cannotExecute') ? 'dispenserFault' : null;
}

/** Why no card can be given out now; null when one can. A full bin could not take one that nobody takes. */
export function whyNot(state: MachineState): CardDispenseError | null {
  if (state.is.has('jam')) return 'cardJammed';
  if (cardLeft(state) || state.is.has('overlap')) return 'cardInPath';
  if (state.is.has('binFull')) return 'captureBinFull';
  if (isEmpty(state)) return 'empty';
  return faultOf(state);
}

/** The last card of an empty hopper may lie ready. */
const isEmpty = ({ card, is }: MachineState): boolean => is.has('empty') && card !== 'staged';

export function statusOf(state: MachineState): CardDispenserStatus {
  const fault = faultOf(state);
  const media = cardLeft(state) || state.is.has('overlap') ? 'present' : 'notPresent';
  return {
    device: fault ? 'hardwareError' : 'online',
    ...(fault === 'dispenserFault' && { reason: 'selfTestFailed' }),
    media: fault === 'cardJammed' ? 'jammed' : media,
    cards: isEmpty(state) ? 'empty' : state.is.has('nearlyEmpty') || state.is.has('empty') ? 'low' : 'ok',
    captureBin: state.is.has('binFull') ? 'full' : 'ok',
  };
}
