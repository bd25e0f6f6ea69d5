import type { FieldDefinition } from '../catalogue/service-definition.ts';
import { normalisePhoneNumber, phoneProblem } from '../contract/phone-number.ts';
import type { FieldFault } from '../contract/session-snapshot.ts';
import type { JourneyRules } from './journey-state.ts';

/** The value to keep for what the visitor gave, and what is wrong with it, if anything. */
export function fieldAnswer(
  field: FieldDefinition,
  given: string,
  rules: Pick<JourneyRules, 'unprintableCharacter'>,
): { readonly value: string; readonly fault: FieldFault | null } {
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
  }
}

function textFault(
  value: string,
  maxLength: number,
  rules: Pick<JourneyRules, 'unprintableCharacter'>,
): FieldFault | null {
  if (value === '') return 'empty';
  if ([...value].length > maxLength) return 'tooLong';
  // Control, format and private characters have no place on a certificate.
  if (/\p{C}/u.test(value) || rules.unprintableCharacter(value) !== null) return 'badCharacter';
  return null;
}
