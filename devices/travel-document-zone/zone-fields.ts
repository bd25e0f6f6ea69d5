import type { MrzField, TravelDocument } from '../../main/contract/travel-document.ts';
import type { Result } from '../../main/contract/result.ts';

export type ZoneError =
  | { readonly code: 'unreadable' | 'notSupported' }
  | { readonly code: 'checkDigit'; readonly fields: readonly MrzField[] };

export type ZoneResult = Result<TravelDocument, ZoneError>;

/** `SURNAME<<GIVEN<NAMES<<<`. Null when it holds what no name can: names have no check digit, a digit is an unread letter. */
export function zoneNames(raw: string): { surname: string; givenNames: string } | null {
  if (!/^[A-Z<]*[A-Z][A-Z<]*$/.test(raw)) return null;
  const [surname = '', ...given] = raw.split('<<').map(spaced);
  return { surname, givenNames: given.join(' ').trim() };
}

/** `<` as a space, none at the ends. */
export const spaced = (raw: string): string => raw.replaceAll(/<+/g, ' ').trim();

export function zoneSex(letter: string): TravelDocument['sex'] {
  if (letter === 'M') return 'male';
  return letter === 'F' ? 'female' : 'unknown';
}
