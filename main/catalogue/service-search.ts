import MiniSearch from 'minisearch';
import { pinyin } from 'pinyin-pro';

/** A service and the words, in either language, that people use for it. */
export interface SearchEntry {
  readonly id: string;
  readonly texts: readonly string[];
}

const isHan = /\p{Script=Han}/u;

/** Latin words; every Han run whole, by pairs and by characters; its pinyin and initials from every syllable on. */
function searchTerms(text: string): string[] {
  const words = text.toLowerCase().match(/\p{Script=Han}+|[a-z0-9]+/gu) ?? [];
  return [...new Set(words.flatMap((word) => (isHan.test(word) ? hanTerms(word) : [word])))];
}

function hanTerms(run: string): string[] {
  const characters = [...run];
  const syllables = pinyin(run, { toneType: 'none', type: 'array', v: true });
  const pairs = characters.slice(1).map((character, index) => `${characters[index]}${character}`);
  // From each syllable on, so that "weifa" finds 交通违法.
  const spelled = syllables.flatMap((_, from) => [
    syllables.slice(from).join(''),
    syllables
      .slice(from)
      .map((one) => one[0])
      .join(''),
  ]);
  return [run, ...pairs, ...characters, ...spelled];
}

/** What a visitor typed, cut into terms: the Han part by pairs, the Latin part as it is and joined. */
function queryTerms(text: string): string[] {
  const words = text.toLowerCase().match(/\p{Script=Han}+|[a-z0-9]+/gu) ?? [];
  const latin = words.filter((word) => !isHan.test(word) && !stopWords.has(word));
  const han = words
    .filter((word) => isHan.test(word))
    .flatMap((run) => {
      const characters = [...run];
      return characters.length === 1
        ? [run]
        : characters.slice(1).map((character, index) => `${characters[index]}${character}`);
    });
  return [...new Set([...latin, ...(latin.length > 1 ? [latin.join('')] : []), ...han])];
}

const stopWords = new Set([
  'i',
  'my',
  'a',
  'an',
  'the',
  'of',
  'to',
  'for',
  'is',
  'have',
  'need',
  'want',
  'and',
  'in',
  'on',
  'me',
  'how',
  'do',
  'can',
  'get',
]);

/** Finds services by Chinese, pinyin, initials or English words, with a typing mistake. Returns ids, best first, at most 8. */
export function serviceSearch(entries: readonly SearchEntry[]): (text: string) => string[] {
  const index = new MiniSearch<{ id: string; terms: string }>({
    fields: ['terms'],
    tokenize: (terms) => terms.split(' '),
    searchOptions: {
      tokenize: queryTerms,
      prefix: (term) => term.length > 1,
      fuzzy: (term) => (/^[a-z]{5,}$/.test(term) ? 0.2 : false),
    },
  });
  index.addAll(entries.map(({ id, texts }) => ({ id, terms: [...new Set(texts.flatMap(searchTerms))].join(' ') })));
  return (text) => {
    const results = index.search(text.slice(0, 60));
    const best = results[0]?.score ?? 0;
    // Far weaker hits share one common character or word only: noise to somebody in need.
    return results
      .filter(({ score }) => score >= best * 0.25)
      .slice(0, 8)
      .map((result) => String(result.id));
  };
}
