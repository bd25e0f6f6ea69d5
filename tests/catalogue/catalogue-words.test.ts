import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { baseCatalogue } from '../../main/catalogue/catalogue.ts';
import { lawIds } from '../../main/catalogue/laws.ts';
import { codeRules } from '../../main/contract/code-rules.ts';
import { languages } from '../../main/contract/language.ts';

type Tree = { readonly [key: string]: string | readonly string[] | Tree };

/** The ids of what services name, each once. */
const each = (pick: (service: (typeof baseCatalogue)[number]) => readonly { readonly id: string }[]): string[] => [
  ...new Set(baseCatalogue.flatMap((service) => pick(service).map(({ id }) => id))),
];

/** All questions, before and in the visit. */
const asked = each(({ questions, fields }) => [...questions, ...fields]);

const optionsOf = (asks: string): string[] => [
  ...new Set(
    baseCatalogue
      .flatMap(({ questions, fields }) => [...questions, ...fields])
      .flatMap((one) => (one.id === asks && 'options' in one ? one.options : [])),
  ),
];

describe.each(languages)('in %s', (language) => {
  const read = (namespace: string): Tree =>
    JSON.parse(readFileSync(path.resolve(import.meta.dirname, `../../locales/${language}/${namespace}.json`), 'utf8'));
  /** The words for a key, or undefined. */
  const words = (namespace: string) => {
    const tree = read(namespace);
    return (key: string): unknown =>
      key
        .split('.')
        .reduce<unknown>((at, part) => (typeof at === 'object' && at ? (at as Tree)[part] : undefined), tree);
  };
  const missing = (namespace: string, keys: readonly string[]): string[] => {
    const find = words(namespace);
    return keys.filter((key) => {
      const found = find(key);
      return typeof found !== 'string' || found.trim() === '';
    });
  };

  test('every service has its name and what it is for', () => {
    expect(
      missing(
        'services',
        baseCatalogue.flatMap(({ id }) => [`${id}.name`, `${id}.summary`]),
      ),
    ).toEqual([]);
    const find = words('services');
    for (const { id } of baseCatalogue)
      expect(find(`${id}.keywords`), id).toEqual(expect.arrayContaining([expect.any(String)]));
  });

  test('no two services have the same name', () => {
    const find = words('services');
    const names = baseCatalogue.map(({ id }) => find(`${id}.name`));
    expect(new Set(names).size).toBe(names.length);
  });

  test('every refusal says what is so and what to do', () => {
    const keys = each(({ refusals }) => refusals).flatMap((id) => [`${id}.what`, `${id}.do`]);
    expect(missing('refusals', keys)).toEqual([]);
  });

  test('every material, law and rule of a number has words', () => {
    expect(
      missing(
        'materials',
        each(({ materials }) => materials),
      ),
    ).toEqual([]);
    expect(missing('laws', lawIds)).toEqual([]);
    expect(
      missing(
        'codes',
        codeRules.map((rule) => `${rule}.format`),
      ),
    ).toEqual([]);
  });

  test('every question has words, and each of its answers', () => {
    const keys = asked.flatMap((id) => [
      `${id}.short`,
      `${id}.question`,
      ...optionsOf(id).map((option) => `${id}.options.${option}`),
    ]);
    expect(missing('fields', keys)).toEqual([]);
  });

  test('no answer of a question is called like another', () => {
    const find = words('fields');
    for (const id of asked) {
      const names = optionsOf(id).map((option) => find(`${id}.options.${option}`));
      expect(new Set(names).size, id).toBe(names.length);
    }
  });

  test('every term is explained', () => {
    const terms = Object.keys(read('terms'));
    expect(terms).toEqual(
      expect.arrayContaining([
        'hukou',
        'temporaryIdentityProof',
        'temporaryResidentIdCard',
        'acceptanceReceipt',
        'separateConsent',
      ]),
    );
    expect(
      missing(
        'terms',
        terms.flatMap((term) => [`${term}.term`, `${term}.means`]),
      ),
    ).toEqual([]);
  });
});
