import { describe, expect, test } from 'vitest';
import { knowsDivision } from '../../main/catalogue/divisions.ts';
import type { FieldDefinition } from '../../main/catalogue/service-definition.ts';
import { fieldAnswer, fieldViewOf } from '../../main/journey/field-answer.ts';

const today = '2026-11-21';
const rules = {
  today: () => today,
  knowsDivision,
  unprintableCharacter: (text: string) => (text.includes('\u{2A6D6}') ? '\u{2A6D6}' : null),
};
const answer = (field: FieldDefinition, given: string, answers: Readonly<Record<string, string>> = {}) =>
  fieldAnswer(field, given, rules, answers);
const is = (value: string) => ({ value, fault: null, warning: null });

describe('what is kept of an answer', () => {
  test.each<[FieldDefinition, string, string]>([
    [{ id: 'a', kind: 'choice', options: ['yes', 'no'] }, 'yes', 'yes'],
    [{ id: 'a', kind: 'text', maxLength: 10 }, '  重庆  北站 ', '重庆 北站'],
    [{ id: 'a', kind: 'phone' }, '138 0013 8000', '+8613800138000'],
    [{ id: 'a', kind: 'personName' }, '阿依古丽•买买提江', '阿依古丽·买买提江'],
    [{ id: 'a', kind: 'code', rule: 'plate' }, '渝a·12345', '渝A12345'],
    [{ id: 'a', kind: 'date', fromDays: -10, toDays: 0 }, ' 2026-11-11 ', '2026-11-11'],
    [{ id: 'a', kind: 'country' }, 'deu', 'DEU'],
    [{ id: 'a', kind: 'address' }, '500103003  民权路 28 号 ', '500103003 民权路 28 号'],
    [{ id: 'a', kind: 'phone', optional: true }, ' ', ''],
  ])('%o %s: %s', (field, given, value) => {
    expect(answer(field, given)).toEqual(is(value));
  });
});

describe('what is wrong with it', () => {
  test.each<[FieldDefinition, string, string]>([
    [{ id: 'a', kind: 'phone' }, '', 'empty'],
    [{ id: 'a', kind: 'choice', options: ['yes', 'no'] }, 'perhaps', 'notAnOption'],
    [{ id: 'a', kind: 'text', maxLength: 3 }, '重庆北站', 'tooLong'],
    [{ id: 'a', kind: 'text', maxLength: 3 }, '\u{2A6D6}', 'badCharacter'],
    [{ id: 'a', kind: 'personName' }, '王\u{2A6D6}', 'badCharacter'],
    [{ id: 'a', kind: 'personName' }, '王', 'tooShort'],
    [{ id: 'a', kind: 'code', rule: 'decision' }, '1234', 'tooShort'],
    [{ id: 'a', kind: 'code', rule: 'engine' }, '--', 'empty'],
    [{ id: 'a', kind: 'date', fromDays: -10, toDays: 0 }, '2026-02-30', 'noDate'],
    [{ id: 'a', kind: 'date', fromDays: -10, toDays: 0 }, '2026-11-10', 'tooEarly'],
    [{ id: 'a', kind: 'date', fromDays: -10, toDays: 0 }, '2026-11-22', 'tooLate'],
    [{ id: 'a', kind: 'country' }, 'GER', 'notACountry'],
    [{ id: 'a', kind: 'address' }, '民权路 28 号', 'notADivision'],
    [{ id: 'a', kind: 'address' }, '500199 民权路 28 号', 'notADivision'],
    [{ id: 'a', kind: 'address' }, `500103 ${'长'.repeat(81)}`, 'tooLong'],
    [{ id: 'a', kind: 'address' }, '500103  ', 'empty'],
  ])('%o %s: %s', (field, given, fault) => {
    expect(answer(field, given)).toMatchObject({ fault, warning: null });
  });
});

describe('a date', () => {
  const arrival: FieldDefinition = {
    id: 'arrival',
    kind: 'date',
    fromDays: -3660,
    toDays: 0,
    lateAfterDays: 1,
    notBefore: 'entry',
  };
  test('is taken with a warning when it is late', () => {
    expect(answer(arrival, '2026-11-20').warning).toBeNull();
    expect(answer(arrival, '2026-11-19')).toEqual({ value: '2026-11-19', fault: null, warning: 'late' });
  });
  test('is not before the one that it follows', () => {
    expect(answer(arrival, '2026-11-18', { entry: '2026-11-19' }).fault).toBe('tooEarly');
    expect(answer(arrival, '2026-11-19', { entry: '2026-11-19' }).fault).toBeNull();
    expect(answer(arrival, '2026-11-18', { entry: '' }).fault).toBeNull();
    expect(fieldViewOf(arrival, today, null, { entry: '2026-11-19' })).toMatchObject({
      today,
      earliest: '2026-11-19',
      latest: today,
    });
  });
});

test('a VIN that may be wrong is a warning', () => {
  expect(answer({ id: 'vin', kind: 'code', rule: 'vin' }, '1m8gdm9a1kp042788')).toEqual({
    value: '1M8GDM9A1KP042788',
    fault: null,
    warning: 'checkDigit',
  });
});

test('the screen is given the choices that the case leaves', () => {
  const field: FieldDefinition = { id: 'a', kind: 'choice', options: ['one', 'two', 'three'] };
  expect(fieldViewOf(field, today, ['two'])).toEqual({ id: 'a', optional: false, kind: 'choice', options: ['two'] });
  expect(fieldViewOf(field, today)).toMatchObject({ options: ['one', 'two', 'three'] });
});
