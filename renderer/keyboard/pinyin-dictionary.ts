import { z } from 'zod';

/** One text with its weight: about log2 of how often it is used. */
export interface Entry {
  readonly text: string;
  readonly weight: number;
}

/** Made by build/pinyin-dictionary.ts: keys are syllables separated by spaces, values texts with a base-36 weight each. */
const packed = z.record(z.string(), z.string());
const dictionarySchema = z.object({ characters: packed, words: packed, surnames: packed, given: packed });
export type PinyinDictionary = z.infer<typeof dictionarySchema>;

/** The entries of a key, the most used first. */
export function entriesOf(part: Readonly<Record<string, string>>, key: string): readonly Entry[] {
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
  return dictionarySchema.parse(await response.json());
}
