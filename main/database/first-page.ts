import { closeSync, constants, copyFileSync, existsSync, fstatSync, openSync, writeSync } from 'node:fs';
import SQLite from 'better-sqlite3';
import { z } from 'zod';
import { PAGE_BYTES, writtenVersion } from './file-header.ts';
import { sizeOf } from './file-set.ts';

const tableSchema = z.object({ name: z.string(), rootpage: z.int(), withoutRowid: z.literal([0, 1]) });
const columnSchema = z.object({ name: z.string(), type: z.string(), standard: z.string().nullable(), pk: z.int() });

/**
 * Copies a damaged database for reading, with what its write-ahead log holds in it. A table of contents that cannot be
 * read is written anew there, as the file's version has it: the current one's when the file does not say.
 *
 * With auto_vacuum every table's first page follows from the order in which the tables were made, so that a fresh file of
 * the same version knows where they begin in the damaged one.
 */
export function readableCopy(
  damaged: string,
  copy: string,
  migrations: readonly string[],
  hasContents: (path: string) => boolean,
): void {
  for (const suffix of ['', '-wal']) {
    if (existsSync(damaged + suffix)) copyFileSync(damaged + suffix, copy + suffix, constants.COPYFILE_FICLONE);
  }
  // Beside an empty file SQLite would remove the log, which may hold everything.
  if (sizeOf(copy) === 0 || !hasContents(copy)) writeFirstPage(copy, firstPage(stepsOf(copy, migrations)), 2);
  playLog(copy);
  if (!hasContents(copy)) writeFirstPage(copy, firstPage(stepsOf(copy, migrations)), 1);
}

/** The tables of another version begin elsewhere. */
function stepsOf(path: string, migrations: readonly string[]): readonly string[] {
  const version = writtenVersion(path);
  return version === null || version > migrations.length ? migrations : migrations.slice(0, version);
}

/** Whatever stands in the file: closing it plays the log into it. */
function playLog(path: string): void {
  const file = new SQLite(path);
  try {
    file.pragma('locking_mode = EXCLUSIVE');
    file.pragma('wal_checkpoint(TRUNCATE)');
  } catch (error) {
    if (!(error instanceof SQLite.SqliteError)) throw error;
  } finally {
    file.close();
  }
}

/** @param journal 1 a rollback journal, 2 a write-ahead log. */
function writeFirstPage(path: string, page: Buffer, journal: 1 | 2): void {
  const file = openSync(path, constants.O_RDWR | constants.O_CREAT, 0o600);
  try {
    page.fill(journal, 18, 20);
    page.writeUInt32BE(Math.max(1, Math.floor(fstatSync(file).size / PAGE_BYTES)), 28);
    writeSync(file, page, 0, PAGE_BYTES, 0);
  } finally {
    closeSync(file);
  }
}

/** A first page that names every table's columns and first page, and nothing else: that fits. */
function firstPage(migrations: readonly string[]): Buffer {
  const fresh = new SQLite(':memory:');
  const bare = new SQLite(':memory:');
  try {
    for (const file of [fresh, bare]) file.pragma('auto_vacuum = INCREMENTAL');
    for (const step of migrations) fresh.exec(step);
    fresh.pragma(`user_version = ${String(migrations.length)}`);
    bare.exec('CREATE TABLE any(a)');
    // better-sqlite3 guards the table of contents against its own program.
    bare.unsafeMode(true);
    bare.pragma('writable_schema = ON');
    bare.exec('DELETE FROM sqlite_schema');
    const insert = bare.prepare(`INSERT INTO sqlite_schema VALUES ('table', ?, ?, ?, ?)`);
    for (const { name, rootpage, withoutRowid } of tablesOf(fresh)) {
      insert.run(name, name, rootpage, declarationOf(fresh, name, withoutRowid === 1));
    }
    const page = Buffer.from(bare.serialize().subarray(0, PAGE_BYTES));
    // The largest first page and the kind of vacuum are the fresh file's; nothing is said of free pages.
    Buffer.from(fresh.serialize()).copy(page, 52, 52, 68);
    page.fill(0, 32, 40);
    return page;
  } finally {
    fresh.close();
    bare.close();
  }
}

const tablesOf = (file: SQLite.Database): z.infer<typeof tableSchema>[] =>
  z.array(tableSchema).parse(
    file
      .prepare(
        `SELECT s.name, s.rootpage, l.wr AS withoutRowid FROM sqlite_schema s JOIN pragma_table_list l ON l.name = s.name
           WHERE s.type = 'table' AND l.schema = 'main'`,
      )
      .all(),
  );

/** The columns without their rules. */
function declarationOf(file: SQLite.Database, table: string, withoutRowid: boolean): string {
  const columns = z
    .array(columnSchema)
    .parse(file.prepare(`SELECT name, type, dflt_value AS standard, pk FROM pragma_table_info(?)`).all(table));
  const names = columns.map(
    // A column that came later is not in the older rows: they have its default.
    ({ name, type, standard }) => `${name} ${type}${standard === null ? '' : ` DEFAULT ${standard}`}`,
  );
  const keys = columns
    .filter(({ pk }) => pk > 0)
    .toSorted((a, b) => a.pk - b.pk)
    .map(({ name }) => name);
  const parts = keys.length > 0 ? [...names, `PRIMARY KEY(${keys.join(',')})`] : names;
  return `CREATE TABLE ${table}(${parts.join(',')})${withoutRowid ? ' WITHOUT ROWID' : ''}`;
}
