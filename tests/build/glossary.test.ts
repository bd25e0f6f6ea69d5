import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { glossaryProblems } from '../../build/glossary.ts';

let folder: string;
/** One text in both languages, under services:a.name or the key given. */
const says = (chinese: string | string[], english: string | string[], key = 'name'): void => {
  for (const [language, text] of [
    ['zh-CN', chinese],
    ['en', english],
  ] as const) {
    mkdirSync(path.join(folder, 'locales', language), { recursive: true });
    writeFileSync(path.join(folder, 'locales', language, 'services.json'), JSON.stringify({ a: { [key]: text } }));
  }
};
const problems = (): string[] => glossaryProblems(folder, {});

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'kiosk-glossary-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('control: the terms of the glossary, in any case and number', () => {
  says('请带驾驶证和两份签注', 'Bring your driving licence and two Endorsements');
  expect(problems()).toEqual([]);
});

test('a term that English calls something else', () => {
  says('往来港澳签注', 'Hong Kong visa sticker');
  expect(problems()).toEqual(['services:a.name says 签注, and in en not "endorsement"']);
});

test('a longer term is not the shorter one in it', () => {
  says('临时居民身份证', 'Temporary Resident ID Card');
  expect(problems()).toEqual([]);
  says('临时居民身份证', 'Resident ID Card');
  expect(problems()).toEqual(['services:a.name says 临时居民身份证, and in en not "Temporary Resident ID Card"']);
});

test('of several terms each is missed, once', () => {
  says('行驶证、行驶证、号牌', 'Paper');
  expect(problems()).toEqual([
    'services:a.name says 行驶证, and in en not "Vehicle Licence"',
    'services:a.name says 号牌, and in en not "plate"',
  ]);
});

test('the plural forms of English are held against the one of Chinese', () => {
  says('{{count}} 份回执', '{{count}} papers', 'number_other');
  expect(problems()).toEqual(['services:a.number_other says 回执, and in en not "receipt"']);
  says('{{count}} 份回执', '{{count}} receipts', 'number_other');
  expect(problems()).toEqual([]);
});

test.each([
  ["Renew your driver's license", ["driver's license", 'license']],
  ['Get an ID proof certificate', ['ID proof certificate']],
  ['Go to the police office', ['police office']],
  ['Two license plates', ['license plate', 'license']],
  ['A trip to Macau', ['Macau']],
])('"%s" is not how it is said here', (text, words) => {
  says('好', text);
  expect(problems().map((problem) => /says "([^"]+)"/.exec(problem)?.[1])).toEqual(words);
});

test('a forbidden word is no part of another word', () => {
  says('好', 'A licensed agency with a policeofficer');
  expect(problems()).toEqual([]);
});

test('search words are the visitor’s own', () => {
  says(['驾驶证', '签注'], ["driver's license", 'macau'], 'keywords');
  expect(problems()).toEqual([]);
});

test('an exception excuses its term in its text, and only that', () => {
  says('签注和签证', 'It');
  expect(glossaryProblems(folder, { 'services:a.name': ['签注'] })).toEqual([
    'services:a.name says 签证, and in en not "visa"',
  ]);
});

test('an exception that nobody needs is to go', () => {
  says('签注', 'endorsement');
  expect(glossaryProblems(folder, { 'services:a.name': ['签注'] })).toEqual([
    'services:a.name 签注 is an exception that nobody needs',
  ]);
});
