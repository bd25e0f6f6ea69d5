import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';
import { expect } from 'vitest';

/** Compares with the picture that somebody looked at; UPDATE_APPROVED=1 keeps the new one to be looked at. */
export function expectApproved(drawn: PNG, file: URL): void {
  if (process.env['UPDATE_APPROVED'] || !existsSync(file)) writeFileSync(file, PNG.sync.write(drawn));
  const approved = PNG.sync.read(readFileSync(file));
  expect([drawn.width, drawn.height]).toEqual([approved.width, approved.height]);
  const different = pixelmatch(drawn.data, approved.data, undefined, drawn.width, drawn.height, { threshold: 0.2 });
  // Another version of Poppler smooths edges a little differently; a missing character is some 60 pixels.
  expect(different).toBeLessThan(40);
}
