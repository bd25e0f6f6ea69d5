import { delay, type Clock } from '../../main/clock/clock.ts';
import type { SlotFault } from './error-codes.ts';
import type { CardPosition } from './permit-slot.ts';

/** Where the card of the visitor is: always in exactly one place. */
export type CardPlace = 'visitor' | 'gate' | 'inside' | 'bin';
export type CardKind = 'good' | 'tooLong' | 'jams';
export type MechanismFault = 'jam' | 'pulled' | 'sensorFault';

/** The mechanism of a motor slot: gate, rollers, chip contacts, bin. It knows nothing of bytes. */
export interface SlotMechanism {
  readonly card: CardPlace;
  readonly position: CardPosition;
  readonly cardsInBin: number;
  isGateOpen: boolean;
  isBinFull: boolean;
  isJammed: boolean;
  needsInit: boolean;
  /** How many times a card was moved by command. */
  readonly movements: number;
  /** False when the gate is shut or a card is in the way. */
  insertCard(kind: CardKind): boolean;
  /** Takes the card that lies at the gate, whether it is going in or was given back. */
  readonly takeCard: () => boolean;
  move(to: 'inside' | 'gate' | 'bin', fault: MechanismFault | null): Promise<SlotFault | null>;
  /** What happened at the gate since it was last asked. */
  takeTrouble(): SlotFault | null;
  /** Without power nothing moves and the gate shuts; the card stays where it is. */
  readonly losePower: () => void;
}

export function slotMechanism(clock: Clock, moveMs: number): SlotMechanism {
  let card: CardPlace = 'visitor';
  let cardsInBin = 0;
  let movements = 0;
  let trouble: SlotFault | null = null;
  /** Rises with every power cut and every card, so that a movement of before does not end afterwards. */
  let era = 0;

  const isInSlot = (): boolean => card === 'gate' || card === 'inside';

  async function drawIn(kind: CardKind): Promise<void> {
    const mine = (era += 1);
    await delay(clock, moveMs);
    if (mine !== era || card !== 'gate') return;
    if (kind === 'good') card = 'inside';
    else if (kind === 'tooLong') {
      card = 'visitor';
      trouble = 'cardNotAccepted';
    } else {
      mechanism.isJammed = true;
    }
  }

  const mechanism: SlotMechanism = {
    isGateOpen: false,
    isBinFull: false,
    isJammed: false,
    needsInit: false,
    get card() {
      return card;
    },
    get position() {
      if (card === 'gate') return 'atGate';
      return card === 'inside' ? 'inside' : 'none';
    },
    get cardsInBin() {
      return cardsInBin;
    },
    get movements() {
      return movements;
    },
    insertCard(kind) {
      if (!mechanism.isGateOpen || isInSlot()) return false;
      card = 'gate';
      void drawIn(kind);
      return true;
    },
    takeCard() {
      if (card !== 'gate' || mechanism.isJammed) return false;
      card = 'visitor';
      return true;
    },
    async move(to, fault) {
      if (mechanism.isJammed) return 'cardJammed';
      if (mechanism.needsInit) return 'needsInit';
      if (!isInSlot()) return 'noCard';
      if (fault === 'sensorFault') return 'slotFault';
      if (to === 'bin' && mechanism.isBinFull) return 'captureBinFull';
      movements += 1;
      const mine = (era += 1);
      if (to === 'gate' || fault === 'pulled') card = 'gate';
      await delay(clock, moveMs);
      if (mine !== era) return 'slotFault';
      if (fault === 'jam') {
        mechanism.isJammed = true;
        return 'cardJammed';
      }
      // A visitor may have taken it from the gate meanwhile.
      if (fault === 'pulled' || !isInSlot()) {
        card = 'visitor';
        return to === 'gate' ? null : 'cardRemoved';
      }
      card = to;
      if (to === 'bin') cardsInBin += 1;
      return null;
    },
    takeTrouble() {
      const mine = mechanism.isJammed ? 'cardJammed' : trouble;
      trouble = null;
      return mine;
    },
    losePower() {
      era += 1;
      mechanism.isGateOpen = false;
      mechanism.needsInit = true;
    },
  };
  return mechanism;
}
