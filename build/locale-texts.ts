import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

/** A text that a person reads is in locales/ and nowhere else; both languages say the same. */
export const languages = ['zh-CN', 'en'] as const;

interface Nested {
  readonly [key: string]: string | readonly string[] | Nested;
}
/** A list, such as the search words of a service, is one text: languages may need more or fewer of them. */
const nested: z.ZodType<Nested> = z.lazy(() =>
  z.record(z.string(), z.union([z.string(), z.array(z.string()), nested])),
);

/** Texts by "namespace:key". */
export type Texts = ReadonlyMap<string, string>;

/** The words of one language, from its folder; none where there is no folder. */
export function readLocaleTexts(folder: string): Texts {
  const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.json')) : [];
  return new Map(
    files.flatMap((file) => {
      const words = nested.parse(JSON.parse(readFileSync(path.join(folder, file), 'utf8')));
      return flatten(words, '').map(([key, text]): [string, string] => [
        `${path.basename(file, '.json')}:${key}`,
        text,
      ]);
    }),
  );
}

function flatten(words: Nested, prefix: string): [string, string][] {
  return Object.entries(words).flatMap(([key, value]): [string, string][] => {
    if (typeof value === 'string') return [[prefix + key, value]];
    if (isList(value)) return [[prefix + key, value.join(' ')]];
    return flatten(value, `${prefix}${key}.`);
  });
}

const isList = (value: readonly string[] | Nested): value is readonly string[] => Array.isArray(value);

/** Chinese has one plural form and English two: `…_one` has no partner and needs none. */
export const withoutPlural = (key: string): string => key.replace(/_(one|other)$/, '');
