/** Vehicle identification number (GB 16735): 17 characters, never I, O or Q, the ninth a check character. */

/** What each character counts, by the transliteration of GB 16735 (that of 49 CFR 565). */
const values = new Map<string, number>(
  ['0123456789', ' ABCDEFGH', ' JKLMN P R', '  STUVWXYZ'].flatMap((row) =>
    [...row].map((character, value): readonly [string, number] => [character, value]),
  ),
);
const weights: readonly number[] = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];

/** The check character that belongs at the ninth place of these 17. */
export function vinCheckCharacter(vin: string): string {
  const sum = weights.reduce((total, weight, index) => total + weight * (values.get(vin.charAt(index)) ?? 0), 0);
  return sum % 11 === 10 ? 'X' : String(sum % 11);
}

/** For 17 characters. Not every maker outside China and North America keeps to it: a reason to look again, no more. */
export const vinCheckIsRight = (vin: string): boolean => vinCheckCharacter(vin) === vin.charAt(8);
