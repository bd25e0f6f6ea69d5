import type { Result } from '../../main/contract/result.ts';
import type { MediaState } from '../../main/contract/device-status.ts';
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
  /** Asks the hardware. */
  cardPosition(): Promise<Result<CardPosition, PermitSlotError>>;
}

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
