import type { Candidate } from './candidate.ts';
import { entriesOf, type Entry, type PinyinDictionary } from './pinyin-dictionary.ts';
import type { Span } from './syllables.ts';

export interface NameContext {
  /** The part of the name that is written already. */
  readonly before: string;
}

/** Whole names offered before everything else: leaves room on the first page for single surnames. */
const MOST_NAMES = 6;
/** Characters tried for each syllable of a given name. */
const GIVEN_CHOICES = 6;

/**
 * Candidates that only a name makes likely. At its beginning: surname with given name, then surnames alone. After the
 * surname: given names. Between the dots of a transliterated name: characters that write such names.
 */
export function namesFor(
  dictionary: PinyinDictionary,
  spans: readonly Span[],
  typedLength: number,
  { before }: NameContext,
): Candidate[] {
  const whole = spans.filter(({ end }) => end === typedLength);
  if (before === '') {
    const names = whole.flatMap(({ syllables }) => fullNames(dictionary, syllables));
    return [...best(names).map(asCandidate(typedLength)), ...surnamesAlone(dictionary, spans)];
  }
  const given = whole.flatMap(({ syllables }) => (syllables.length <= 2 ? givenNames(dictionary, syllables) : []));
  return [...best(given).map(asCandidate(typedLength)), ...charactersOfNames(dictionary, spans)];
}

const best = (names: readonly Entry[]): Entry[] => names.toSorted((a, b) => b.weight - a.weight).slice(0, MOST_NAMES);

const asCandidate =
  (typedLength: number) =>
  ({ text }: Entry): Candidate => ({ text, typedLength });

/** One or two syllables of surname, then one or two of a given name. */
function fullNames(dictionary: PinyinDictionary, syllables: readonly string[]): Entry[] {
  return [1, 2].flatMap((length) => {
    const given = syllables.slice(length);
    if (given.length === 0 || given.length > 2) return [];
    const surnames = entriesOf(dictionary.surnames, syllables.slice(0, length).join(' ')).slice(0, 3);
    if (surnames.length === 0) return [];
    return pairs(surnames, givenNames(dictionary, given));
  });
}

function givenNames(dictionary: PinyinDictionary, syllables: readonly string[]): Entry[] {
  const choices = syllables.map((syllable) => entriesOf(dictionary.given, syllable).slice(0, GIVEN_CHOICES));
  const [first = [], second] = choices;
  return second ? pairs(first, second) : [...first];
}

const pairs = (firsts: readonly Entry[], seconds: readonly Entry[]): Entry[] =>
  firsts.flatMap((first) =>
    seconds.map((second) => ({ text: first.text + second.text, weight: first.weight + second.weight })),
  );

function surnamesAlone(dictionary: PinyinDictionary, spans: readonly Span[]): Candidate[] {
  return spans
    .filter(({ syllables }) => syllables.length <= 2)
    .toSorted((a, b) => b.end - a.end)
    .flatMap(({ syllables, end }) => entriesOf(dictionary.surnames, syllables.join(' ')).map(asCandidate(end)));
}

function charactersOfNames(dictionary: PinyinDictionary, spans: readonly Span[]): Candidate[] {
  return spans
    .filter(({ syllables }) => syllables.length === 1)
    .toSorted((a, b) => b.end - a.end)
    .flatMap(({ syllables, end }) => entriesOf(dictionary.given, syllables[0] ?? '').map(asCandidate(end)));
}
