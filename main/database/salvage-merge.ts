import { z } from 'zod';
import { chainStart, entryHash } from '../audit-log/audit-chain.ts';
import type { AuditEntry, ChainHead } from '../audit-log/audit-chain.ts';
import { err, ok } from '../contract/result.ts';
import type { Result } from '../contract/result.ts';
import type { Database, SqlValue, StorageError } from './database.ts';
import { entryOf } from './audit-row.ts';
import { insertRow } from './insert-row.ts';
import { knownSubmissions } from './known-submissions.ts';
import type { AddSubmission } from './known-submissions.ts';
import { mergeSubmission } from './salvaged-submission.ts';
import type { NumberedTable, SalvagedRow, SalvageSource } from './salvage-source.ts';

/** How many of each; of the lost ones at most so many: a number that cannot be read may never have borne a row. */
export interface RowCounts {
  readonly submissions: number;
  readonly payments: number;
  readonly auditEntries: number;
}

export interface Merged {
  readonly kept: RowCounts;
  readonly lost: RowCounts;
  /** Of the kept submissions, those that cannot be sent because no whole body of them was found. */
  readonly dead: number;
}

/** A start after damage skips so many numbers, so that one which only the damaged part knew is not given out again. */
export const NUMBERS_SKIPPED = 1_000;
/** Where the numbers go on when not one of the old ones can be read; more than a kiosk gives out in its life. */
const UNKNOWN_NUMBERS = 1_000_000;
const LARGEST_NUMBER = 999_999_999 - UNKNOWN_NUMBERS;

const ROWS_PER_TRANSACTION = 200;

/**
 * Writes every row that can still be read into a new database. What an earlier source knows goes before what a later one
 * does.
 */
export function mergeInto(
  database: Database,
  sources: readonly SalvageSource[],
  deviceId: string,
): Result<Merged, StorageError> {
  const triggers = database.query(
    `SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'`,
    z.object({ name: z.string(), sql: z.string() }),
  );
  // They watch over steps; here rows arrive that have taken theirs. The rules of the tables stay.
  const put = triggers.all();
  const dropped = database.transaction(() => put.forEach(({ name }) => database.command(`DROP TRIGGER ${name}`).run()));
  if (!dropped.ok) return dropped;

  // By the numbers of the source that they come from: an older file counts its rows otherwise.
  const numbers = { outbox: new Set<number>(), payment: new Set<number>() };
  const kept = { outbox: new Set<unknown>(), payment: new Set<unknown>() };
  const addSubmission = knownSubmissions(database, sources, deviceId);
  const steps: (() => Result<void, StorageError>)[] = [
    () => inBatches(database, chainOf(sources), (row) => void insertRow(database, 'audit', row)),
    ...sources.map(
      (source) => () =>
        inBatches(database, readable(source, 'anchor'), (row) => {
          if (isOfTheLog(database, row)) insertRow(database, 'anchor', row);
        }),
    ),
    ...sources.map(
      (source, index) => () =>
        inBatches(database, readable(source, 'outbox', index === 0 ? numbers.outbox : new Set()), (row) => {
          if (mergeSubmission(database, sources, source, row, addSubmission)) kept.outbox.add(row['seq']);
        }),
    ),
    ...sources.map(
      (source, index) => () =>
        inBatches(database, readable(source, 'payment', index === 0 ? numbers.payment : new Set()), (row) => {
          if (mergePayment(database, row, addSubmission)) kept.payment.add(row['seq']);
        }),
    ),
    () => mergeCounters(database, sources),
    () => database.transaction(() => put.forEach(({ sql }) => database.command(sql).run())),
  ];
  for (const step of steps) {
    const done = step();
    if (!done.ok) return err(done.error);
  }
  const count = (sql: string): number => database.query(sql, countSchema).get()?.n ?? 0;
  const missing = (table: 'outbox' | 'payment'): number =>
    [...numbers[table]].filter((seq) => !kept[table].has(seq)).length;
  const head = count('SELECT coalesce(max(seq), 0) AS n FROM audit');
  return ok({
    kept: {
      submissions: count('SELECT count(*) AS n FROM outbox'),
      payments: count('SELECT count(*) AS n FROM payment'),
      auditEntries: head,
    },
    lost: {
      submissions: missing('outbox'),
      payments: missing('payment'),
      auditEntries: Math.max(0, lastEntry(sources) - head),
    },
    dead: count(`SELECT count(*) AS n FROM outbox WHERE dead_reason = 'damaged'`),
  });
}

