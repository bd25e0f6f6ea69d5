import { assert, integer, property } from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, daysBetween, daysInMonth, isCalendarDay, weekday } from '../../main/contract/calendar-day.ts';

test.each(['2026-11-21', '2024-02-29', '2000-02-29', '0099-12-31'])('%s is a day', (day) => {
  expect(isCalendarDay(day)).toBe(true);
});
test.each([
  '2026-02-29',
  '1900-02-29',
  '2026-13-01',
  '2026-00-10',
  '2026-11-00',
  '2026-04-31',
  '2026-1-1',
  '20261121',
  '',
])('%s is no day', (day) => {
  expect(isCalendarDay(day)).toBe(false);
});

test('days are added over the ends of months and years', () => {
  expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
  expect(addDays('2028-03-01', -1)).toBe('2028-02-29');
  expect(daysInMonth(2026, 2)).toBe(28);
  expect([weekday('2026-11-21'), weekday('1969-12-28')]).toEqual([6, 0]);
});

test('what was added lies between', () => {
  assert(
    property(integer({ min: -36_600, max: 36_600 }), (days) => {
      expect(daysBetween('2026-11-21', addDays('2026-11-21', days))).toBe(days);
    }),
  );
});

test('reckoning with what is no day is a mistake of the programmer', () => {
  expect(() => addDays('2026-02-30', 1)).toThrow('Not a calendar day');
});
