import { chinaDay } from '../clock/china-time.ts';

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const shape = /^XJ-[0-9A-Z]{2,8}-\d{6}-\d{5,9}-[0-9A-Z]$/;

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
  const number = `${body}-${checkCharacter(body)}`;
  if (!shape.test(number)) throw new Error(`Not a receipt number: ${number}`);
  return number;
}

/** Whether a typed number can be one: its shape and its check character. */
export const isReceiptNumber = (text: string): boolean =>
  shape.test(text) && checkCharacter(text.slice(0, -2)) === text.at(-1);

/** ISO/IEC 7064, MOD 37,36: finds every single wrong character and nearly every swap of two neighbours. */
function checkCharacter(text: string): string {
  let check = 36;
  for (const character of text) {
    const digit = alphabet.indexOf(character);
    if (digit === -1) continue;
    check = (((check + digit) % 36 || 36) * 2) % 37;
  }
  return alphabet.charAt((37 - check) % 36);
}
