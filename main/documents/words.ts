import { readdirSync, readFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createInstance } from 'i18next';
import { z } from 'zod';
import type { Bilingual, Language } from '../contract/language.ts';

/** The words for `namespace:key`, with its parameters filled in. Throws for a key that does not exist. */
export type Words = (key: string, params?: Parameters) => string;

type Parameters = Readonly<Record<string, string | number>>;

/** The same words in both languages; a parameter may differ between them. */
export type BothWords = (key: string, params?: Parameters | ((language: Language) => Parameters)) => Bilingual;

interface Dictionary {
  readonly [key: string]: string | string[] | Dictionary;
}
const dictionarySchema: z.ZodType<Dictionary> = z.lazy(() =>
  z.record(z.string(), z.union([z.string(), z.array(z.string()), dictionarySchema])),
);

/** Beside the sources; the packaged app passes its own, because its code is one bundle. */
const sourceLocalesDir = fileURLToPath(new URL('../../locales', import.meta.url));

const loaded = new Map<string, Words>();

/** The folder of all words. */
export const localesDirOf = (localesDir: string | undefined): string => localesDir ?? sourceLocalesDir;

/** All words of one language, read from `<localesDir>/<language>/*.json` once. */
export function wordsFor(language: Language, localesDir: string = sourceLocalesDir): Words {
  const folder = join(localesDir, language);
  const words = loaded.get(folder) ?? load(folder, language);
  loaded.set(folder, words);
  return words;
}

/** For paper, which is always in both languages. */
export const bothWords =
  (localesDir?: string): BothWords =>
  (key, params = {}) => {
    const paramsIn = (language: Language): Parameters => (typeof params === 'function' ? params(language) : params);
    return {
      'zh-CN': wordsFor('zh-CN', localesDir)(key, paramsIn('zh-CN')),
      en: wordsFor('en', localesDir)(key, paramsIn('en')),
    };
  };

function load(folder: string, language: Language): Words {
  const files = readdirSync(folder).filter((file) => extname(file) === '.json');
  const namespaces = Object.fromEntries(
    files.map((file) => [
      basename(file, '.json'),
      dictionarySchema.parse(JSON.parse(readFileSync(join(folder, file), 'utf8'))),
    ]),
  );
  const instance = createInstance({
    lng: language,
    resources: { [language]: namespaces },
    ns: Object.keys(namespaces),
    initAsync: false,
    // Paper is no HTML.
    interpolation: { escapeValue: false },
  });
  void instance.init();
  return (key, params = {}) => {
    if (!instance.exists(key, params)) throw new Error(`no words for ${key} in ${folder}`);
    return instance.t(key, params);
  };
}
