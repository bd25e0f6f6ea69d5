import type { PinyinDictionary } from './pinyin-dictionary.ts';

/** A way to read the beginning of what was typed: some syllables, and where they end. */
export interface Span {
  readonly syllables: readonly string[];
  readonly end: number;
}

/** zhuang, chuang and shuang. */
const LONGEST_SYLLABLE = 6;
/** Longer words are written in parts. */
const MOST_SYLLABLES = 6;
/** Ways to read one beginning; real ones are below 20, and only nonsense has more. */
const MOST_SPANS = 120;

/** ü is typed as v; after l and n many people type u instead. */
const spellings: Readonly<Record<string, string>> = { lue: 'lve', nue: 'nve' };

/** Every reading of the letters from `start`, of one syllable up to six, shorter first. */
export function spansFrom(dictionary: PinyinDictionary, typed: string, start: number): Span[] {
  const spans: Span[] = [];
  let ends: Span[] = [{ syllables: [], end: start }];
  for (let length = 1; length <= MOST_SYLLABLES && spans.length < MOST_SPANS; length += 1) {
    ends = ends.flatMap((before) =>
      syllablesAt(dictionary, typed, before.end).map(({ syllable, end }) => ({
        syllables: [...before.syllables, syllable],
        end,
      })),
    );
    spans.push(...ends);
  }
  return spans.slice(0, MOST_SPANS);
}

/** The syllables that begin here, the longest first. An apostrophe before a syllable belongs to it. */
function syllablesAt(dictionary: PinyinDictionary, typed: string, at: number): { syllable: string; end: number }[] {
  let start = at;
  while (typed[start] === "'") start += 1;
  const found: { syllable: string; end: number }[] = [];
  for (let length = Math.min(LONGEST_SYLLABLE, typed.length - start); length > 0; length -= 1) {
    const letters = typed.slice(start, start + length);
    const syllable = spellings[letters] ?? letters;
    if (Object.hasOwn(dictionary.characters, syllable)) found.push({ syllable, end: start + length });
  }
  return found;
}

/** Syllables that begin with these letters, for what is not typed to its end yet. */
export function syllablesStarting(dictionary: PinyinDictionary, letters: string): string[] {
  return Object.keys(dictionary.characters).filter((syllable) => syllable.startsWith(letters));
}
