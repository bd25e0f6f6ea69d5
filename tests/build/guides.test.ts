import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runGuides } from '../../build/guides.ts';

const now = new Date('2026-11-21T08:00:00Z');
let folder: string;
let told: string;
const run = (...argv: string[]): Promise<number> => runGuides(argv, now, (text) => (told += text));
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'guides-'));
  told = '';
});
afterEach(() => rmSync(folder, { recursive: true }));

test('writes the leaflets of the services asked for, in both languages, with an index, and says so', async () => {
  const out = path.join(folder, 'new');
  expect(await run('--out', out, '--service', 'temp-id-proof', '--service', 'temporary-plate')).toBe(0);
  const files = [
    'index.html',
    ...['temp-id-proof', 'temporary-plate'].flatMap((id) => [`${id}.en.pdf`, `${id}.zh-CN.pdf`]),
  ];
  expect(readdirSync(out).toSorted()).toEqual(files.toSorted());
  for (const file of files) expect(told).toContain(path.join(out, file));
  for (const file of files.filter((name) => name.endsWith('.pdf')))
    expect(readFileSync(path.join(out, file)).subarray(0, 5).toString()).toBe('%PDF-');
  const index = readFileSync(path.join(out, 'index.html'), 'utf8');
  for (const file of files.slice(1)) expect(index).toContain(`href="${file}"`);
  expect(index).toContain('Temporary Identity Proof');
});

test('a service that does not exist is refused before anything is written', async () => {
  expect(await run('--out', folder, '--service', 'parking')).toBe(2);
  expect(told).toMatch(/^usage:/);
  expect(readdirSync(folder)).toEqual([]);
});

test('a configuration that cannot be read is told', async () => {
  expect(await run('--out', folder, '--config', path.join(folder, 'none.json'))).toBe(1);
  expect(told).toContain('cannot be read');
});
