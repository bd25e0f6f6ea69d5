/** GB 11643-1999 citizen identification number: 6 area + 8 birth + 3 sequence + 1 check character. */
import { isCalendarDay } from './calendar-day.ts';

export const citizenIdProblems = [
  'tooShort',
  'notDigits',
  'badArea',
  'badDate',
  'badCheck',
  'firstGeneration',
] as const;
export type CitizenIdProblem = (typeof citizenIdProblems)[number];

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const checkCharacters = '10X98765432';

/** The check character (ISO 7064 MOD 11-2) that belongs behind 17 digits. */
export function citizenIdCheckCharacter(seventeenDigits: string): string {
  const sum = weights.reduce((total, weight, index) => total + weight * Number(seventeenDigits[index]), 0);
  return checkCharacters.charAt(sum % 11);
}

/** Upper-cases the final x and drops what a keypad or a scanner may add between the groups. */
export const normaliseCitizenId = (typed: string): string => typed.replaceAll(/[\s-]/g, '').toUpperCase();

function isBirthDate(yyyymmdd: string): boolean {
  const day = `${yyyymmdd.slice(0, 4)}-${yyyymmdd.slice(4, 6)}-${yyyymmdd.slice(6)}`;
  return day >= '1850' && isCalendarDay(day);
}

/**
 * What is wrong with a normalised number, or null. Knows the earliest problem while the number is still being typed:
 * `tooShort` means that all that is there so far can still become a valid number.
 */
export function citizenIdProblem(number: string): CitizenIdProblem | null {
  // First-generation cards with 15 digits are void since 2013-01-01 (Resident Identity Card Law, Art. 23); only a
  // finished entry can be told from a number that is still being typed, so callers ask again with `isFinished`.
  if (!/^\d{0,17}$|^\d{17}[\dX]$/.test(number)) return 'notDigits';
  if (number.length > 0 && !/^[1-8]/.test(number)) return 'badArea';
  if (number.length >= 14 && !isBirthDate(number.slice(6, 14))) return 'badDate';
  if (number.length < 18) return 'tooShort';
  return citizenIdCheckCharacter(number) === number[17] ? null : 'badCheck';
}

/** The same for an entry that the visitor says is finished: 15 digits are then a first-generation number. */
export function finishedCitizenIdProblem(number: string): CitizenIdProblem | null {
  return /^\d{15}$/.test(number) ? 'firstGeneration' : citizenIdProblem(number);
}

/** Odd sequence numbers are male, even female. Only for a valid number. */
export const citizenIdSex = (number: string): 'male' | 'female' => (Number(number[16]) % 2 === 1 ? 'male' : 'female');

/** YYYY-MM-DD. Only for a valid number. */
export const citizenIdBirthDate = (number: string): string =>
  `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`;
