/** The numbers on the permanent residence cards of foreigners. */

const weights = [7, 3, 1] as const;

/** The last character of a number of 2017: weights 7, 3, 1 and so on, A = 10 to Z = 35, modulo 10, as in travel documents. */
export function foreignCheckDigit(fourteen: string): string {
  const sum = Array.from(fourteen).reduce(
    (total, character, index) => total + (weights[index % 3] ?? 1) * Number.parseInt(character, 36),
    0,
  );
  return String(sum % 10);
}

/**
 * The number of the card of 2017, from what the card of 2023 says of it: `link` holds the city and the last digit of the
 * sequence. Null when these cannot be such numbers.
 */
export function formerForeignNumber(card: { number: string; nationality: string; link: string }): string | null {
  const { number, nationality, link } = card;
  if (!/^9\d{16}[\dX]$/.test(number) || !/^[A-Z]{3}$/.test(nationality) || !/^\d{3}$/.test(link)) return null;
  const fourteen = nationality + number.slice(1, 3) + link.slice(0, 2) + number.slice(8, 14) + link.slice(2);
  return fourteen + foreignCheckDigit(fourteen);
}

/** The three characters by which a card of 2023 points at its forerunner. */
export const linkToFormer = (formerNumber: string): string => formerNumber.slice(5, 7) + formerNumber.slice(13, 14);