const countSchema = z.object({ n: z.int() });

/** `work` may run twice for a batch (see `transaction`): it leaves out what is there already. */
function inBatches<Row>(database: Database, rows: Iterable<Row>, work: (row: Row) => void): Result<void, StorageError> {
  let batch: Row[] = [];
  const write = (): Result<void, StorageError> => {
    const written = database.transaction(() => batch.forEach(work));
    batch = [];
    return written;
  };
  for (const row of rows) {
    batch.push(row);
    if (batch.length < ROWS_PER_TRANSACTION) continue;
    const written = write();
    if (!written.ok) return written;
  }
  return write();
}

/** Tells in `numbers` which there are, readable or not. */
function* readable(source: SalvageSource, table: NumberedTable, numbers = new Set<number>()): Generator<SalvagedRow> {
  for (const { seq, row } of source.rows(table)) {
    numbers.add(seq);
    if (row !== null) yield row;
  }
}

/** The log as far as it can be proved: where one source ends, another may go on. */
function* chainOf(sources: readonly SalvageSource[]): Generator<SalvagedRow> {
  let head: ChainHead = chainStart;
  for (let before = -1; before < head.seq;) {
    before = head.seq;
    for (const source of sources) {
      for (const { row } of source.rows('audit', head.seq + 1)) {
        const entry = row && entryOf(row);
        if (row === null || entry === null || !follows(head, entry)) break;
        head = { seq: entry.seq, hash: entry.hash };
        yield row;
      }
    }
  }
}

function follows(head: ChainHead, entry: AuditEntry): boolean {
  return (
    entry.seq === head.seq + 1 &&
    Buffer.compare(entry.prev, head.hash) === 0 &&
    Buffer.compare(entry.hash, entryHash(entry)) === 0
  );
}

/** The highest number of the log of which any source knows. */
function lastEntry(sources: readonly SalvageSource[]): number {
  let last = 0;
  for (const source of sources) for (const { seq, row } of source.rows('audit')) if (row) last = Math.max(last, seq);
  return last;
}

function isOfTheLog(database: Database, { seq = null, head = null }: SalvagedRow): boolean {
  return database.query('SELECT 1 FROM audit WHERE seq = ? AND hash = ?', z.unknown()).get(seq, head) !== undefined;
}

function mergePayment(database: Database, row: SalvagedRow, addSubmission: AddSubmission): boolean {
  const { sid = null, order_id: orderId = null, seq = null } = row;
  if (database.query('SELECT 1 FROM payment WHERE order_id = ?', z.unknown()).get(orderId)) return true;
  if (sid !== null) addSubmission(sid);
  const isTaken = database.query('SELECT 1 FROM payment WHERE seq = ?', z.unknown()).get(seq) !== undefined;
  const { seq: _, ...unplaced } = row;
  return insertRow(database, 'payment', isTaken ? unplaced : row);
}

/** The highest that is known of each; the submissions' goes on well above every number of which there is a trace. */
function mergeCounters(database: Database, sources: readonly SalvageSource[]): Result<void, StorageError> {
  const highest = new Map<string, number>();
  const know = (name: SqlValue | undefined, value: unknown): void => {
    if (typeof name !== 'string' || !Number.isInteger(value)) return;
    const number = Number(value);
    if (number > 0 && number <= LARGEST_NUMBER) highest.set(name, Math.max(number, highest.get(name) ?? 0));
  };
  for (const source of sources) {
    for (const { name, value } of source.all('counter')) know(name, value);
    for (const { row } of source.rows('audit')) {
      if (row?.['event'] === 'submission-stored') know('submission', sequenceOf(row['detail']));
    }
  }
  const stored = database.query('SELECT coalesce(max(sequence), 0) AS n FROM submission', countSchema).get();
  know('submission', stored?.n);
  highest.set('submission', (highest.get('submission') ?? UNKNOWN_NUMBERS - NUMBERS_SKIPPED) + NUMBERS_SKIPPED);
  return database.transaction(() => {
    for (const [name, value] of highest) insertRow(database, 'counter', { name, value });
  });
}

const sequenceOf = (detail: unknown): number => Number(/"sequence":"?(\d{1,9})\b/.exec(String(detail))?.[1] ?? 0);
