/**
 * An address of a form: `<division code> <street and house>`. The code has six digits (GB/T 2260) down to a district
 * and nine down to a street or town (GB/T 10114). What a card's chip or an office says has no code and is text alone.
 */
export interface Address {
  readonly division: string | null;
  readonly text: string;
}

/** F-ADDR: characters behind the division. */
export const longestAddressText = 80;

const shape = /^(\d{6}(?:\d{3})?) (.*)$/u;

export function parseAddress(value: string): Address {
  const found = shape.exec(value);
  return found ? { division: found[1]!, text: found[2]! } : { division: null, text: value };
}

export const writeAddress = (division: string, text: string): string =>
  `${division} ${text.normalize('NFC').replaceAll(/\s+/gu, ' ').trim()}`;

/** A division as people call it: in Chinese, and in Latin letters. */
export interface Division {
  readonly code: string;
  readonly name: string;
  readonly latin: string;
}

/** From the province down, or up as English writes it. */
export function formatAddress({ text }: Address, path: readonly Division[], language: 'zh-CN' | 'en'): string {
  if (language === 'zh-CN') return path.map(({ name }) => name).join('') + text;
  return [text, ...path.map(({ latin }) => latin).toReversed()].filter((part) => part !== '').join(', ');
}
