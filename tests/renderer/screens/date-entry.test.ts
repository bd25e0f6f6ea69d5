import { describe, expect, test } from 'vitest';
import type { Language } from '../../../main/contract/language.ts';
import {
  deleteDateDigit,
  enteredDate,
  startOfDate,
  typeDateDigit,
  type DateEntry,
} from '../../../renderer/screens/date-entry.ts';

const type = (entry: DateEntry, digits: string, language: Language): DateEntry =>
  [...digits].reduce((before, digit) => typeDateDigit(before, digit, language), entry);

const twoYears = ['2025', '2026'] as const;

describe('a date typed in digits', () => {
  test('goes on by itself in the order of each language', () => {
    expect(enteredDate(type(startOfDate('', twoYears, 'zh-CN'), '20261121', 'zh-CN'))).toBe('2026-11-21');
    expect(enteredDate(type(startOfDate('', twoYears, 'en'), '21112026', 'en'))).toBe('2026-11-21');
  });
  test('needs no zero where no second digit can follow', () => {
    expect(enteredDate(type(startOfDate('', twoYears, 'en'), '492026', 'en'))).toBe('2026-09-04');
  });
  test('has its year where only one is possible', () => {
    const start = startOfDate('', ['2026', '2026'], 'zh-CN');
    expect(start.at).toBe('month');
    expect(enteredDate(type(start, '1121', 'zh-CN'))).toBe('2026-11-21');
  });
  test('is nothing while something is missing', () => {
    expect(enteredDate(type(startOfDate('', twoYears, 'en'), '2111202', 'en'))).toBeNull();
    expect(enteredDate(type(startOfDate('', twoYears, 'en'), '31022026', 'en'))).toBe('2026-02-31');
  });
  test('is deleted backwards over its parts', () => {
    let entry = type(startOfDate('', twoYears, 'en'), '2111', 'en');
    for (let key = 0; key < 4; key += 1) entry = deleteDateDigit(entry, 'en');
    expect(entry).toEqual({ year: '', month: '', day: '', at: 'day' });
    expect(deleteDateDigit(entry, 'en')).toEqual(entry);
  });
  test('can be typed anew over one given before', () => {
    expect(enteredDate(type(startOfDate('2026-11-21', twoYears, 'en'), '05', 'en'))).toBe('2026-11-05');
  });
});
