/** ICAO 9303 part 3, 4.9: weights 7, 3, 1; digits count as they are, A to Z as 10 to 35, `<` as nothing. */
export function checkDigit(text: string): string {
  const weights = [7, 3, 1];
  const sum = Array.from(text).reduce((total, character, index) => total + valueOf(character) * weights[index % 3]!, 0);
  return String(sum % 10);
}

const valueOf = (character: string): number => Math.max(0, '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'.indexOf(character));
