import type { DeviceName } from '../contract/device-status.ts';
import type { ProblemCode } from '../contract/problem.ts';
import type { Belonging } from '../contract/result-view.ts';
import type { SessionPorts } from './ports.ts';
import { dispenserProblems, permitProblems } from './problem-codes.ts';

export type BelongingPorts = Pick<
  SessionPorts,
  'idCardReader' | 'passportReader' | 'permitSlot' | 'cardDispenser' | 'receiptPrinter'
>;

/** A place of the machine where something of a visitor can lie. */
export interface Place {
  readonly belonging: Belonging;
  readonly device: DeviceName;
  /** Asks the hardware. A device that does not answer cannot hold anybody up. */
  isThere(): Promise<boolean>;
  /** Moves it to where a hand reaches it; a problem when it could not. */
  giveBack?(signal: AbortSignal): Promise<ProblemCode | null>;
  /** Takes in what nobody took; what the visitor then reads, or why it could not. */
  takeIn?(signal: AbortSignal): Promise<{ readonly done: boolean; readonly problem: ProblemCode | null }>;
  /** Whether the next visitor waits until it is gone. A slip holds nobody up: it is masked. */
  readonly blocks: boolean;
}

/** The places of this kiosk, in the order in which a visitor should empty them. */
export const belongingPlaces = (ports: BelongingPorts): readonly Place[] =>
  [cardPlace(ports), passportPlace(ports), permitPlace(ports), dispenserPlace(ports), receiptPlace(ports)].flatMap(
    (place) => place ?? [],
  );

const cardPlace = ({ idCardReader: reader }: BelongingPorts): Place | null =>
  reader && {
    belonging: 'card',
    device: 'idCardReader',
    blocks: true,
    async isThere() {
      const present = await reader.isCardPresent();
      return present.ok && present.value;
    },
  };

const passportPlace = ({ passportReader: scanner }: BelongingPorts): Place | null =>
  scanner && {
    belonging: 'passport',
    device: 'passportReader',
    blocks: true,
    isThere: async () => scanner.status().media === 'present',
  };

const permitPlace = ({ permitSlot: slot }: BelongingPorts): Place | null =>
  slot && {
    belonging: 'permit',
    device: 'permitSlot',
    blocks: true,
    async isThere() {
      const position = await slot.cardPosition();
      return position.ok ? position.value !== 'none' : position.error === 'cardJammed';
    },
    async giveBack(signal) {
      const position = await slot.cardPosition();
      if (!position.ok || position.value !== 'inside') return null;
      const ejected = await slot.ejectCard(signal);
      return ejected.ok || ejected.error === 'cancelled' ? null : permitProblems[ejected.error];
    },
    async takeIn(signal) {
      const captured = await slot.captureCard(signal);
      if (captured.ok) return { done: true, problem: 'permit-captured' };
      return { done: false, problem: captured.error === 'cancelled' ? null : permitProblems[captured.error] };
    },
  };

const dispenserPlace = ({ cardDispenser: dispenser }: BelongingPorts): Place | null =>
  dispenser && {
    belonging: 'dispensedCard',
    device: 'cardDispenser',
    blocks: true,
    async isThere() {
      const position = await dispenser.cardPosition();
      return position.ok && position.value === 'atFront';
    },
    async takeIn(signal) {
      const captured = await dispenser.captureCard(signal);
      if (captured.ok) return { done: true, problem: 'dispenser-captured' };
      return { done: false, problem: captured.error === 'cancelled' ? null : dispenserProblems[captured.error] };
    },
  };

const receiptPlace = ({ receiptPrinter: printer }: BelongingPorts): Place | null =>
  printer && {
    belonging: 'receipt',
    device: 'receiptPrinter',
    blocks: false,
    isThere: async () => printer.status().media === 'present',
    async takeIn(signal) {
      const retracted = await printer.retract(signal);
      return { done: retracted.ok, problem: retracted.ok ? 'receipt-captured' : 'receipt-not-taken' };
    },
  };
