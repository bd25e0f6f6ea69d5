/** One text with its weight: about log2 of how often it is used. */
export interface Entry {
  readonly text: string;
  readonly weight: number;
}

/** Made by build/pinyin-dictionary.ts: keys are syllables separated by spaces, values texts with a base-36 weight each. */
export interface PinyinDictionary {
  readonly characters: Packed;
  readonly words: Packed;
  readonly surnames: Packed;
  readonly given: Packed;
}
type Packed = Readonly<Record<string, string>>;

/** The entries of a key, the most used first. */
export function entriesOf(part: Packed, key: string): readonly Entry[] {
  const value = Object.hasOwn(part, key) ? part[key] : undefined;
  return [...(value ?? '').matchAll(/([^0-9a-z]+)([0-9a-z])/g)].map(([, text = '', digit = '0']) => ({
    text,
    weight: Number.parseInt(digit, 36),
  }));
}

/** 1.4 MB from the kiosk itself; longer means that it is not there. */
const LOAD_TIMEOUT_MS = 15_000;
let loading: Promise<PinyinDictionary | null> | null = null;

/** The dictionary, fetched once a page and only when somebody writes Chinese; null when it cannot be had now. */
export function loadPinyinDictionary(): Promise<PinyinDictionary | null> {
  loading ??= fetchDictionary().catch((error: unknown) => {
    console.error('pinyin dictionary', error);
    // The next keyboard tries again.
    loading = null;
    return null;
  });
  return loading;
}

async function fetchDictionary(): Promise<PinyinDictionary> {
  const address = new URL('pinyin.json', document.baseURI);
  const response = await fetch(address, { signal: AbortSignal.timeout(LOAD_TIMEOUT_MS) });
  if (!response.ok) throw new Error(`status ${response.status}`);
  const answer: unknown = await response.json();
  if (!isDictionary(answer)) throw new TypeError('not a pinyin dictionary');
  return answer;
}

/** By hand: a schema library would compile its check, which the content security policy reports as a violation. */
function isDictionary(answer: unknown): answer is PinyinDictionary {
  if (typeof answer !== 'object' || answer === null) return false;
  const parts = new Map<string, unknown>(Object.entries(answer));
  return ['characters', 'words', 'surnames', 'given'].every((name) => {
    const part = parts.get(name);
    return typeof part === 'object' && part !== null && Object.values(part).every((value) => typeof value === 'string');
  });
}
