import type { Result } from '../../main/contract/result.ts';
import type { Device, PrinterStatus } from '../device.ts';

/** A thermal slip printer that speaks ESC/POS. */
export interface ReceiptPrinter extends Device<ReceiptPrinterStatus> {
  /**
   * Prints and cuts one receipt; ok only after the printer has confirmed it. `offline`: it cannot be reached, or it took
   * itself off-line and what it had not printed yet was thrown away. `notConfirmed`: it may have come out or not, ask the
   * visitor. Never prints twice by itself.
   */
  print(receipt: Receipt, signal: AbortSignal): Promise<Result<void, ReceiptPrintError>>;
  /**
   * Pulls back a ticket that nobody took; ok when none waits any more, also when none did. `notFitted`: this printer has
   * no presenter. `printerFault`: the ticket stays where it is.
   */
  retract(signal: AbortSignal): Promise<Result<void, ReceiptRetractError>>;
}

/** `media`: `present` while a ticket waits to be taken, `notPresent` when it was; `unknown` without a presenter. */
export interface ReceiptPrinterStatus extends PrinterStatus {
  readonly coverOpen: boolean;
}

export const receiptPrintErrors = [
  'offline',
  'paperOut',
  'paperJam',
  'coverOpen',
  'cutterFault',
  'headHot',
  'printerFault',
  'notConfirmed',
  'cancelled',
] as const;
export type ReceiptPrintError = (typeof receiptPrintErrors)[number];

export const receiptRetractErrors = ['notFitted', 'offline', 'printerFault', 'cancelled'] as const;
export type ReceiptRetractError = (typeof receiptRetractErrors)[number];

/** What stands on the paper, top to bottom. The driver turns it into the printer's bytes. */
export interface Receipt {
  readonly lines: readonly ReceiptLine[];
}

export type ReceiptLine =
  | {
      readonly kind: 'text';
      readonly text: string;
      readonly align?: 'left' | 'centre' | 'right';
      readonly bold?: boolean;
      readonly size?: 1 | 2;
    }
  | { readonly kind: 'pair'; readonly label: string; readonly value: string }
  | { readonly kind: 'rule' }
  | { readonly kind: 'feed'; readonly lines: number }
  | { readonly kind: 'qr'; readonly data: string }
  | RasterImage;

/** A picture of black dots, such as an emblem. What is wider than the roll is cut off at the right. */
export interface RasterImage {
  readonly kind: 'image';
  readonly widthDots: number;
  readonly heightDots: number;
  /** One bit a dot, 1 is black; rows of whole bytes, the first dot of a row in the highest bit. */
  readonly bits: Uint8Array;
  readonly align?: 'left' | 'centre' | 'right';
}
