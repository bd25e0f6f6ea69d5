import { chinaDay } from '../clock/china-time.ts';
import { isReceiptNumber, receiptCheckCharacter } from '../contract/receipt-number.ts';

/**
 * `XJ-<kiosk code>-<yymmdd>-<counter>-<check character>`, e.g. XJ-A07-261121-00042-H.
 *
 * The counter alone makes it unique on this kiosk, and the kiosk code among kiosks: the date is the wall clock's and
 * only a help for whoever files the paper. The counter has five digits until it needs six.
 */
export function receiptNumber(parts: {
  readonly kioskCode: string;
  readonly wallTime: Date;
  readonly sequence: number;
}): string {
  const date = chinaDay(parts.wallTime).slice(2).replaceAll('-', '');
  const counter = String(parts.sequence).padStart(5, '0');
  const body = `XJ-${parts.kioskCode}-${date}-${counter}`;
  const number = `${body}-${receiptCheckCharacter(body)}`;
  if (!isReceiptNumber(number)) throw new Error(`Not a receipt number: ${number}`);
  return number;
}

/** The sequence that a number of ours bears; NaN for any other text. */
export const sequenceOf = (number: string): number => Number(number.split('-')[3]);
