import { z } from 'zod';
import { chainEntry, chainStart } from '../audit-log/audit-chain.ts';
import type { AuditEntry, ChainHead } from '../audit-log/audit-chain.ts';
import type { AuditFact } from '../audit-log/audit-event.ts';
import type { Clock } from '../clock/clock.ts';
import type { Result } from '../contract/result.ts';
import type { Database, StorageError } from './database.ts';

/** The audit log's table. */
export interface AuditStore {
  /** Adds an entry to the transaction that is running, so that the deed and its entry are on the disk together. */
  append(fact: AuditFact): void;
  /** Adds an entry that stands alone, in a transaction of its own. */
  record(fact: AuditFact): Result<void, StorageError>;
  /** At most `limit` entries after `afterSeq`, in order. */
  entries(afterSeq: number, limit: number): readonly AuditEntry[];
  /** Where the log stands; before the first entry `chainStart`. */
  head(): ChainHead;
  /** The wall time of the last entry of the runs before this one; null for a new log. To be asked at the start. */
  lastWallBefore(): string | null;
}

const headSchema = z.object({ seq: z.number(), hash: z.instanceof(Uint8Array) });
const entrySchema = z.object({
  seq: z.number(),
  boot: z.string(),
  monoMs: z.number(),
  wall: z.string(),
  event: z.string(),
  detail: z.string(),
  prev: z.instanceof(Uint8Array),
  hash: z.instanceof(Uint8Array),
});

/** @param boot a random id of this run of the kiosk, 32 hexadecimal digits. */
export function auditStore(database: Database, clock: Clock, boot: string): AuditStore {
  const last = database.query('SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1', headSchema);
  /** Read once, and again when a transaction was rolled back that may have added to the log. */
  let known: { readonly head: ChainHead; readonly rollbacks: number } | null = null;
  function head(): ChainHead {
    const rollbacks = database.rollbacks();
    if (known?.rollbacks !== rollbacks) known = { head: last.get() ?? chainStart, rollbacks };
    return known.head;
  }
  const insert = database.command(
    'INSERT INTO audit(seq, boot, mono_ms, wall, event, detail, prev, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const before = database.query(
    'SELECT wall FROM audit WHERE boot <> ? ORDER BY seq DESC LIMIT 1',
    z.object({ wall: z.string() }),
  );
  const page = database.query(
    'SELECT seq, boot, mono_ms AS monoMs, wall, event, detail, prev, hash FROM audit WHERE seq > ? ORDER BY seq LIMIT ?',
    entrySchema,
  );

  function append(fact: AuditFact): void {
    if (!database.inTransaction()) throw new Error('An audit entry belongs into the transaction of its deed');
    const moment = { boot, monoMs: clock.monotonicMs(), wall: clock.wallTime().toISOString() };
    const entry = chainEntry(head(), moment, fact);
    insert.run(entry.seq, entry.boot, entry.monoMs, entry.wall, entry.event, entry.detail, entry.prev, entry.hash);
    known = { head: entry, rollbacks: database.rollbacks() };
  }

  return {
    append,
    record: (fact) => database.transaction(() => append(fact)),
    entries: (afterSeq, limit) => page.all(afterSeq, limit),
    head,
    lastWallBefore: () => before.get(boot)?.wall ?? null,
  };
}
