import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { wordsFor } from '../../main/documents/words.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'words-'));
  mkdirSync(join(folder, 'en'));
  writeFileSync(join(folder, 'en', 'sample.json'), '{ "greeting": { "named": "Hello {{name}}" } }');
  writeFileSync(join(folder, 'en', 'README.md'), 'not words');
});
afterEach(() => rmSync(folder, { recursive: true }));

test('fills in parameters and changes nothing in them', () => {
  expect(wordsFor('en', folder)('sample:greeting.named', { name: 'A & B <C>' })).toBe('Hello A & B <C>');
});

test('a word that does not exist is a mistake, not an empty line on paper', () => {
  expect(() => wordsFor('en', folder)('sample:greeting.nobody')).toThrow('sample:greeting.nobody');
  expect(() => wordsFor('zh-CN', folder)).toThrow();
});

test("finds the kiosk's own words beside the sources", () => {
  expect([wordsFor('zh-CN')('receipt:title.result'), wordsFor('en')('receipt:title.result')]).toEqual([
    '办理回执',
    'Receipt',
  ]);
});

test('words that are not texts are refused', () => {
  writeFileSync(join(folder, 'en', 'broken.json'), '{ "number": 1 }');
  expect(() => wordsFor('en', folder)).toThrow();
});
