import type { MediaState, PaperState } from '../../main/contract/device-status.ts';

/** The state of the mechanism, in the words of the manuals. */
export interface PrinterCondition {
  readonly offline: boolean;
  readonly coverOpen: boolean;
  /** Somebody holds the feed button. */
  readonly feedButton: boolean;
  /** Recoverable by hand: a paper jam. */
  readonly mechanicalError: boolean;
  readonly cutterError: boolean;
  readonly unrecoverableError: boolean;
  /** Goes away by itself: the head is too hot. */
  readonly autoRecoverableError: boolean;
  readonly paper: Extract<PaperState, 'full' | 'low' | 'out'>;
  /** A cut ticket in the mouth; `unknown` without a presenter. */
  readonly ticket: Extract<MediaState, 'present' | 'notPresent' | 'unknown'>;
}

/** All is well. */
export const readyCondition: PrinterCondition = {
  offline: false,
  coverOpen: false,
  feedButton: false,
  mechanicalError: false,
  cutterError: false,
  unrecoverableError: false,
  autoRecoverableError: false,
  paper: 'full',
  ticket: 'unknown',
};
