import { mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import SQLite from 'better-sqlite3';
import { err, ok } from '../contract/result.ts';
import type { Result } from '../contract/result.ts';
import type { Database, OpenError } from './database.ts';
import { hasSoundHeader } from './file-header.ts';
import { migrations as shippedMigrations } from './migrations.ts';
import { hasOwnSchema, versionOf } from './schema.ts';
import { guardStorage, openErrorOf } from './storage-error.ts';

export interface OpenOptions {
  /** How long to wait for another process that holds the file. Blocks the process: only at start. */
  readonly busyTimeoutMs?: number;
  readonly migrations?: readonly string[];
  /** Asked when the disk is full; `true` when it has freed something and the transaction is worth another try. */
  readonly makeRoom?: () => boolean;
}

/** A stopping kiosk lets go of its file within this; longer means a second kiosk is running. */
const BUSY_TIMEOUT_MS = 5_000;
const JOURNAL_LIMIT_BYTES = 64 * 1024 * 1024;
/** Above this the thorough check takes seconds that a visitor in front of a starting kiosk would wait. */
const THOROUGH_CHECK_BYTES = 100 * 1024 * 1024;

/**
 * In this order, each with what it must read back as. `auto_vacuum` comes before the first page is written,
 * `synchronous` after WAL: better-sqlite3 is compiled to lower it to NORMAL when WAL is switched on, and then a
 * committed row can vanish in a power cut.
 */
export const settings: readonly (readonly [name: string, value: string, readsBack: unknown])[] = [
  ['auto_vacuum', 'INCREMENTAL', 2],
  ['locking_mode', 'EXCLUSIVE', 'exclusive'],
  ['journal_mode', 'WAL', 'wal'],
  ['synchronous', 'FULL', 2],
  ['secure_delete', 'ON', 1],
  ['foreign_keys', 'ON', 1],
  // Without it, INSERT OR REPLACE would delete an audit entry without asking its trigger.
  ['recursive_triggers', 'ON', 1],
  ['trusted_schema', 'OFF', 0],
  ['cell_size_check', 'ON', 1],
  ['mmap_size', '0', 0],
  // What a statement would need to be undone alone: in a file, each that a trigger watches writes its pages there too.
  ['temp_store', 'MEMORY', 2],
  ['journal_size_limit', String(JOURNAL_LIMIT_BYTES), JOURNAL_LIMIT_BYTES],
  // 16 MiB: each checkpoint waits for the disk twice, and storing one submission writes 40 KB into the log.
  ['wal_autocheckpoint', '4000', 4000],
];

/**
 * Opens the kiosk's one database for this process alone, checks it and brings its schema up to date.
 *
 * Safe to call again after an error. A file from a newer version is left as it is: it may hold what was promised to
 * visitors and only the newer version can send it. A damaged one is left as it is too: see `openOrSalvage`.
 */
export function openDatabase(path: string, options: OpenOptions = {}): Result<Database, OpenError> {
  const { busyTimeoutMs = BUSY_TIMEOUT_MS, migrations = shippedMigrations, makeRoom = () => false } = options;
  let file: SQLite.Database | null = null;
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    file = new SQLite(path, { timeout: busyTimeoutMs });
    const refused = prepare(file, path, migrations);
    if (refused === null) return ok(handleOf(file, makeRoom));
    file.close();
    return err(refused);
  } catch (error) {
    file?.close();
    const meaning = openErrorOf(error);
    if (meaning === 'storageFull' || meaning === 'inUse') return err(meaning);
    // SQLite takes some broken headers for a file that may only be read, or for one of another kind.
    if (!hasSoundHeader(path)) return err('damaged');
    if (meaning === null) throw error;
    return err(meaning);
  }
}

