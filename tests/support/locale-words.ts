import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { Language } from '../../main/contract/language.ts';

interface Words {
  readonly [key: string]: string | readonly string[] | Words;
}
const wordsSchema: z.ZodType<Words> = z.lazy(() =>
  z.record(z.string(), z.union([z.string(), z.array(z.string()), wordsSchema])),
);

const files = new Map<string, Words>();
function readNamespace(language: Language, namespace: string): Words {
  const file = path.join(import.meta.dirname, '../../locales', language, `${namespace}.json`);
  const words = files.get(file) ?? (existsSync(file) ? wordsSchema.parse(JSON.parse(readFileSync(file, 'utf8'))) : {});
  files.set(file, words);
  return words;
}

function at(language: Language, key: string): Words[string] | undefined {
  const [namespace = '', rest = ''] = key.split(':');
  let here: Words[string] | undefined = readNamespace(language, namespace);
  for (const part of rest.split('.')) {
    if (typeof here !== 'object' || Array.isArray(here)) return undefined;
    here = (here as Words)[part];
  }
  return here;
}

/** Whether there are words, or a page of them, under `namespace:a.b.c`. */
export function hasWords(language: Language, key: string): boolean {
  const here = at(language, key);
  return typeof here === 'string' ? here.trim() !== '' : here !== undefined;
}

/** The words under `namespace:a.b.c`, with their placeholders. Throws where there are none. */
export function wordsAt(language: Language, key: string): string {
  const here = at(language, key);
  if (typeof here !== 'string') throw new Error(`${language} has no words ${key}`);
  return here;
}

/** The words right under a key, by the last part of theirs; empty where there are none. */
export function wordsBelow(language: Language, key: string): Record<string, string> {
  const here = at(language, key);
  const found = typeof here === 'object' ? Object.entries(here) : [];
  return Object.fromEntries(found.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}
