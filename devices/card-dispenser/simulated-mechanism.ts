import { delay, type Clock } from '../../main/clock/clock.ts';
import type { MachineState } from './machine-state.ts';
import type { StatusBit } from './profile.ts';

export const movementFaults = [
  'jam',
  /** Two cards come at once; the machine feels it and stops them in the path. */
  'overlap',
  /** The visitor takes the card as soon as it shows. */
  'pulled',
  /** The machine stops on the way and does not know why. */
  'dispenseError',
  'captureError',
  'cannotExecute',
] as const;
export type MovementFault = (typeof movementFaults)[number];

/** Where every card of the machine is. Their sum never changes but by `refill`. */
export interface CardCount {
  readonly hopper: number;
  readonly staged: number;
  readonly inPath: number;
  readonly atFront: number;
  readonly bin: number;
  readonly visitor: number;
  /** Taken out of the hopper by hand. */
  readonly removed: number;
}

/** The mechanism of a card dispenser: hopper, path, front, bin, three sensors. It knows nothing of bytes. */
export interface DispenserMechanism {
  readonly cards: CardCount;
  /** What the sensors and the firmware say. */
  state(): MachineState;
  isBinFull: boolean;
  isJammed: boolean;
  hasPrepareFailed: boolean;
  refill(cards: number): void;
  /** Somebody takes cards out of the hopper by hand: all of them, or all but a few. */
  empty(): void;
  thinOut(): void;
  /** A technician takes out what is stuck, and puts it into the bin. */
  clearPath(): void;
  readonly takeCard: () => boolean;
  dispense(fault: MovementFault | null): Promise<void>;
  capture(fault: MovementFault | null): Promise<void>;
  /** Ends what the firmware complains of, not what is in the way. */
  reset(): void;
}

/** Below this many the second sensor of the hopper is free. */
const NEARLY_EMPTY = 10;

export function dispenserMechanism(clock: Clock, moveMs: number, hopper: number): DispenserMechanism {
  const cards = { hopper, staged: 0, inPath: 0, atFront: 0, bin: 0, visitor: 0, removed: 0 };
  let activity: Extract<StatusBit, 'dispensing' | 'capturing' | 'preparing'> | null = null;
  let complaints = new Set<StatusBit>();

  /** Lays the next card ready, once nothing lies in its way. */
  async function prepare(): Promise<void> {
    const isFree = cards.staged + cards.inPath + cards.atFront === 0 && !mechanism.isJammed;
    if (!isFree || cards.hopper === 0 || activity) return;
    activity = 'preparing';
    await delay(clock, moveMs / 4);
    activity = null;
    if (mechanism.hasPrepareFailed || cards.hopper === 0) return;
    cards.hopper -= 1;
    cards.staged += 1;
  }

  function take(): boolean {
    if (cards.atFront === 0 || mechanism.isJammed) return false;
    cards.visitor += cards.atFront;
    cards.atFront = 0;
    void prepare();
    return true;
  }

  function complain(bit: StatusBit): void {
    complaints.add(bit);
  }

  const mechanism: DispenserMechanism = {
    cards,
    isBinFull: false,
    isJammed: false,
    hasPrepareFailed: false,
    state() {
      const is = new Set(complaints);
      if (activity) is.add(activity);
      if (mechanism.isJammed) is.add('jam');
      if (mechanism.isBinFull) is.add('binFull');
      if (mechanism.hasPrepareFailed) is.add('prepareFailed');
      if (cards.hopper === 0) is.add('empty');
      if (cards.hopper < NEARLY_EMPTY) is.add('nearlyEmpty');
      const card = cards.inPath ? 'inPath' : cards.atFront ? 'atFront' : cards.staged ? 'staged' : 'none';
      return { card, is };
    },
    refill(count) {
      cards.hopper += count;
      void prepare();
    },
    empty() {
      cards.removed += cards.hopper + cards.staged;
      cards.hopper = 0;
      cards.staged = 0;
    },
    thinOut() {
      const few = Math.min(cards.hopper, NEARLY_EMPTY - 1);
      cards.removed += cards.hopper - few;
      cards.hopper = few;
    },
    clearPath() {
      if (activity) return;
      cards.bin += cards.inPath;
      cards.inPath = 0;
      complaints.delete('overlap');
    },
    takeCard: take,
    async dispense(fault) {
      const isBlocked = activity ?? (mechanism.isJammed || cards.inPath + cards.atFront > 0 || cards.staged === 0);
      if (isBlocked || fault === 'cannotExecute') return complain('cannotExecute');
      activity = 'dispensing';
      cards.staged -= 1;
      cards.inPath += 1;
      if (fault === 'overlap' && cards.hopper > 0) {
        cards.hopper -= 1;
        cards.inPath += 1;
      }
      await delay(clock, moveMs);
      activity = null;
      if (fault === 'jam') mechanism.isJammed = true;
      else if (cards.inPath > 1) complain('overlap');
      else if (fault === 'dispenseError') complain('dispenseError');
      else {
        cards.atFront += cards.inPath;
        cards.inPath = 0;
        if (fault === 'pulled') take();
      }
    },
    async capture(fault) {
      if (activity || fault === 'cannotExecute') return complain('cannotExecute');
      if (mechanism.isJammed || cards.inPath + cards.atFront === 0) return;
      activity = 'capturing';
      cards.inPath += cards.atFront;
      cards.atFront = 0;
      await delay(clock, moveMs);
      activity = null;
      if (fault === 'jam') mechanism.isJammed = true;
      else if (fault === 'captureError' || mechanism.isBinFull) complain('captureError');
      else {
        cards.bin += cards.inPath;
        cards.inPath = 0;
        complaints.delete('overlap');
        void prepare();
      }
    },
    reset() {
      const isOverlap = complaints.has('overlap') && cards.inPath > 1;
      complaints = new Set(isOverlap ? ['overlap' as const] : []);
      void prepare();
    },
  };
  void prepare();
  return mechanism;
}
