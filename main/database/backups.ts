import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import { z } from 'zod';
import { sealedRowSchema, isWhole, selectWaiting } from './scrub.ts';
import { openErrorOf } from './storage-error.ts';

const backupName = /^kiosk-(\d{1,9})\.sqlite$/;

export interface Backup {
  readonly path: string;
  /** Rises with every backup: the wall clock is not asked for the order. */
  readonly number: number;
}

/** The newest first; a folder that is not there holds none. */
export function backupsIn(folder: string): readonly Backup[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .flatMap((name) => {
      const number = backupName.exec(name)?.[1];
      return number === undefined ? [] : [{ path: join(folder, name), number: Number(number) }];
    })
    .toSorted((a, b) => b.number - a.number);
}

export const backupPath = (folder: string, number: number): string => join(folder, `kiosk-${String(number)}.sqlite`);

/** What a look at a copy finds: `good`, `bad`, or `fromTheFuture` when a newer version made it. */
export type CopyState = 'good' | 'bad' | 'fromTheFuture';

/** Reads the whole copy: its structure, and the hash of every body that waits. */
export function checkCopy(path: string, version: number): CopyState {
  let copy: SQLite.Database | null = null;
  try {
    copy = new SQLite(path, { readonly: true });
    if (copy.pragma('quick_check(1)', { simple: true }) !== 'ok') return 'bad';
    if (Number(copy.pragma('user_version', { simple: true })) > version) return 'fromTheFuture';
    for (const row of copy.prepare(selectWaiting).iterate(0, -1)) {
      if (!isWhole(sealedRowSchema.parse(row))) return 'bad';
    }
    return 'good';
  } catch (error) {
    if (openErrorOf(error) === null && !(error instanceof SQLite.SqliteError) && !(error instanceof z.ZodError))
      throw error;
    return 'bad';
  } finally {
    copy?.close();
  }
}

/** The newest that can be relied on; a newer version's is one too, for whoever can read it. */
export function newestGoodBackup(folder: string | null, version: number): (Backup & { state: CopyState }) | null {
  for (const backup of folder === null ? [] : backupsIn(folder)) {
    const state = checkCopy(backup.path, version);
    if (state !== 'bad') return { ...backup, state };
  }
  return null;
}
