import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

/** The time on the wall, got past the clock that is passed in; `new Date(something)` only reads a date that is given. */
const wallTime = /\bDate\.now\b|\bnew Date(?:\(\s*\)|(?!\s*\())|(?<!new )\bDate\(\s*\)|\bTemporal\.Now\b/;

/** Where it may be asked. */
const allowed: readonly string[] = ['main/clock/clock.ts'];

const sources = readdirSync('main', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => path.posix.join('main', file));
const codeOf = (file: string): string => readFileSync(file, 'utf8').replaceAll(/^\s*(\/\/|\/?\*).*$/gm, '');

describe('nobody but the clock asks what time it is', () => {
  test('in main', () => {
    expect(sources.length).toBeGreaterThan(200);
    expect(sources.filter((file) => wallTime.test(codeOf(file)))).toEqual(allowed);
  });

  test.each(['Date.now()', 'const now = Date.now;', 'new Date()', 'new Date( )', 'new Date;', 'Date()'])(
    'control: %s would be seen',
    (line) => expect(wallTime.test(line)).toBe(true),
  );
  test.each(['new Date(0)', 'new Date(serverTime)', 'newDate()', 'z.iso.date()', 'Date.UTC(2026, 10, 21)'])(
    'control: %s is none',
    (line) => expect(wallTime.test(line)).toBe(false),
  );
});
