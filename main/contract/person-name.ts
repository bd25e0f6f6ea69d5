/**
 * A name as on a resident ID card: 2 to 30 Han characters, rare ones included (GB 18030-2022), with the middle dot of
 * transliterated names (GB/T 7408 has none; the population register uses U+00B7), or Latin letters as in an MRZ.
 */
export const personNameProblems = ['empty', 'tooShort', 'tooLong', 'badCharacter', 'badDot'] as const;
export type PersonNameProblem = (typeof personNameProblems)[number];

/** Every dot that keyboards and old registers produce becomes U+00B7; spaces around Han characters go. */
export function normalisePersonName(typed: string): string {
  const name = typed
    .normalize('NFC')
    .replaceAll(/[•・‧∙⋅．.﹒]/gu, '·')
    .trim();
  return /\p{Script=Han}/u.test(name) ? name.replaceAll(/\s+/gu, '') : name.replaceAll(/\s+/gu, ' ');
}

/** What is wrong with a normalised name, or null. */
export function personNameProblem(name: string): PersonNameProblem | null {
  const length = [...name].length;
  if (length === 0) return 'empty';
  if (!/^(?:[\p{Script=Han}〇·]+|[A-Za-z][A-Za-z '·-]*)$/u.test(name)) return 'badCharacter';
  if (/^·|·$|··/u.test(name)) return 'badDot';
  const isLatin = /^[A-Za-z]/.test(name);
  // O and E are surnames of passports.
  if (length < 2 && !isLatin) return 'tooShort';
  return length > (isLatin ? 60 : 30) ? 'tooLong' : null;
}