function prepare(file: SQLite.Database, path: string, migrations: readonly string[]): OpenError | null {
  // Before the first access: from here on every other process is refused.
  file.pragma('locking_mode = EXCLUSIVE');
  // Before anything is written into a newer version's file.
  if (versionOf(file) > migrations.length) return hasSoundHeader(path) ? 'fromTheFuture' : 'damaged';
  // Before anything is written into a damaged one.
  if (!isWhole(file, path) || !hasOwnSchema(file, migrations)) return 'damaged';
  if (versionOf(file) < migrations.length && !refersToItself(file)) return 'damaged';
  for (const [name, value] of settings) file.pragma(`${name} = ${value}`);
  migrate(file, migrations);
  for (const [name, , readsBack] of settings) {
    const value = file.pragma(name, { simple: true });
    if (value !== readsBack) throw new Error(`The database did not take ${name}: it says ${String(value)}`);
  }
  return null;
}

/** Every page is read. A rule that is misspelt by a flipped bit is a programmer's mistake to SQLite: here it is damage. */
function isWhole(file: SQLite.Database, path: string): boolean {
  const check = statSync(path).size > THOROUGH_CHECK_BYTES ? 'quick_check(1)' : 'integrity_check(1)';
  try {
    return file.pragma(check, { simple: true }) === 'ok';
  } catch (error) {
    if (error instanceof SQLite.SqliteError && error.code === 'SQLITE_ERROR') return false;
    throw error;
  }
}

/** Whether each row is there that another refers to: a step that moves rows would lose what has lost its other half. */
const refersToItself = (file: SQLite.Database): boolean => file.prepare('PRAGMA foreign_key_check').all().length === 0;

/** All missing steps or none. */
function migrate(file: SQLite.Database, migrations: readonly string[]): void {
  const version = versionOf(file);
  if (version === migrations.length) return;
  // A table that others refer to is replaced without them noticing, and whether all still fits is asked at the end. The
  // setting has no effect inside a transaction.
  file.pragma('foreign_keys = OFF');
  file
    .transaction(() => {
      for (const step of migrations.slice(version)) file.exec(step);
      if (!refersToItself(file)) throw new Error('A migration left a row without the one that it refers to');
      file.pragma(`user_version = ${String(migrations.length)}`);
    })
    .exclusive();
  file.pragma('foreign_keys = ON');
}

function handleOf(file: SQLite.Database, makeRoom: () => boolean): Database {
  function guarded<T>(work: () => T): ReturnType<typeof guardStorage<T>> {
    const first = guardStorage(work);
    return !first.ok && first.error === 'storageFull' && makeRoom() ? guardStorage(work) : first;
  }
  let rollbacks = 0;
  const [begin, commit, rollBack] = [file.prepare('BEGIN IMMEDIATE'), file.prepare('COMMIT'), file.prepare('ROLLBACK')];
  const prepared = new Map<string, SQLite.Statement>();
  function statementOf(sql: string): SQLite.Statement {
    const statement = prepared.get(sql) ?? file.prepare(sql);
    prepared.set(sql, statement);
    return statement;
  }
  return {
    command(sql) {
      const statement = statementOf(sql);
      return { run: (...values) => statement.run(...values).changes };
    },
    query(sql, row) {
      const statement = statementOf(sql);
      return {
        get(...values) {
          const found = statement.get(...values);
          return found === undefined ? undefined : row.parse(found);
        },
        all: (...values) => statement.all(...values).map((found) => row.parse(found)),
      };
    },
    transaction(work) {
      if (file.inTransaction) throw new Error('A transaction inside a transaction');
      return guarded(() => {
        try {
          begin.run();
          const value = work();
          if (value instanceof Promise) throw new TypeError('A transaction cannot wait for a promise');
          commit.run();
          return value;
        } catch (error) {
          // After some failures SQLite has done it by itself.
          if (file.inTransaction) rollBack.run();
          rollbacks += 1;
          throw error;
        }
      });
    },
    rollbacks: () => rollbacks,
    inTransaction: () => file.inTransaction,
    reclaim: () =>
      guarded(() => {
        file.pragma('incremental_vacuum');
        file.pragma('wal_checkpoint(TRUNCATE)');
      }),
    setting: (name) => file.pragma(name, { simple: true }),
    close: () => file.close(),
  };
}
