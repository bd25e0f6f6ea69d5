import type { CodeFault, CodeRule, CodeWarning } from './code-rules.ts';
import type { PersonNameProblem } from './person-name.ts';
import type { PhoneProblem } from './phone-number.ts';

/** A question of the service. Its words are in locales: fields.<id>. */
export type FieldView = { readonly id: string; readonly optional: boolean } & (
  | { readonly kind: 'choice'; readonly options: readonly string[] }
  | { readonly kind: 'text'; readonly maxLength: number }
  | { readonly kind: 'phone' }
  | { readonly kind: 'personName' }
  /** A number with a shape of its own. `scan`: the code scanner takes it as well. */
  | { readonly kind: 'code'; readonly rule: CodeRule; readonly scan: boolean }
  /** YYYY-MM-DD, within these days, both included. `today` is the gateway's: the screen trusts no clock of its own. */
  | { readonly kind: 'date'; readonly today: string; readonly earliest: string; readonly latest: string }
  /** ISO 3166-1 alpha-3 */
  | { readonly kind: 'country' }
  /** `<division code> <street and house>`: see address.ts */
  | { readonly kind: 'address' }
);
export type FieldKind = FieldView['kind'];

/** Words in locales: fields.<id>.faults.<fault>, else codes.<rule>.faults.<fault>, else fields.faults.<fault>. */
export type FieldFault =
  | 'empty'
  | 'tooLong'
  | 'notAnOption'
  | 'badCharacter'
  | 'badDot'
  | 'noDate'
  | 'tooEarly'
  | 'tooLate'
  | 'notACountry'
  | 'notADivision'
  | PhoneProblem
  | PersonNameProblem
  | CodeFault;

/** Nothing that stops anybody: shown once, and the same answer again is taken. Words as for faults, under `warnings`. */
export type FieldWarning = CodeWarning | 'late';
