import { isCalendarDay } from './calendar-day.ts';

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const shape = /^XJ-[0-9A-Z]{2,8}-\d{6}-\d{5,9}-[0-9A-Z]$/;

/** Whether this is the number of a receipt of such a kiosk: its shape and its check character. */
export const isReceiptNumber = (text: string): boolean =>
  shape.test(text) && receiptCheckCharacter(text.slice(0, -2)) === text.at(-1);

/** ISO/IEC 7064, MOD 37,36: finds every single wrong character and nearly every swap of two neighbours. */
export function receiptCheckCharacter(body: string): string {
  let check = 36;
  for (const character of body) {
    const digit = alphabet.indexOf(character);
    if (digit === -1) continue;
    check = (((check + digit) % 36 || 36) * 2) % 37;
  }
  return alphabet.charAt((37 - check) % 36);
}

const withoutHyphens = /^XJ([0-9A-Z]{2,8})(\d{6})(\d{5})([0-9A-Z])$/;

/** One of our own that lost its hyphens gets them back, whatever its check character; null for any other text. */
function hyphenated(bare: string): string | null {
  const found = withoutHyphens.exec(bare);
  if (!found) return null;
  const [, kiosk, date, counter, check] = found;
  const day = `20${date!.slice(0, 2)}-${date!.slice(2, 4)}-${date!.slice(4)}`;
  return isCalendarDay(day) ? `XJ-${kiosk}-${date}-${counter}-${check}` : null;
}

/**
 * In capitals and without spaces; a number of ours in its own form, with hyphens, however it was typed. A counter of
 * more than five digits cannot be told from the kiosk's code without them: then they have to be typed.
 */
export function normaliseReceiptNumber(typed: string): string {
  const plain = typed.replaceAll(/\s/g, '').toUpperCase();
  if (isReceiptNumber(plain)) return plain;
  const bare = plain.replaceAll('-', '');
  const ours = hyphenated(bare);
  return ours !== null && isReceiptNumber(ours) ? ours : bare;
}

/** Whether a normalised text is one of ours with a character wrong. */
export function isWronglyTypedReceiptNumber(text: string): boolean {
  const ours = hyphenated(text);
  return ours !== null && !isReceiptNumber(ours);
}
