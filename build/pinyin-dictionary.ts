import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pinyin } from 'pinyin-pro';
import type { Plugin } from 'vite';
import { commonGivenCharacters, surnameReadings, surnames, transliterationCharacters } from './person-names.ts';
import { projectFolder } from './project-folder.ts';

/**
 * What the on-screen keyboard knows. A key is syllables without tones, separated by spaces, ü as v. A value is texts,
 * each followed by one base-36 digit of weight (about log2 of how often it is used), the most used first.
 */
export interface PinyinDictionary {
  readonly characters: Readonly<Record<string, string>>;
  readonly words: Readonly<Record<string, string>>;
  readonly surnames: Readonly<Record<string, string>>;
  /** Characters of given names. */
  readonly given: Readonly<Record<string, string>>;
}

/** More words make the file larger and the first ones no better. */
const MOST_WORDS = 60_000;
const LONGEST_WORD = 6;
/** A rarer reading of a character (女 as ru) ranks as if used a sixteenth as often. */
const RARER_READING = 4;
/** The list's names are those of books and history; what children are called today counts more. */
const TODAYS_NAMES = 8;
const HIGHEST_WEIGHT = 35;

interface FrequencyLine {
  readonly text: string;
  readonly count: number;
  readonly tag: string;
}

/** Builds the dictionary from a frequency list ("word count tag" a line); the same list gives the same dictionary. */
export function buildPinyinDictionary(frequencyList: string): PinyinDictionary {
  const lines = frequencyList
    .split('\n')
    .map(parseLine)
    .filter((line) => line !== null);
  return {
    characters: packed(weighCharacters(lines)),
    words: packed(weighWords(lines)),
    surnames: packed(weighSurnames()),
    given: packed(weighGivenNames(lines)),
  };
}

function parseLine(line: string): FrequencyLine | null {
  const [text = '', count = '', tag = ''] = line.trim().split(' ');
  return /^\p{Script=Han}{1,6}$/u.test(text) ? { text, count: Number(count), tag } : null;
}

interface Weighed {
  readonly key: string;
  readonly text: string;
  readonly weight: number;
}

const weightOf = (count: number): number => Math.round(Math.log2(count + 1));

/** Syllables of one reading of each character of the text; null when one is not known. */
function readingOf(text: string): string | null {
  const syllables = pinyin(text, { toneType: 'none', type: 'array', v: true });
  return syllables.length === [...text].length && syllables.every(isSyllable) ? syllables.join(' ') : null;
}

/** Not m, ng and hm, which are interjections and would break up every other syllable. */
const isSyllable = (text: string): boolean => /^[a-z]{1,6}$/.test(text) && /[aeiouv]/.test(text);

/** Every character with a known reading, however rare: a name on an ID card may hold any of them. */
function weighCharacters(lines: readonly FrequencyLine[]): Weighed[] {
  const counts = new Map(lines.filter(({ text }) => [...text].length === 1).map(({ text, count }) => [text, count]));
  return hanCharacters().flatMap((text) => {
    const readings = new Set(pinyin(text, { toneType: 'none', type: 'array', multiple: true, v: true }));
    return [...readings].filter(isSyllable).map((key, index) => ({
      key,
      text,
      weight: Math.max(0, weightOf(counts.get(text) ?? 0) - (index === 0 ? 0 : RARER_READING)),
    }));
  });
}

/** From 〇 and extension A to the supplementary ideographs of Unicode. */
const hanRanges = [
  [0x3007, 0x3007],
  [0x3400, 0x4dbf],
  [0x4e00, 0x9fff],
  [0xf900, 0xfaff],
  [0x20000, 0x323af],
] as const;

const hanCharacters = (): string[] =>
  hanRanges.flatMap(([from, to]) =>
    Array.from({ length: to - from + 1 }, (_, index) => String.fromCodePoint(from + index)).filter(
      (character) => pinyin(character, { toneType: 'none' }) !== character,
    ),
  );

function weighWords(lines: readonly FrequencyLine[]): Weighed[] {
  const ranked = lines
    .filter(({ text }) => [...text].length > 1 && [...text].length <= LONGEST_WORD)
    .toSorted((a, b) => b.count - a.count || order(a.text, b.text));
  return [
    ...ranked.slice(0, MOST_WORDS),
    ...ranked.slice(MOST_WORDS).filter(({ text }) => district.test(text)),
  ].flatMap(({ text, count }) => {
    const key = readingOf(text);
    return key === null ? [] : [{ key, text, weight: weightOf(count) }];
  });
}

