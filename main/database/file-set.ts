import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** SQLite keeps one database in up to so many files. */
const suffixes = ['', '-wal', '-shm', '-journal'] as const;

/** A name that comes back after a power cut is as bad as bytes that do not: a folder is synchronised like a file. */
export function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/**
 * Gives the file set of `path` a second name in `<folder>/damaged/<n>/`, n rising, and returns the new path of the
 * database. Nothing is moved yet: until `putInPlace` a crash leaves all as it was, and the next try finds this one's.
 */
export function keepAside(path: string): string {
  const damaged = join(dirname(path), 'damaged');
  mkdirSync(damaged, { recursive: true, mode: 0o700 });
  const newest = Math.max(0, ...readdirSync(damaged).map(Number).filter(Number.isInteger));
  const before = join(damaged, String(newest), basename(path));
  if (newest > 0 && suffixes.every((suffix) => suffix === '-shm' || isSameFile(path + suffix, before + suffix))) {
    return before;
  }
  const folder = join(damaged, String(newest + 1));
  mkdirSync(folder, { mode: 0o700 });
  const aside = join(folder, basename(path));
  for (const suffix of suffixes) if (existsSync(path + suffix)) linkSync(path + suffix, aside + suffix);
  for (const changed of [folder, damaged, dirname(path)]) syncFolder(changed);
  return aside;
}

/** In bytes; 0 when it is not there. */
export const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0;

const isSameFile = (one: string, other: string): boolean =>
  statSync(one, { throwIfNoEntry: false })?.ino === statSync(other, { throwIfNoEntry: false })?.ino;

/** Removes a file set that this program has made itself and no longer needs. */
export function removeSet(path: string): void {
  for (const suffix of suffixes) rmSync(path + suffix, { force: true });
}

/**
 * Puts the finished and closed database `<path>.salvaged` where `path` is. Its existence is the decision: after a crash
 * in between, the next call ends what was begun. Without one, nothing happens.
 */
export function putInPlace(path: string): void {
  if (!existsSync(`${path}.salvaged`)) return;
  // An old log beside a new database would be played into it.
  for (const suffix of suffixes.slice(1)) rmSync(path + suffix, { force: true });
  syncFolder(dirname(path));
  renameSync(`${path}.salvaged`, path);
  syncFolder(dirname(path));
}
