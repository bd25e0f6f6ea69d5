import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';
import { expect } from 'vitest';

/** Fonts are drawn a little differently by each version of poppler. */
const maxDifferentPart = 0.005;

/** Compares a ticket with the picture of it that somebody looked at; UPDATE_APPROVED=1 keeps the new one. */
export function expectApprovedTicket(picture: PNG, file: string): void {
  if (process.env['UPDATE_APPROVED'] === '1') writeFileSync(file, PNG.sync.write(picture, { colorType: 0 }));
  expect(existsSync(file), `approve ${file} with UPDATE_APPROVED=1`).toBe(true);
  const approved = PNG.sync.read(readFileSync(file));
  const { width, height } = picture;
  expect([width, height]).toEqual([approved.width, approved.height]);
  const different = pixelmatch(picture.data, approved.data, undefined, width, height, { threshold: 0.2 });
  expect(different / (width * height)).toBeLessThan(maxDifferentPart);
}
