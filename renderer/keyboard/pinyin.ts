import type { Candidate } from './candidate.ts';
import { namesFor, type NameContext } from './person-name-candidates.ts';
import { entriesOf, type Entry, type PinyinDictionary } from './pinyin-dictionary.ts';
import { spansFrom, syllablesStarting, type Span } from './syllables.ts';

export interface PinyinContext {
  readonly kind: 'name' | 'text';
  /** What stands before, already chosen. */
  readonly before: string;
}

/** A visitor who has typed this many letters without choosing is better served word by word. */
export const LONGEST_TYPED = 60;
/** yi, the largest syllable, has 400 characters; every one of them must be reachable. */
const MOST_CANDIDATES = 1_000;
/** log2 of all uses in the frequency list: what one more word costs, so that few long words win over many short. */
const WORD_COST = 26;

/**
 * What the typed letters (a to z, ü as v, apostrophe between syllables) can mean, best first: the whole phrase, words
 * that begin it, then characters. Nothing is learnt from anybody: the next visitor must not meet this one's words.
 */
export function candidates(dictionary: PinyinDictionary, typed: string, context: PinyinContext): Candidate[] {
  const letters = typed
    .toLowerCase()
    .replaceAll(/[^a-z']/g, '')
    .slice(0, LONGEST_TYPED);
  const spans = spansFrom(dictionary, letters, 0);
  if (spans.length === 0) return unique(beginnings(dictionary, letters));
  const name: NameContext | null = context.kind === 'name' ? { before: context.before } : null;
  return unique([
    ...(name ? namesFor(dictionary, spans, letters.length, name) : []),
    ...wholePhrase(dictionary, letters),
    ...wordsAndCharacters(dictionary, spans, letters.length),
  ]);
}

function unique(all: readonly Candidate[]): Candidate[] {
  const seen = new Set<string>();
  const first = all.filter(({ text }) => !seen.has(text) && seen.add(text));
  return first.slice(0, MOST_CANDIDATES);
}

/** "zh" typed so far: the most used characters of every syllable that begins so. */
function beginnings(dictionary: PinyinDictionary, letters: string): Candidate[] {
  const beginning = /^'*([a-z]{1,6})/.exec(letters)?.[1] ?? '';
  if (beginning === '') return [];
  return syllablesStarting(dictionary, beginning)
    .flatMap((syllable) => entriesOf(dictionary.characters, syllable).slice(0, 5))
    .toSorted((a, b) => b.weight - a.weight)
    .map(({ text }) => ({ text, typedLength: letters.length }));
}

/** Longest words first, the most used of each length first; then the characters of the first syllable. */
function wordsAndCharacters(dictionary: PinyinDictionary, spans: readonly Span[], typedLength: number): Candidate[] {
  const words = spans
    .filter(({ syllables }) => syllables.length > 1)
    .flatMap((span) =>
      entriesOf(dictionary.words, span.syllables.join(' ')).map((entry) => ({ ...entry, end: span.end })),
    )
    .toSorted((a, b) => b.end - a.end || b.weight - a.weight);
  const characters = spans
    .filter(({ syllables }) => syllables.length === 1)
    .toSorted((a, b) => b.end - a.end)
    .flatMap(({ syllables, end }) =>
      entriesOf(dictionary.characters, syllables[0] ?? '').map((entry) => ({ ...entry, end })),
    );
  // "xian" is one syllable far more often than 西安: its most used characters come before the words.
  const isOneSyllable = spans.some(({ syllables, end }) => syllables.length === 1 && end === typedLength);
  const ahead = isOneSyllable ? 3 : 0;
  return [...characters.slice(0, ahead), ...words, ...characters.slice(ahead)].map(({ text, end }) => ({
    text,
    typedLength: end,
  }));
}

interface Phrase {
  readonly text: string;
  readonly words: number;
  readonly score: number;
}

/** The likeliest reading of everything typed (Viterbi over all segmentations); nothing when it is a single word. */
function wholePhrase(dictionary: PinyinDictionary, letters: string): Candidate[] {
  const best: (Phrase | undefined)[] = [{ text: '', words: 0, score: 0 }];
  for (let at = 0; at < letters.length; at += 1) {
    const before = best[at];
    if (!before) continue;
    for (const span of spansFrom(dictionary, letters, at)) {
      const word = likeliest(dictionary, span);
      if (!word) continue;
      const score = before.score + word.weight - WORD_COST;
      if (score > (best[span.end]?.score ?? Number.NEGATIVE_INFINITY))
        best[span.end] = { text: before.text + word.text, words: before.words + 1, score };
    }
  }
  // The last letters may not be a syllable yet: then the phrase is what is before them.
  const end = best.findLastIndex((phrase) => phrase !== undefined);
  const phrase = best[end];
  return phrase && phrase.words > 1 ? [{ text: phrase.text, typedLength: end }] : [];
}

function likeliest(dictionary: PinyinDictionary, { syllables }: Span): Entry | undefined {
  const [only] = syllables;
  const part = syllables.length === 1 ? dictionary.characters : dictionary.words;
  return entriesOf(part, syllables.length === 1 ? (only ?? '') : syllables.join(' '))[0];
}
