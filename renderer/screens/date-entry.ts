import { calendarDay, dayParts } from '../../main/contract/calendar-day.ts';
import type { Language } from '../../main/contract/language.ts';

export type DatePart = 'year' | 'month' | 'day';

/** The digits of each part as far as they are typed, and the part that the next digit goes to. */
export interface DateEntry {
  readonly year: string;
  readonly month: string;
  readonly day: string;
  readonly at: DatePart;
}

/** As people of each language write a date. */
export const partOrder: Readonly<Record<Language, readonly DatePart[]>> = {
  'zh-CN': ['year', 'month', 'day'],
  en: ['day', 'month', 'year'],
};

const lengthOf: Readonly<Record<DatePart, number>> = { year: 4, month: 2, day: 2 };
/** After a first digit above these no second can follow: 4 is April, and the 4th is the 4th. */
const highestFirst: Readonly<Record<DatePart, number>> = { year: 9, month: 1, day: 3 };

/** `value`: a day given before, or an empty text. `years`: of the days that are possible. */
export function startOfDate(value: string, years: readonly [string, string], language: Language): DateEntry {
  const [first = 'year', second = 'month'] = partOrder[language];
  const [year = '', month = '', day = ''] = dayParts(value) ? value.split('-') : [];
  // Where only one year is possible nobody needs to type it.
  const known = year === '' && years[0] === years[1] ? years[0] : year;
  return { year: known, month, day, at: first === 'year' && known !== '' ? second : first };
}

/** Goes on to the next part by itself when one is full. A full part is begun anew. */
export function typeDateDigit(entry: DateEntry, digit: string, language: Language): DateEntry {
  const { at } = entry;
  const typed = (entry[at].length >= lengthOf[at] ? '' : entry[at]) + digit;
  const isFull = typed.length === lengthOf[at] || (typed.length === 1 && Number(digit) > highestFirst[at]);
  const order = partOrder[language];
  return { ...entry, [at]: typed, at: isFull ? (order[order.indexOf(at) + 1] ?? at) : at };
}

/** Back over the parts, as if they were one line. */
export function deleteDateDigit(entry: DateEntry, language: Language): DateEntry {
  const order = partOrder[language];
  const at = entry[entry.at] === '' ? (order[order.indexOf(entry.at) - 1] ?? entry.at) : entry.at;
  return { ...entry, [at]: entry[at].slice(0, -1), at };
}

/** YYYY-MM-DD, which may still be no day of the calendar; null while something is missing. */
export function enteredDate({ year, month, day }: DateEntry): string | null {
  return year.length === 4 && month !== '' && day !== '' ? calendarDay(Number(year), Number(month), Number(day)) : null;
}
