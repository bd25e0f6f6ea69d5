import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');
const pages = [
  'README.md',
  'CONTRIBUTING.md',
  ...(await readdir(path.join(root, 'docs'))).filter((name) => name.endsWith('.md')).map((name) => `docs/${name}`),
];

test.each(pages)('every link of %s leads to something', async (page) => {
  const text = await readFile(path.join(root, page), 'utf8');
  const links = [...text.matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g)]
    .map(([, link]) => link ?? '')
    .filter((link) => !/^https?:/.test(link));
  const broken = links.filter((link) => !existsSync(path.resolve(root, path.dirname(page), link)));
  expect(broken).toEqual([]);
});

/** As the sites that show Markdown name a heading: small letters, hyphens for spaces, no other signs. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');

test.each(pages)('every place inside a page that %s points to is a heading', async (page) => {
  const text = await readFile(path.join(root, page), 'utf8');
  for (const [, file = '', anchor] of text.matchAll(/\]\(([^)#:]*)#([^)]+)\)/g)) {
    const target = file === '' ? page : path.join(path.dirname(page), file);
    const headings = (await readFile(path.join(root, target), 'utf8')).matchAll(/^#+ (.+)$/gm);
    expect([...headings].map(([, heading]) => anchorOf(heading ?? ''))).toContain(anchor);
  }
});

test('each promise of the README names a test', async () => {
  const text = await readFile(path.join(root, 'README.md'), 'utf8');
  const promises = (text.split('## Promises')[1]?.split('\n## ')[0] ?? '').split(/\n(?=\d+\. )/).slice(1);
  expect(promises.length).toBeGreaterThan(5);
  for (const promise of promises) expect(promise).toMatch(/\]\(tests\//);
});
