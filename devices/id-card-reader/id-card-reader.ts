import type { Result } from '../../main/contract/result.ts';
import type { MediaState } from '../../main/contract/device-status.ts';
import type { Device, DeviceStatus } from '../device.ts';

/** A resident ID card reader with a SAM_V module (GA 450, GA/T 467-2019). */
export interface IdCardReader extends Device<IdCardReaderStatus> {
  /**
   * Waits for a card and reads it: find, select, read. One placement gives one reading. Ends with `notPlaced` after the
   * time-out and `cancelled` when `signal` aborts. `onPhase` tells when a card was found and reading has begun.
   */
  readCard(options: {
    signal: AbortSignal;
    onPhase?: (phase: 'waiting' | 'reading') => void;
  }): Promise<Result<IdCard, IdCardReadError>>;
  /** Asks the hardware whether a card lies on the reader now, also one that was already read. */
  isCardPresent(): Promise<Result<boolean, 'offline' | 'readerFault'>>;
}

export interface IdCardReaderStatus extends DeviceStatus {
  readonly media: MediaState;
}

export const idCardReadErrors = [
  'notPlaced',
  'cancelled',
  'cardRemoved',
  'cardDamaged',
  'cardNotGenuine',
  'cardNotSupported',
  'offline',
  'readerFault',
] as const;
export type IdCardReadError = (typeof idCardReadErrors)[number];

/** The items that the law puts on the chip (Resident Identity Card Law, Art. 3), decoded from GA/T 490. */
export interface IdCard {
  /** The chip marks other documents (permits of Hong Kong, Macao, Taiwan and foreign residents) at offset 248. */
  readonly layout: 'resident';
  readonly name: string;
  readonly sex: 'male' | 'female' | 'unknown';
  /** Two digits of GB/T 3304; an unknown code is kept as it is. */
  readonly nationCode: string;
  /** YYYY-MM-DD */
  readonly birthDate: string;
  readonly address: string;
  readonly number: string;
  readonly issuer: string;
  /** YYYY-MM-DD */
  readonly validFrom: string;
  /** YYYY-MM-DD, or null for a card that is valid for life (长期). */
  readonly validUntil: string | null;
  /** The WLT block as it came, opaque: its decoder is a licensed library. */
  readonly photo: Uint8Array;
}
