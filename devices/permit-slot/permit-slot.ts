import type { Result } from '../../main/contract/result.ts';
import type { MediaState } from '../../main/contract/device-status.ts';
import type { TravelDocument } from '../../main/contract/travel-document.ts';
import type { Device, DeviceStatus } from '../device.ts';

/** A motor slot that takes a permit card in, holds it, gives it back or keeps it (XFS4IoT CardReader, motor type). */
export interface PermitSlot extends Device<PermitSlotStatus> {
  /** Opens the gate and takes one card in; `notInserted` after the time-out, gate closed again. */
  acceptCard(options: {
    signal: AbortSignal;
    onPhase?: (phase: 'waiting' | 'entering') => void;
  }): Promise<Result<void, PermitSlotError>>;
  /** Moves the card to the chip contacts; it stays until it is ejected. */
  holdCard(signal: AbortSignal): Promise<Result<void, PermitSlotError>>;
  /** Moves the card to the gate. Ok when it lies there; whether it is taken is `cardPosition`'s to say. */
  ejectCard(signal: AbortSignal): Promise<Result<void, PermitSlotError>>;
  /** Moves a card that nobody takes into the bin. */
  captureCard(signal: AbortSignal): Promise<Result<void, PermitSlotError>>;
  /** For the card that is held: its chip and its rewritable back. Null where the slot only moves cards. */
  readonly rewriter: PermitRewriter | null;
  /** Asks the hardware. */
  cardPosition(): Promise<Result<CardPosition, PermitSlotError>>;
}

/** What a slot with a chip contact and a thermal rewriter can do with the card that it holds. */
export interface PermitRewriter {
  /** The machine-readable zone that the chip repeats. */
  readPermit(signal: AbortSignal): Promise<Result<TravelDocument, PermitRewriteError>>;
  /**
   * Writes these lines onto the rewritable back, in place of what stood there; half a minute or more. `notConfirmed`:
   * nobody can say what stands on it now.
   */
  writeEndorsement(lines: readonly string[], signal: AbortSignal): Promise<Result<void, PermitRewriteError>>;
}

export const permitRewriteErrors = [
  /** No chip, or none that answers with a zone. */
  'chipUnreadable',
  /** The writer says that nothing was written. */
  'writeFailed',
  'notConfirmed',
  'cardRemoved',
  'noCard',
  'cancelled',
  'offline',
  'slotFault',
] as const;
export type PermitRewriteError = (typeof permitRewriteErrors)[number];

export type CardPosition = 'none' | 'atGate' | 'inside';

export interface PermitSlotStatus extends DeviceStatus {
  readonly media: MediaState;
  readonly captureBin: 'ok' | 'full' | 'unknown';
}

export const permitSlotErrors = [
  'notInserted',
  'cancelled',
  'cardRemoved',
  'cardJammed',
  'cardNotAccepted',
  'noCard',
  'captureBinFull',
  'offline',
  'slotFault',
] as const;
export type PermitSlotError = (typeof permitSlotErrors)[number];
