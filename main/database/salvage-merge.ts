import { createHash } from 'node:crypto';
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

const waiting: ReadonlySet<unknown> = new Set(['queued', 'sending', 'retry_wait', 'blocked']);
const ROWS_PER_TRANSACTION = 200;

/**
 * Writes every row that can still be read into a new database. What an earlier source knows goes before what a later one
 * does. A waiting submission is only kept as such when its body's hash is the row's.
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

  const numbers = { outbox: new Set<number>(), payment: new Set<number>() };
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
        inBatches(database, readable(source, 'outbox', index === 0 ? numbers.outbox : new Set()), (row) =>
          mergeSubmission(database, sources, source, row, addSubmission),
        ),
    ),
    ...sources.map(
      (source, index) => () =>
        inBatches(database, readable(source, 'payment', index === 0 ? numbers.payment : new Set()), (row) =>
          mergePayment(database, row, addSubmission),
        ),
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
    [...numbers[table]].filter((seq) => !database.query(`SELECT 1 FROM ${table} WHERE seq = ?`, z.unknown()).get(seq))
      .length;
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

function mergeSubmission(
  database: Database,
  sources: readonly SalvageSource[],
  source: SalvageSource,
  row: SalvagedRow,
  addSubmission: AddSubmission,
): void {
  const { seq = null, sid = null } = row;
  const placeOf = database.query('SELECT seq FROM outbox WHERE sid = ?', z.object({ seq: z.int() }));
  if (placeOf.get(sid) || !addSubmission(sid)) return;
  const body = bodyOf(sources, row);
  const isTaken = database.query('SELECT 1 FROM outbox WHERE seq = ?', z.unknown()).get(seq) !== undefined;
  const { seq: _, ...unplaced } = row;
  const placed = isTaken ? unplaced : row;
  if (body === null && waiting.has(row['state'])) {
    insertRow(database, 'outbox', { ...placed, state: 'dead', dead_reason: 'damaged', next_mono_ms: null });
  } else if (!insertRow(database, 'outbox', placed) && body !== null) {
    // What it says of its way so far is not to be believed; that it is worth sending is proved.
    const { case_id = sid, sha256 = null, signature = null } = row;
    insertRow(database, 'outbox', { sid, case_id, sha256, signature, size: body.length });
  }
  const place = placeOf.get(sid);
  if (!place) return;
  if (body !== null) insertRow(database, 'sealed_body', { seq: place.seq, body });
  for (const print of source.find('print', 'sid', sid)) insertRow(database, 'print', print);
}

/** The body whose hash the row bears; null when no source has it. */
function bodyOf(sources: readonly SalvageSource[], { seq = null, sha256 }: SalvagedRow): Uint8Array | null {
  if (!(sha256 instanceof Uint8Array)) return null;
  for (const source of sources) {
    const body = source.find('sealed_body', 'seq', seq)[0]?.['body'];
    if (!(body instanceof Uint8Array)) continue;
    if (Buffer.compare(createHash('sha256').update(body).digest(), sha256) === 0) return body;
  }
  return null;
}

function mergePayment(database: Database, row: SalvagedRow, addSubmission: AddSubmission): void {
  const { sid = null, order_id: orderId = null, seq = null } = row;
  if (database.query('SELECT 1 FROM payment WHERE order_id = ?', z.unknown()).get(orderId)) return;
  if (sid !== null) addSubmission(sid);
  const isTaken = database.query('SELECT 1 FROM payment WHERE seq = ?', z.unknown()).get(seq) !== undefined;
  const { seq: _, ...unplaced } = row;
  insertRow(database, 'payment', isTaken ? unplaced : row);
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
