import type { Language } from '../../main/contract/language.ts';
import { words } from '../i18n.ts';

/** A word of the law and what it means in everyday words (locales: terms.<id>). */
export interface TermWords {
  readonly id: string;
  readonly term: string;
  readonly means: string;
}

export const termsOf = (language: Language): readonly TermWords[] =>
  Object.entries<Omit<TermWords, 'id'>>(words[language].terms).map(([id, { term, means }]) => ({ id, term, means }));

export type Piece = string | { readonly term: TermWords; readonly text: string };

/**
 * A text in pieces: the words of the law among the others, each where it first stands. The longest word wins, so that
 * "residence permit endorsement" is not explained as "endorsement".
 */
export function splitAtTerms(text: string, terms: readonly TermWords[], language: Language): readonly Piece[] {
  const longestFirst = terms.toSorted((a, b) => b.term.length - a.term.length);
  if (longestFirst.length === 0) return [text];
  const either = longestFirst.map(({ term }) => escaped(term)).join('|');
  // Chinese has no gaps between words; an English word may stand in the plural.
  const pattern = new RegExp(language === 'en' ? `\\b(${either})(?=s?\\b)` : `(${either})`, 'giu');
  const explained = new Set<string>();
  return text.split(pattern).map((piece, index) => {
    const term = longestFirst.find((each) => each.term.toLowerCase() === piece.toLowerCase());
    if (index % 2 === 0 || !term || explained.has(term.id)) return piece;
    explained.add(term.id);
    return { term, text: piece };
  });
}

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