/** Addresses are what visitors write most: names of districts are kept, however rare in books. */
const district = /^.{2,}[省市区县州旗镇]$/u;

function weighSurnames(): Weighed[] {
  return [...new Set(surnames)].flatMap((text, rank) => {
    const key = surnameReadings[text] ?? readingOf(text);
    return key === null ? [] : [{ key, text, weight: Math.max(4, Math.round(22 - 2 * Math.log2(1 + rank / 4))) }];
  });
}

/** How many different known names use a character after the surname; what one famous bearer is called does not count. */
function weighGivenNames(lines: readonly FrequencyLine[]): Weighed[] {
  const single = new Set(surnames.filter((surname) => surname.length === 1));
  const counts = new Map<string, number>();
  for (const { text, tag } of lines) {
    const [first = '', ...rest] = text;
    if (tag !== 'nr' || !single.has(first) || rest.length === 0 || rest.length > 2) continue;
    for (const character of rest) counts.set(character, (counts.get(character) ?? 0) + 1);
  }
  for (const character of commonGivenCharacters) counts.set(character, (counts.get(character) ?? 1) * TODAYS_NAMES);
  for (const character of transliterationCharacters) counts.set(character, Math.max(60, counts.get(character) ?? 0));
  return [...counts]
    .filter(([, count]) => count > 1)
    .flatMap(([text, count]) => {
      const key = readingOf(text);
      return key === null ? [] : [{ key, text, weight: Math.round(2 * Math.log2(count)) }];
    });
}

function packed(all: readonly Weighed[]): Record<string, string> {
  const byKey = Map.groupBy(
    all.toSorted((a, b) => order(a.key, b.key) || b.weight - a.weight || order(a.text, b.text)),
    ({ key }) => key,
  );
  return Object.fromEntries(
    [...byKey].map(([key, entries]) => [key, entries.map(({ text, weight }) => text + digit(weight)).join('')]),
  );
}

const digit = (weight: number): string => Math.min(HIGHEST_WEIGHT, weight).toString(36);

/** By code unit: the same on every machine, whatever its language. */
const order = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

const require = createRequire(import.meta.url);
const cacheFolder = path.join(projectFolder, 'node_modules/.cache/kiosk-pinyin');

/** The dictionary as JSON text. Made once for each version of its sources, because it takes some seconds. */
export async function pinyinDictionaryJson(): Promise<string> {
  const frequencyList = await readFile(
    path.join(path.dirname(require.resolve('@node-rs/jieba/package.json')), 'dict.txt'),
    'utf8',
  );
  const file = path.join(cacheFolder, `${await sourcesHash(frequencyList)}.json`);
  const cached = await readFile(file, 'utf8').catch(() => null);
  if (cached !== null) return cached;
  const json = JSON.stringify(buildPinyinDictionary(frequencyList));
  await mkdir(cacheFolder, { recursive: true });
  // Two builds may run at once: each writes beside, and the rename is whole or not at all.
  const beside = `${file}.${process.pid}`;
  await writeFile(beside, json);
  await rename(beside, file);
  return json;
}

async function sourcesHash(frequencyList: string): Promise<string> {
  const hash = createHash('sha256').update(frequencyList);
  for (const source of ['pinyin-dictionary.ts', 'person-names.ts'])
    hash.update(await readFile(path.join(projectFolder, 'build', source)));
  const { version }: { version: string } = require('pinyin-pro/package.json');
  return hash.update(version).digest('hex').slice(0, 24);
}

/** Serves the dictionary as pinyin.json, in a build and while developing. */
export default function pinyinDictionary(): Plugin {
  return {
    name: 'pinyin-dictionary',
    async generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'pinyin.json', source: await pinyinDictionaryJson() });
    },
    configureServer(server) {
      server.middlewares.use('/pinyin.json', (_request, response, next) => {
        pinyinDictionaryJson().then((json) => response.setHeader('content-type', 'application/json').end(json), next);
      });
    },
  };
}
