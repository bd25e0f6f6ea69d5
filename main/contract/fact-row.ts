import type { Bilingual } from './language.ts';

/** Something an office says about a case, or a paper states. Its name in locales: facts:<id>. */
export interface FactRow {
  readonly id: string;
  readonly value: FactValue;
}

export type FactValue =
  /** As it is: a plate, a number, a name. */
  | { readonly kind: 'text'; readonly text: string }
  /** Written by an office in both languages: a place, an article. */
  | { readonly kind: 'bilingual'; readonly text: Bilingual }
  /** YYYY-MM-DD */
  | { readonly kind: 'date'; readonly date: string }
  /** ISO 8601 */
  | { readonly kind: 'time'; readonly time: string }
  /** Hundredths of a yuan. */
  | { readonly kind: 'money'; readonly fen: number }
  | { readonly kind: 'count'; readonly count: number }
  /** Words in locales: facts:values.<of>.<key>. */
  | { readonly kind: 'word'; readonly of: string; readonly key: string }
  /** Shown as `masked` until the visitor asks for it. */
  | { readonly kind: 'hidden'; readonly text: string; readonly masked: string };

/** One of several things that a case lists: a violation, an entry, an application. */
export interface CaseItemView {
  readonly id: string;
  readonly facts: readonly FactRow[];
  /** Why it cannot be chosen here, in locales: blocked:<reason>; null when it can. */
  readonly blocked: string | null;
}
