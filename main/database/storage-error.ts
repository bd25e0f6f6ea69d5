import SQLite from 'better-sqlite3';
import { err, ok } from '../contract/result.ts';
import type { Result } from '../contract/result.ts';
import type { OpenError, StorageError } from './database.ts';

/**
 * By the primary part of SQLite's result code. A file system that turned read-only answers CANTOPEN for a WAL database,
 * not READONLY: both are the same fault to us.
 */
const meanings: Readonly<Record<string, OpenError>> = {
  SQLITE_FULL: 'storageFull',
  SQLITE_IOERR: 'storageFault',
  SQLITE_CANTOPEN: 'storageFault',
  SQLITE_READONLY: 'storageFault',
  SQLITE_CORRUPT: 'damaged',
  SQLITE_NOTADB: 'damaged',
  SQLITE_PERM: 'storageFault',
  SQLITE_NOLFS: 'storageFault',
  SQLITE_PROTOCOL: 'storageFault',
  SQLITE_BUSY: 'inUse',
  SQLITE_LOCKED: 'inUse',
};

/** What the error says about the disk, or null when it is not the disk's but a programmer's. */
export function openErrorOf(error: unknown): OpenError | null {
  if (error instanceof SQLite.SqliteError) return meanings[error.code.split('_', 2).join('_')] ?? null;
  if (error instanceof Error && 'syscall' in error && 'code' in error) {
    return error.code === 'ENOSPC' || error.code === 'EDQUOT' ? 'storageFull' : 'storageFault';
  }
  return null;
}

/** The value, or what stood in the way of opening; anything else is thrown on. */
export function guardOpening<T>(work: () => T): Result<T, OpenError> {
  try {
    return ok(work());
  } catch (error) {
    const meaning = openErrorOf(error);
    if (meaning === null) throw error;
    return err(meaning);
  }
}

/** The value, or what the disk did; anything else is thrown on. */
export function guardStorage<T>(work: () => T): Result<T, StorageError> {
  const done = guardOpening(work);
  if (done.ok) return done;
  return err(done.error === 'storageFull' ? done.error : 'storageFault');
}

/** Whether SQLite refused a row because it breaks a rule of the schema. */
export const isRefusedRow = (error: unknown): boolean =>
  error instanceof SQLite.SqliteError && error.code.startsWith('SQLITE_CONSTRAINT');
