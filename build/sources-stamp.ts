import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Everything that a build reads; node_modules is in it through the lock file. */
const sources = ['main', 'devices', 'renderer', 'locales', 'build', 'package-lock.json'];

/** A hash over names and contents: true to every change, and to no more than that after a checkout. */
export function sourcesStamp(folder: string): string {
  const hash = createHash('sha256');
  for (const source of sources.map((name) => path.join(folder, name)).filter((name) => existsSync(name))) {
    for (const file of filesOf(source)) hash.update(`${path.relative(folder, file)}\0`).update(readFileSync(file));
  }
  return hash.digest('hex');
}

function filesOf(source: string): string[] {
  if (path.extname(source) === '.json') return [source];
  return readdirSync(source, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .toSorted();
}

/** Runs `build` unless the last successful one saw the same sources. */
export async function unlessUnchanged(
  folder: string,
  stampFile: string,
  build: () => Promise<unknown>,
): Promise<boolean> {
  const stamp = sourcesStamp(folder);
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return false;
  await build();
  writeFileSync(stampFile, stamp);
  return true;
}
