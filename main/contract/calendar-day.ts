/**
 * Days as YYYY-MM-DD. They carry no time and no zone: a day of the Gregorian calendar is reckoned in UTC here only so
 * that no summer time of the machine's own zone moves it.
 */
const shape = /^(\d{4})-(\d{2})-(\d{2})$/;
const dayMs = 86_400_000;

const utcMs = (year: number, month: number, day: number): number => {
  const date = new Date(0);
  // Date.UTC reads the years 0 to 99 as 1900 to 1999.
  date.setUTCFullYear(year, month - 1, day);
  return date.getTime();
};

/** The day's parts; null for a text that names no day, 2026-02-30 for one. `month` and `day` count from 1. */
export function dayParts(text: string): { readonly year: number; readonly month: number; readonly day: number } | null {
  const found = shape.exec(text);
  if (!found) return null;
  const [year, month, day] = [Number(found[1]), Number(found[2]), Number(found[3])];
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month) ? { year, month, day } : null;
}

export const isCalendarDay = (text: string): boolean => dayParts(text) !== null;

/** `month` counts from 1. */
export const daysInMonth = (year: number, month: number): number =>
  new Date(utcMs(year, month + 1, 1) - dayMs).getUTCDate();

export const calendarDay = (year: number, month: number, day: number): string =>
  `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;

/** Days since 1970-01-01. Throws for what is no day. */
function dayNumber(day: string): number {
  const parts = dayParts(day);
  if (!parts) throw new Error(`Not a calendar day: ${day}`);
  return utcMs(parts.year, parts.month, parts.day) / dayMs;
}

/** Throws for what is no day. */
export const addDays = (day: string, days: number): string =>
  new Date((dayNumber(day) + days) * dayMs).toISOString().slice(0, 10);

/** The same day of another month, or that month's last. Throws for what is no day. */
export function addMonths(day: string, months: number): string {
  const parts = dayParts(day);
  if (!parts) throw new Error(`Not a calendar day: ${day}`);
  const count = parts.year * 12 + parts.month - 1 + months;
  const [year, month] = [Math.floor(count / 12), (((count % 12) + 12) % 12) + 1];
  return calendarDay(year, month, Math.min(parts.day, daysInMonth(year, month)));
}

/** How many days `later` comes after `earlier`; negative when it comes before. */
export const daysBetween = (earlier: string, later: string): number => dayNumber(later) - dayNumber(earlier);

/** The later of the two. */
export const laterDay = (one: string, other: string): string => (one > other ? one : other);

/** 0 is Sunday. */
export const weekday = (day: string): number => (((dayNumber(day) + 4) % 7) + 7) % 7;
