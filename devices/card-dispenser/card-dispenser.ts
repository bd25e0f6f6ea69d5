import type { Result } from '../../main/contract/result.ts';
import type { MediaState } from '../../main/contract/device-status.ts';
import type { Device, DeviceStatus } from '../device.ts';

/** A stacker that gives out one card at a time (XFS CRD). */
export interface CardDispenser extends Device<CardDispenserStatus> {
  /**
   * Brings one card to the front. `notConfirmed`: it may have moved or not, and the hardware could not be asked; never
   * asks for a second card by itself.
   */
  dispenseCard(signal: AbortSignal): Promise<Result<void, CardDispenseError>>;
  /** Takes a card that nobody took into the bin. */
  captureCard(signal: AbortSignal): Promise<Result<void, CardDispenseError>>;
  /** Asks the hardware whether a card lies at the front or in the path. */
  cardPosition(): Promise<Result<'none' | 'inPath' | 'atFront', CardDispenseError>>;
}

export interface CardDispenserStatus extends DeviceStatus {
  readonly media: MediaState;
  readonly cards: 'ok' | 'low' | 'empty' | 'unknown';
  readonly captureBin: 'ok' | 'full' | 'unknown';
}

export const cardDispenseErrors = [
  'empty',
  'cardJammed',
  /** Two cards at once: both are kept. */
  'cardOverlap',
  'captureBinFull',
  /** A card still lies in the path: it goes first. */
  'cardInPath',
  'noCard',
  'notConfirmed',
  'cancelled',
  'offline',
  'dispenserFault',
] as const;
export type CardDispenseError = (typeof cardDispenseErrors)[number];
