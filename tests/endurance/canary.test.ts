import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { hallMissing } from '../support/hall.ts';
import { namedFormsOf, tracesIn } from '../support/traces.ts';
import { canaryEndurance } from './canary.ts';

const missing = hallMissing();
if (missing) console.warn(`the search for private data is skipped: ${missing}`);

it.skipIf(missing !== null)(
  'a visit leaves no word of its visitor on the disk, neither before it is sent nor after',
  async () => {
    const { failures, rows } = await canaryEndurance(1);
    expect(failures).toEqual([]);
    expect(rows).toHaveLength(4);
  },
  120_000,
);

/** What lies in the middle of something longer, written each way by hand and not by the search's own code. */
const writers: Readonly<Record<string, (word: string) => Buffer>> = {
  'UTF-8': (word) => Buffer.from(`<${word}>`),
  'UTF-16LE': (word) => Buffer.from(`<${word}>`, 'utf16le'),
  'UTF-16BE': (word) => Buffer.from([...word].flatMap((one) => [one.charCodeAt(0) >> 8, one.charCodeAt(0) & 255])),
  hexadecimal: (word) => Buffer.from([...Buffer.from(word)].map((byte) => byte.toString(16).padStart(2, '0')).join('')),
  HEXADECIMAL: (word) => Buffer.from(Buffer.from(word).toString('hex').toUpperCase()),
  'base64, first place': (word) => Buffer.from(Buffer.from(`${word}$`).toString('base64')),
  'base64, second place': (word) => Buffer.from(Buffer.from(`<${word}$`).toString('base64')),
  'base64, third place': (word) => Buffer.from(Buffer.from(`<<${word}$`).toString('base64')),
  'base64 of UTF-16LE': (word) => Buffer.from(Buffer.from(`<${word}$`, 'utf16le').toString('base64')),
  base64url: (word) => Buffer.from(Buffer.from(`<${word}$`).toString('base64url')),
};
/** 金丝雀巷 in GB 2312, a part of GB 18030, from its table. */
const inGb18030 = Buffer.from([0x3c, 0xbd, 0xf0, 0xcb, 0xbf, 0xc8, 0xb8, 0xcf, 0xef, 0x3e]);

it.each([...Object.keys(writers), 'GB 18030'])('control: the search finds what is written as %s', async (form) => {
  const folder = await mkdtemp(path.join(tmpdir(), 'kiosk-traces-'));
  const words = ['金丝雀巷', ...(form === 'GB 18030' ? [] : ['500105199001010013'])];
  for (const word of words) {
    const bytes = writers[form]?.(word) ?? inGb18030;
    await writeFile(path.join(folder, word), Buffer.concat([Buffer.alloc(70_001, 7), bytes, Buffer.alloc(99)]));
  }
  const found = await tracesIn(folder, ['金丝雀巷', '500105199001010013', '五色鹦鹉']);
  await rm(folder, { recursive: true });
  expect(found).toHaveLength(words.length);
});

it('control: a piece of a picture is found, plain and in base64', async () => {
  const piece = { name: 'picture', bytes: Uint8Array.from({ length: 48 }, (_, index) => (index * 89) % 256) };
  const folder = await mkdtemp(path.join(tmpdir(), 'kiosk-traces-'));
  const picture = Buffer.concat([Buffer.from('xx'), piece.bytes, Buffer.from('yyy')]);
  await writeFile(path.join(folder, 'plain'), picture);
  await writeFile(path.join(folder, 'base64'), picture.toString('base64'));
  expect(await tracesIn(folder, [piece])).toHaveLength(2);
  await rm(folder, { recursive: true });
});

it('no form that is sought is so short that chance writes it', () => {
  for (const [name, form] of namedFormsOf('欧阳测试')) expect(form.length, name).toBeGreaterThanOrEqual(8);
});
