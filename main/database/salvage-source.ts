import { mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import SQLite from 'better-sqlite3';
import { z } from 'zod';
import type { SqlValue } from './database.ts';
import { readableCopy } from './first-page.ts';
import { restoreInnerPages } from './inner-pages.ts';
import { hasOwnSchema } from './schema.ts';

export type SalvagedRow = Readonly<Record<string, SqlValue>>;
/** The tables whose rows are numbered in the order in which they were written. */
export type NumberedTable = 'audit' | 'outbox' | 'payment' | 'anchor';

export interface NumberedRow {
  readonly seq: number;
  /** Null when it cannot be read; whether there was one, nobody knows. */
  readonly row: SalvagedRow | null;
}

/** A file of which some pages may be damaged: whatever can still be read of it. Nothing is written into it. */
export interface SalvageSource {
  /** From `from` on, by rising `seq`. */
  rows(table: NumberedTable, from?: number): Iterable<NumberedRow>;
  /** The rows in which `column` is `value`; those that cannot be read are left out. */
  find(table: string, column: string, value: SqlValue): readonly SalvagedRow[];
  /** All rows of a small table up to the first that cannot be read. */
  all(table: string): readonly SalvagedRow[];
  close(): void;
}

const rowSchema = z.record(z.string(), z.union([z.string(), z.number(), z.null(), z.instanceof(Uint8Array)]));
const highestSchema = z.object({ seq: z.int().nullable() });

const ROWS_PER_READ = 200;
/** A damaged page near the root hides all rows below it, and each of their numbers is asked for: a few seconds. */
const MOST_READS = 100_000;
/** No row of a numbered table is shorter than a hundred bytes: so many there may be when nothing says how many. */
const ROWS_PER_PAGE = 40;
/** A queue that does not count for itself has the submissions' numbers, which make leaps: who else has them. */
const sameNumbers = ['max(sequence) AS seq FROM submission NOT INDEXED', 'max(seq) AS seq FROM sealed_body'];

/** A sound database, as it is. */
export function soundSource(path: string): SalvageSource {
  const file = new SQLite(path, { readonly: true });
  return { ...readerOf(file, false), close: () => file.close() };
}

/** What lies at `path`, which is not touched: a copy beside it is made as readable as can be, and removed by `close`. */
export function damagedSource(path: string, migrations: readonly string[]): SalvageSource {
  const folder = join(dirname(path), 'copy');
  const copy = join(folder, 'database');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { mode: 0o700 });
  readableCopy(path, copy, migrations, (file) => {
    const opened = openReadOnly(file);
    const isOwn = opened !== null && read(() => hasOwnSchema(opened, migrations)) === true;
    opened?.close();
    return isOwn;
  });
  const hasGaps = restoreInnerPages(copy);
  const file = openReadOnly(copy);
  return {
    ...(file === null ? nothing : readerOf(file, hasGaps)),
    close() {
      file?.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const nothing: Omit<SalvageSource, 'close'> = { rows: () => [], find: () => [], all: () => [] };

/** Null when its table of contents cannot be read. */
function openReadOnly(path: string): SQLite.Database | null {
  let file: SQLite.Database | null = null;
  try {
    file = new SQLite(path, { readonly: true });
    for (const table of ['counter', 'audit', 'submission', 'outbox', 'sealed_body', 'print']) {
      file.prepare(`SELECT * FROM ${table} LIMIT 1`);
    }
    return file;
  } catch (error) {
    file?.close();
    if (!isUnreadable(error)) throw error;
    return null;
  }
}

function readerOf(file: SQLite.Database, hasGaps: boolean): Omit<SalvageSource, 'close'> {
  const mostRows = Number(read(() => file.pragma('page_count', { simple: true })) ?? 0) * ROWS_PER_PAGE;
  const prepared = new Map<string, SQLite.Statement | null>();
  /** Null for what an older version did not have. */
  function statementOf(sql: string): SQLite.Statement | null {
    const before = prepared.get(sql);
    if (before !== undefined) return before;
    const statement = read(() => file.prepare(sql));
    prepared.set(sql, statement);
    return statement;
  }

  return {
    rows(table, from = 1) {
      const to = Math.max(from, highestOf(statementOf, table, mostRows));
      const rows = numberedRows(statementOf, table, from, to);
      return hasGaps ? withGaps(rows, from, to) : rows;
    },
    find(table, column, value) {
      return readUpTo(statementOf(`SELECT * FROM ${table} WHERE ${column} = ?`), value);
    },
    all: (table) => readUpTo(statementOf(`SELECT * FROM ${table}`)),
  };
}

/** The rows up to the first that cannot be read. */
function readUpTo(statement: SQLite.Statement | null, ...values: readonly SqlValue[]): readonly SalvagedRow[] {
  const rows: SalvagedRow[] = [];
  read(() => {
    for (const row of statement?.iterate(...values) ?? []) rows.push(rowSchema.parse(row));
  });
  return rows;
}

/**
 * Asks for ranges of numbers and halves a range that cannot be read, so that only what lies on a damaged page is missing.
 * SQLite steps over an index's damage too, because it is told to use none.
 */
function* numberedRows(
  statementOf: (sql: string) => SQLite.Statement | null,
  table: NumberedTable,
  first: number,
  highest: number,
): Generator<NumberedRow> {
  const page = statementOf(
    `SELECT * FROM ${table} NOT INDEXED WHERE seq BETWEEN ? AND ? ORDER BY seq LIMIT ${String(ROWS_PER_READ)}`,
  );
  // Asked for one row only, SQLite does not look at what comes after it.
  const single = statementOf(`SELECT * FROM ${table} NOT INDEXED WHERE seq = ?`);
  if (page === null || single === null) return;
  const ranges: [from: number, to: number][] = [[first, highest]];
  for (let reads = 0; reads < MOST_READS; reads += 1) {
    const range = ranges.pop();
    if (!range) return;
    const [from, to] = range;
    const rows = read(() =>
      inOrder(rowSchema.array().parse(from === to ? single.all(from) : page.all(from, to)), from, to),
    );
    if (rows === null) {
      if (from === to) yield { seq: from, row: null };
      else {
        const middle = Math.floor((from + to) / 2);
        ranges.push([middle + 1, to], [from, middle]);
      }
      continue;
    }
    yield* rows;
    const last = rows.at(-1)?.seq ?? to;
    if (rows.length === ROWS_PER_READ && last < to) ranges.push([last + 1, to]);
  }
  for (const [seq] of ranges.toReversed()) yield { seq, row: null };
}

/** Also the numbers up to `to` that are not there, where damage may have taken them without an error. */
function* withGaps(rows: Iterable<NumberedRow>, from: number, to: number): Generator<NumberedRow> {
  let next = from;
  for (const row of rows) {
    yield* missing(next, row.seq);
    next = row.seq + 1;
    yield row;
  }
  yield* missing(next, to + 1);
}

function* missing(from: number, end: number): Generator<NumberedRow> {
  for (let seq = from; seq < end && seq < from + MOST_READS; seq += 1) yield { seq, row: null };
}

/** What the table and its counter say, of which either may be damaged, or as many as the file has room for. */
function highestOf(
  statementOf: (sql: string) => SQLite.Statement | null,
  table: NumberedTable,
  mostRows: number,
): number {
  const ask = (sql: string): number | null => {
    const statement = statementOf(sql);
    return read(() => highestSchema.parse(statement?.get() ?? { seq: null }).seq);
  };
  const counted = ask(`SELECT max(seq) AS seq FROM sqlite_sequence WHERE name = '${table}'`);
  const others = table === 'outbox' && counted === null ? sameNumbers : [];
  const known = [
    counted,
    ...[`max(seq) AS seq FROM ${table} NOT INDEXED`, ...others].map((what) => ask(`SELECT ${what}`)),
  ].filter((seq) => seq !== null);
  if (known.length === 0) return mostRows;
  return Math.min(Math.max(...known), Number.MAX_SAFE_INTEGER);
}

/** A page that is linked to the wrong place brings rows of another range: that is damage too. */
function inOrder(rows: readonly SalvagedRow[], from: number, to: number): readonly NumberedRow[] | null {
  let last = from - 1;
  const numbered: NumberedRow[] = [];
  for (const row of rows) {
    const seq = row['seq'];
    if (typeof seq !== 'number' || !Number.isInteger(seq) || seq <= last || seq > to) return null;
    numbered.push({ seq, row });
    last = seq;
  }
  return numbered;
}

/** The value, or null when the bytes that it would come from cannot be read. */
function read<T>(work: () => T): T | null {
  try {
    return work();
  } catch (error) {
    if (!isUnreadable(error)) throw error;
    return null;
  }
}

/** Whatever SQLite says about a damaged file; a RangeError is the library's word for a text longer than any. */
const isUnreadable = (error: unknown): boolean =>
  error instanceof SQLite.SqliteError || error instanceof RangeError || error instanceof z.ZodError;
