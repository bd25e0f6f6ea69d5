import type { Result } from '../../main/contract/result.ts';
import type { Device, PrinterStatus } from '../device.ts';

/** An A4 printer reached by IPP (RFC 8010, RFC 8011). */
export interface DocumentPrinter extends Device<DocumentPrinterStatus> {
  /**
   * Prints one PDF, one-sided, and follows the job to its end; ok only when the printer says `completed`. A job that
   * cannot go on (paper out, jam) is cancelled at the printer before the error is returned, so that nothing of it comes
   * out later. `onProblem` tells of a stop that the printer may still recover from; null when it went away.
   */
  print(job: {
    pdf: Uint8Array;
    /** Shown in the printer's job list: never personal data. */
    name: string;
    /** Which of the profile's trays; `certificate` unless named. */
    paper?: Paper;
    signal: AbortSignal;
    onProblem?: (problem: DocumentPrintError | null) => void;
  }): Promise<Result<void, DocumentPrintError>>;
  /** Asks the printer now, rather than waiting for the next poll. */
  refresh(): Promise<DocumentPrinterStatus>;
}

/** What a page is printed on: security paper for certificates, plain paper for everything else. */
export const papers = ['certificate', 'notice'] as const;
export type Paper = (typeof papers)[number];

export interface DocumentPrinterStatus extends PrinterStatus {
  readonly toner: 'full' | 'low' | 'out' | 'unknown';
  readonly coverOpen: boolean;
}

export const documentPrintErrors = [
  'offline',
  'paperOut',
  'paperJam',
  'coverOpen',
  'tonerOut',
  'busy',
  'printerFault',
  'notConfirmed',
  'cancelled',
] as const;
export type DocumentPrintError = (typeof documentPrintErrors)[number];
