/** This software is not older: a clock that says less has lost its battery, and would move every birth by a century. */
const EARLIEST_TODAY = '2026-01-01';
/** No document is issued for longer; a year that would be further ahead is of the century before. */
const MOST_YEARS_VALID = 50;

/**
 * The date behind the six digits YYMMDD of a zone. A birth is the latest that is not in the future: who is a hundred or
 * older becomes a child, and no zone can tell. An expiry is at most 50 years ahead, so that of 2026 the years 00 to 76 are
 * of this century and 77 to 99 expired in the last.
 * Null where the zone leaves the date or a part of it out (`<<`); undefined when it is none (31 June).
 */
export function zoneDate(digits: string, kind: 'birth' | 'expiry', now: Date): string | null | undefined {
  if (/^[0-9<]{6}$/.test(digits) && digits.includes('<')) return null;
  const [, year, month, day] = /^(\d{2})(\d{2})(\d{2})$/.exec(digits) ?? [];
  if (!year || !month || !day) return undefined;
  const isoToday = Number.isNaN(now.getTime()) ? EARLIEST_TODAY : now.toISOString().slice(0, 10);
  const today = isoToday > EARLIEST_TODAY ? isoToday : EARLIEST_TODAY;
  const thisYear = Number(today.slice(0, 4));
  const latest = kind === 'birth' ? today : `${thisYear + MOST_YEARS_VALID}-12-31`;
  const century = Math.floor(thisYear / 100);
  const date = [century + 1, century, century - 1]
    .map((hundreds) => `${hundreds}${year}-${month}-${day}`)
    .find((candidate) => candidate <= latest);
  return date !== undefined && isCalendarDate(date) ? date : undefined;
}

function isCalendarDate(date: string): boolean {
  const time = Date.parse(`${date}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(date);
}
