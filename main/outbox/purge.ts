import { z } from 'zod';
import type { Clock } from '../clock/clock.ts';
import { ok } from '../contract/result.ts';
import type { AuditStore } from '../database/audit-store.ts';
import type { Database } from '../database/database.ts';
import type { Outbox, OutboxOptions } from './outbox.ts';
import type { Amount, Tally } from './tally.ts';

/** At once, so that a visitor's touch is not kept waiting: about as much as a disk erases in the blink of an eye. */
const PURGED_AT_ONCE = 1_000;
const PURGED_BYTES_AT_ONCE = 16 * 1024 * 1024;
/** Emptying the log waits for the disk several times: once for many, and before so many that it is felt. */
const UNRECLAIMED_ITEMS = 5_000;
const UNRECLAIMED_BYTES = 64 * 1024 * 1024;
const FORGOTTEN_AT_ONCE = 500;
/** What is kept of a delivered submission (number, hash, times), for questions about a receipt. */
const KEPT_MS = 30 * 24 * 3_600_000;

const rowSchema = z.object({ seq: z.int(), size: z.int() });

/**
 * secure_delete overwrites the freed pages, but their old copy stays in the write-ahead log until that is emptied, and
 * free pages stay in the file until it is shrunk: all three are needed.
 */
export function purging(
  database: Database,
  audit: AuditStore,
  clock: Clock,
  tally: Tally,
): Pick<Outbox, 'purge' | 'unpurged'> {
  const acked = database.query(
    `SELECT seq, size FROM outbox WHERE state = 'acked' AND is_first = 1 ORDER BY seq LIMIT ?`,
    rowSchema,
  );
  const upTo = `state = 'acked' AND is_first = 1 AND seq <= ?`;
  const erase = database.command(`DELETE FROM sealed_body WHERE seq IN (SELECT seq FROM outbox WHERE ${upTo})`);
  const purged = database.command(`UPDATE outbox SET state = 'purged' WHERE ${upTo}`);
  let sinceMs: number | null = null;
  /** Erased, but the traces are still in the log, of what was erased before this start perhaps too. */
  let unreclaimed: Amount = { items: 1, bytes: 0 };

  function unpurged() {
    const { items: count } = tally.amount('acked');
    if (count + unreclaimed.items === 0) return null;
    sinceMs ??= clock.monotonicMs();
    return { count, sinceMs };
  }

  return {
    unpurged,
    purge() {
      const done = tally.commit((ledger) => {
        const erased = { items: 0, bytes: 0 };
        let last = 0;
        for (const { seq, size } of acked.all(PURGED_AT_ONCE)) {
          if (erased.items > 0 && erased.bytes + size > PURGED_BYTES_AT_ONCE) break;
          erased.items += 1;
          erased.bytes += size;
          last = seq;
        }
        if (erased.items === 0) return erased;
        erase.run(last);
        purged.run(last);
        ledger.move('acked', 'purged', erased);
        const left = ledger.amount('acked').items;
        audit.append({ event: 'submissions-purged', detail: { count: erased.items, left } });
        return erased;
      });
      if (!done.ok) return done;
      unreclaimed = { items: unreclaimed.items + done.value.items, bytes: unreclaimed.bytes + done.value.bytes };
      const isMuch = unreclaimed.items >= UNRECLAIMED_ITEMS || unreclaimed.bytes >= UNRECLAIMED_BYTES;
      const isLast = tally.amount('acked').items === 0;
      if (unreclaimed.items > 0 && (isLast || isMuch)) {
        const reclaimed = database.reclaim();
        if (!reclaimed.ok) return reclaimed;
        unreclaimed = { items: 0, bytes: 0 };
      }
      if (isLast) sinceMs = null;
      return ok(done.value.items);
    },
  };
}

/** Rows of purged submissions, when they are old enough by their label and the wall clock may be believed. */
export function forgetting(
  database: Database,
  audit: AuditStore,
  clock: Clock,
  { clockTrust }: Pick<OutboxOptions, 'clockTrust'>,
): Outbox['forget'] {
  const old = database.query(
    `SELECT o.seq, o.sid, a.acked_wall AS ackedWall, EXISTS (SELECT 1 FROM payment p WHERE p.sid = o.sid) AS isPaid
     FROM acknowledgement a INDEXED BY acknowledgement_wall CROSS JOIN outbox o ON o.seq = a.seq
     WHERE a.acked_wall < ? AND (a.acked_wall, a.seq) > (?, ?) AND o.state = 'purged'
     ORDER BY a.acked_wall, a.seq LIMIT ?`,
    z.object({ seq: z.int(), sid: z.string(), ackedWall: z.string(), isPaid: z.int() }),
  );
  const forgetPrints = database.command('DELETE FROM print WHERE sid = ?');
  const deletions = ['acknowledgement WHERE seq', 'outbox WHERE seq', 'submission WHERE sequence'].map((where) =>
    database.command(`DELETE FROM ${where} = ?`),
  );
  const start = { ackedWall: '', seq: 0 };
  /** The rows of paid orders stay; from here on they were not looked at yet. */
  let lookedAt = start;

  return () => {
    if (clockTrust() === 'suspect') return ok(0);
    const before = new Date(clock.wallTime().getTime() - KEPT_MS).toISOString();
    const rows = old.all(before, lookedAt.ackedWall, lookedAt.seq, FORGOTTEN_AT_ONCE);
    const forgotten = rows.filter(({ isPaid }) => isPaid === 0);
    const done = database.transaction(() => {
      for (const { sid, seq } of forgotten) {
        forgetPrints.run(sid);
        for (const deletion of deletions) deletion.run(seq);
      }
      if (forgotten.length > 0) audit.append({ event: 'submissions-forgotten', detail: { count: forgotten.length } });
    });
    if (!done.ok) return done;
    lookedAt = rows.length < FORGOTTEN_AT_ONCE ? start : (rows.at(-1) ?? start);
    return ok(forgotten.length);
  };
}
