/** The 31 first characters of a plate: the province. */
export const plateProvinces = '京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼';
/** What a plate may end with beside a letter or a digit: trailer, learner, police, and of Hong Kong and Macao. */
export const plateEndings = '挂学警港澳';
const lettersWithoutIO = 'ABCDEFGHJKLMNPQRSTUVWXYZ';
const lettersWithoutIOQ = 'ABCDEFGHJKLMNPRSTUVWXYZ';
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const digits = '0123456789';
/** Of new-energy plates: D, A, B, C, E run on batteries only, F, G, H, J, K do not. */
export const newEnergyLetters = 'DABCEFGHJK';

/** What a lower-case letter of a template stands for; every other character stands for itself. */
const classes: Readonly<Record<string, string>> = {
  /** digit */
  d: digits,
  /** digit, or the X of a check character */
  x: `${digits}X`,
  /** any letter */
  l: letters,
  /** digit or letter */
  a: digits + letters,
  /** letter as on plates and permits */
  p: lettersWithoutIO,
  /** digit or such a letter */
  n: digits + lettersWithoutIO,
  /** digit or letter as in a VIN */
  v: digits + lettersWithoutIOQ,
  /** new-energy letter */
  e: newEnergyLetters,
  /** province of a plate */
  c: plateProvinces,
  /** last place of an ordinary plate */
  z: digits + lettersWithoutIO + plateEndings,
};

/** Whether a text is of one of the templates, could become so, or never will. */
export function compareShape(text: string, templates: readonly string[]): 'whole' | 'begun' | 'other' {
  const characters = [...text];
  const fitting = templates.filter(
    (template) =>
      characters.length <= template.length &&
      characters.every((character, index) => stands(template.charAt(index), character)),
  );
  if (fitting.some((template) => template.length === characters.length)) return 'whole';
  return fitting.length > 0 ? 'begun' : 'other';
}

const stands = (symbol: string, character: string): boolean => (classes[symbol] ?? symbol).includes(character);

/** Templates of one symbol, of every length from `min` to `max`. */
export const lengths = (min: number, max: number, symbol: string): string[] =>
  Array.from({ length: max - min + 1 }, (_, index) => symbol.repeat(min + index));
