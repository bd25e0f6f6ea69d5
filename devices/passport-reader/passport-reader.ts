import type { Result } from '../../main/contract/result.ts';
import type { MediaState } from '../../main/contract/device-status.ts';
import type { MrzField, TravelDocument } from '../../main/contract/travel-document.ts';
import type { Device, DeviceStatus } from '../device.ts';

/** A scanner that reads the machine-readable zone of passports (ICAO 9303) and of Chinese exit-entry permits. */
export interface PassportReader extends Device<PassportReaderStatus> {
  /**
   * Waits for a document and reads its zone. Ends with `notPlaced` after the time-out and `cancelled` when `signal`
   * aborts. `onPhase` tells when a document was seen, where the scanner says so.
   */
  readDocument(options: {
    signal: AbortSignal;
    onPhase?: (phase: 'waiting' | 'reading') => void;
  }): Promise<Result<TravelDocument, PassportReadError>>;
}

export interface PassportReaderStatus extends DeviceStatus {
  readonly media: MediaState;
}

export const passportReadErrors = [
  'notPlaced',
  'cancelled',
  'documentRemoved',
  /** No zone that could be one: blurred, upside down, a cover. */
  'unreadable',
  'checkDigit',
  'notSupported',
  'offline',
  'readerFault',
] as const;
export type PassportReadErrorCode = (typeof passportReadErrors)[number];

export type PassportReadError =
  | { readonly code: Exclude<PassportReadErrorCode, 'checkDigit'> }
  /** A zone whose check digits do not add up: which of its fields. */
  | { readonly code: 'checkDigit'; readonly fields: readonly MrzField[] };
