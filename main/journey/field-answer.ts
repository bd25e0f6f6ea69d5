import type { FieldDefinition } from '../catalogue/service-definition.ts';
import { longestAddressText, parseAddress, writeAddress } from '../contract/address.ts';
import { addDays, daysBetween, isCalendarDay } from '../contract/calendar-day.ts';
import { codeChecks } from '../contract/code-rules.ts';
import { isCountryCode } from '../contract/country.ts';
import type { FieldFault, FieldView, FieldWarning } from '../contract/field-view.ts';
import { normalisePersonName, personNameProblem } from '../contract/person-name.ts';
import { normalisePhoneNumber, phoneProblem } from '../contract/phone-number.ts';
import type { JourneyRules } from './journey-state.ts';

type FieldRules = Pick<JourneyRules, 'unprintableCharacter' | 'knowsDivision' | 'today'>;
type Answers = Readonly<Record<string, string>>;

export interface FieldAnswer {
  /** As it is kept. */
  readonly value: string;
  readonly fault: FieldFault | null;
  /** Only for a value without a fault; the same value given again is taken. */
  readonly warning: FieldWarning | null;
}

/**
 * The value to keep for what the visitor gave, and what is wrong with it, if anything. An optional field may be left
 * empty. `answers`: what was given to the fields before. For a choice among fewer options than the definition has,
 * give the definition with those.
 */
export function fieldAnswer(field: FieldDefinition, given: string, rules: FieldRules, answers: Answers): FieldAnswer {
  if (given.trim() === '') return { value: '', fault: field.optional === true ? null : 'empty', warning: null };
  const { value, fault } = judged(field, given, rules, answers);
  return { value, fault, warning: fault === null ? warningAbout(field, value, rules) : null };
}

function judged(
  field: FieldDefinition,
  given: string,
  rules: FieldRules,
  answers: Answers,
): Pick<FieldAnswer, 'value' | 'fault'> {
  switch (field.kind) {
    case 'choice':
      return { value: given, fault: field.options.includes(given) ? null : 'notAnOption' };
    case 'phone': {
      const value = normalisePhoneNumber(given);
      return { value, fault: phoneProblem(value) };
    }
    case 'text': {
      const value = given.normalize('NFC').replaceAll(/\s+/gu, ' ').trim();
      return { value, fault: textFault(value, field.maxLength, rules) };
    }
    case 'personName': {
      const value = normalisePersonName(given);
      return { value, fault: personNameProblem(value) ?? unprintable(value, rules) };
    }
    case 'code': {
      const value = codeChecks[field.rule].normalise(given);
      return { value, fault: value === '' ? 'empty' : codeChecks[field.rule].fault(value) };
    }
    case 'date': {
      const value = given.trim();
      return { value, fault: dateFault(value, dateRange(field, rules.today(), answers)) };
    }
    case 'country': {
      const value = given.trim().toUpperCase();
      return { value, fault: isCountryCode(value) ? null : 'notACountry' };
    }
    case 'address':
      return addressAnswer(given, rules);
  }
}

function addressAnswer(given: string, rules: FieldRules): Pick<FieldAnswer, 'value' | 'fault'> {
  const { division, text } = parseAddress(given);
  if (division === null || !rules.knowsDivision(division)) return { value: given, fault: 'notADivision' };
  const value = writeAddress(division, text);
  return { value, fault: textFault(parseAddress(value).text, longestAddressText, rules) };
}

function textFault(value: string, maxLength: number, rules: FieldRules): FieldFault | null {
  if (value === '') return 'empty';
  if ([...value].length > maxLength) return 'tooLong';
  return unprintable(value, rules);
}

/** Control, format and private characters have no place on a certificate. */
const unprintable = (value: string, rules: FieldRules): FieldFault | null =>
  /\p{C}/u.test(value) || rules.unprintableCharacter(value) !== null ? 'badCharacter' : null;

interface DateRange {
  readonly earliest: string;
  readonly latest: string;
}
type DateField = Extract<FieldDefinition, { readonly kind: 'date' }>;

function dateRange(field: DateField, today: string, answers: Answers): DateRange {
  const earliest = addDays(today, field.fromDays);
  const other = answers[field.notBefore ?? ''] ?? '';
  return {
    earliest: isCalendarDay(other) && other > earliest ? other : earliest,
    latest: addDays(today, field.toDays),
  };
}

function dateFault(day: string, { earliest, latest }: DateRange): FieldFault | null {
  if (!isCalendarDay(day)) return 'noDate';
  if (day < earliest) return 'tooEarly';
  return day > latest ? 'tooLate' : null;
}

function warningAbout(field: FieldDefinition, value: string, rules: FieldRules): FieldWarning | null {
  if (field.kind === 'code') return codeChecks[field.rule].warning?.(value) ?? null;
  if (field.kind !== 'date' || field.lateAfterDays === undefined) return null;
  return daysBetween(value, rules.today()) > field.lateAfterDays ? 'late' : null;
}

/**
 * The question as the screen needs it. `options`: those of a choice that the case allows, where they are fewer.
 * `answers`: what was given to the fields before.
 */
export function fieldViewOf(
  field: FieldDefinition,
  today: string,
  options: readonly string[] | null = null,
  answers: Answers = {},
): FieldView {
  const { id } = field;
  const optional = field.optional === true;
  switch (field.kind) {
    case 'choice':
      return { id, optional, kind: 'choice', options: options ?? field.options };
    case 'text':
      return { id, optional, kind: 'text', maxLength: field.maxLength };
    case 'code':
      return { id, optional, kind: 'code', rule: field.rule, scan: field.scan === true };
    case 'date':
      return { id, optional, kind: 'date', today, ...dateRange(field, today, answers) };
    case 'phone':
    case 'personName':
    case 'country':
    case 'address':
      return { id, optional, kind: field.kind };
  }
}
