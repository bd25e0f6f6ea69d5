import type { Result } from '../../main/contract/result.ts';
import type { Device } from '../device.ts';

/** Reads bar codes and two-dimensional codes that a visitor shows. */
export interface CodeScanner extends Device {
  /** Waits for one code; what was scanned before is not taken. `notShown` after the time-out. */
  scanCode(options: { signal: AbortSignal }): Promise<Result<string, CodeScanError>>;
}

/** A code that a kiosk asks for is a number or an address; anything longer is an attack or a mistake. */
export const longestCode = 512;

export const codeScanErrors = [
  'notShown',
  'cancelled',
  /** Too long, control characters, or bytes that are no UTF-8 text: read and thrown away. */
  'unusable',
  'offline',
  'scannerFault',
] as const;
export type CodeScanError = (typeof codeScanErrors)[number];
