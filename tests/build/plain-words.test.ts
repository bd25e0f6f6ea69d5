import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { languages, type Language } from '../../main/contract/language.ts';

/** Namespaces whose words a visitor reads while doing something. */
const namespaces = [
  'blocked',
  'camera',
  'codes',
  'common',
  'fields',
  'journey',
  'keyboard',
  'materials',
  'problems',
  'refusals',
  'services',
];

/** A step's text is two short sentences at most; so many characters or words each. */
const mostSentences = 2;
const longest: Readonly<Record<Language, number>> = { 'zh-CN': 36, en: 22 };

/** Not for a visitor who is doing something, or not the project's to shorten. */
const excepted: readonly RegExp[] = [
  // What the law wants said before data is taken, in full (个人信息保护法 Art. 17), and before a penalty (行政处罚法 Art. 44).
  /^journey\.(?:notice|faceConsent)\./,
  /^journey\.statement\.right\./,
  // What is searched by, not read.
  /^services\.[a-z-]+\.keywords/,
  // A place in a law: the full stops of "Art. 5 para. 2" end no sentence.
  /^journey\.law\./,
  // For the technician.
  /^common\.reasons\./,
];

type Words = string | readonly Words[] | { readonly [key: string]: Words };

function textsIn(words: Words, key: string): [key: string, text: string][] {
  if (typeof words === 'string') return [[key, words]];
  return Object.entries(words).flatMap(([part, inner]) => textsIn(inner, `${key}.${part}`));
}

const readable = (language: Language): [key: string, text: string][] =>
  namespaces
    .flatMap((namespace) => {
      const file = path.join(import.meta.dirname, '../../locales', language, `${namespace}.json`);
      return textsIn(JSON.parse(readFileSync(file, 'utf8')) as Words, namespace);
    })
    .filter(([key]) => !excepted.some((exception) => exception.test(key)));

/** A full stop within a name ends nothing. */
const ends: Readonly<Record<Language, RegExp>> = { 'zh-CN': /[。！？]+/u, en: /[.!?]+(?:["”)]*\s|["”)]*$)/u };
const sentencesOf = (text: string, language: Language): string[] =>
  text.split(ends[language]).filter((sentence) => /[\p{L}\p{N}]/u.test(sentence));

/** Chinese characters, with a Latin word or a number for one each; English words. */
const lengthOf = (sentence: string, language: Language): number =>
  (language === 'en'
    ? sentence.match(/[^\s]*[\p{L}\p{N}][^\s]*/gu)
    : sentence.replaceAll(/\{\{\w+\}\}/g, '甲').match(/\p{Script=Han}|[A-Za-z0-9]+/gu)
  )?.length ?? 0;

function tooMuch(text: string, language: Language): string[] {
  const sentences = sentencesOf(text, language);
  return [
    ...(sentences.length > mostSentences ? [`${sentences.length} sentences`] : []),
    ...sentences.flatMap((sentence) => {
      const length = lengthOf(sentence, language);
      return length > longest[language] ? [`${length} long: ${sentence}`] : [];
    }),
  ];
}

test.each(languages)('no text that a visitor reads in %s has more than two short sentences', (language) => {
  const found = readable(language).flatMap(([key, text]) => tooMuch(text, language).map((why) => `${key}: ${why}`));
  expect(found).toEqual([]);
});

test.each([
  ['zh-CN', '请放好卡片。请不要拿走。请稍候。'],
  ['zh-CN', '请'.repeat(longest['zh-CN'] + 1)],
  ['en', 'Place your card. Do not take it away. Please wait.'],
  ['en', 'please '.repeat(longest.en + 1)],
] as const)('%s: "%s" is too much', (language, text) => {
  expect(tooMuch(text, language)).toHaveLength(1);
});
