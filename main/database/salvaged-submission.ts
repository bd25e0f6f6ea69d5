import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Database, SqlValue } from './database.ts';
import { insertRow } from './insert-row.ts';
import type { AddSubmission } from './known-submissions.ts';
import type { SalvagedRow, SalvageSource } from './salvage-source.ts';

/**
 * Writes what is left of a submission that a source has in its queue. A waiting one is only kept as such when its body's
 * hash is the row's. False when nothing is left that is worth a row.
 */
export function mergeSubmission(
  database: Database,
  sources: readonly SalvageSource[],
  source: SalvageSource,
  row: SalvagedRow,
  addSubmission: AddSubmission,
): boolean {
  const { seq: before = null, sid = null, state = null } = row;
  const sequence = addSubmission(sid, before);
  if (sequence === null) return false;
  if (database.query('SELECT 1 FROM outbox WHERE seq = ?', z.unknown()).get(sequence)) return true;
  const body = state === 'purged' ? null : bodyOf(sources, row, sequence);
  const placed = { ...row, seq: sequence };
  const isSigned = insertSigned(database, placed, signedFor.has(state) ? acknowledgementOf(sources, placed) : null);
  if (!isSigned && !insertQueued(database, placed, body)) return false;
  if (body !== null) insertRow(database, 'sealed_body', { seq: sequence, body });
  for (const print of source.find('print', 'sid', sid)) insertRow(database, 'print', print);
  return true;
}

const signedFor: ReadonlySet<unknown> = new Set(['acked', 'purged']);

/** A row that the gateway signed for, with its acknowledgement: both or neither. */
function insertSigned(database: Database, row: SalvagedRow, acknowledgement: SalvagedRow | null): boolean {
  if (acknowledgement === null || !insertRow(database, 'outbox', row)) return false;
  if (insertRow(database, 'acknowledgement', acknowledgement)) return true;
  database.command('DELETE FROM outbox WHERE seq = ?').run(row['seq'] ?? null);
  return false;
}

/** A row that is to be sent, or would be. False when there is nothing left of it that is worth a row. */
function insertQueued(database: Database, row: SalvagedRow, body: Uint8Array | null): boolean {
  const { seq = null, sid = null, state = null, case_id = sid, sha256 = null, signature = null } = row;
  const isSigned = signedFor.has(state);
  if (body === null && !isSigned && state !== 'dead')
    return insertRow(database, 'outbox', { ...row, state: 'dead', dead_reason: 'damaged', next_mono_ms: null });
  if (!isSigned && insertRow(database, 'outbox', row)) return true;
  // What it says of its way so far is not to be believed; that it is worth sending is proved.
  return body !== null && insertRow(database, 'outbox', { seq, sid, case_id, sha256, signature, size: body.length });
}

/** What the gateway signed: before version 5 it stood in the row itself. Null when no source has it. */
function acknowledgementOf(sources: readonly SalvageSource[], row: SalvagedRow): SalvagedRow | null {
  if (typeof row['ack'] === 'string') return row;
  for (const source of sources) {
    const [found] = source.find('acknowledgement', 'seq', row['seq'] ?? null);
    if (found) return found;
  }
  return null;
}

/** The body whose hash the row bears; null when no source has it. */
function bodyOf(
  sources: readonly SalvageSource[],
  { seq = null, sid = null, sha256 }: SalvagedRow,
  sequence: number,
): Uint8Array | null {
  if (!(sha256 instanceof Uint8Array)) return null;
  for (const source of sources) {
    for (const number of numbersIn(source, sid, [seq, sequence])) {
      const body = source.find('sealed_body', 'seq', number)[0]?.['body'];
      if (!(body instanceof Uint8Array)) continue;
      if (Buffer.compare(createHash('sha256').update(body).digest(), sha256) === 0) return body;
    }
  }
  return null;
}

/** Those that are likely, and at last the one that the source itself has for it: that may take a look at every row. */
function* numbersIn(source: SalvageSource, sid: SqlValue, likely: readonly SqlValue[]): Generator<SqlValue> {
  yield* new Set(likely);
  for (const { seq = null } of source.find('outbox', 'sid', sid)) yield seq;
}
