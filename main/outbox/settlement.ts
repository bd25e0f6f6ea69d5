import { z } from 'zod';
import type { Clock } from '../clock/clock.ts';
import { ok } from '../contract/result.ts';
import type { AuditStore } from '../database/audit-store.ts';
import type { Database } from '../database/database.ts';
import type { Outbox, Retry } from './outbox.ts';

type Settlements = Pick<Outbox, 'acknowledge' | 'purge' | 'retryLater' | 'block' | 'unblock' | 'markDead' | 'hurry'>;

/** How a sending ends. Each writes its audit entry in the same transaction; an edge that does not exist throws. */
export function settlements(database: Database, audit: AuditStore, clock: Clock): Settlements {
  const acked = database.query(
    `UPDATE outbox SET state = 'acked', next_mono_ms = NULL, ack = ?, acked_wall = ?, outcome = ?,
       certificate_number = ?, verification_code = ?
     WHERE sid = ? AND state IN ('sending', 'queued', 'retry_wait', 'blocked') RETURNING attempts`,
    z.object({ attempts: z.int() }),
  );
  const settled = database.query(
    `SELECT sid FROM outbox WHERE sid = ? AND state IN ('acked', 'purged')`,
    z.object({ sid: z.string() }),
  );
  const wait = database.query(
    `UPDATE outbox SET state = 'retry_wait', next_mono_ms = ?, rejections = rejections + ?
     WHERE sid = ? AND state = 'sending' RETURNING rejections`,
    z.object({ rejections: z.int() }),
  );
  const block = database.command(`UPDATE outbox SET state = 'blocked' WHERE sid = ? AND state = 'sending'`);
  const unblock = database.command(`UPDATE outbox SET state = 'queued' WHERE state = 'blocked'`);
  const bury = database.command(
    `UPDATE outbox SET state = 'dead', dead_reason = ? WHERE sid = ? AND state = 'sending'`,
  );
  const hurry = database.command(`UPDATE outbox SET state = 'queued', next_mono_ms = NULL WHERE state = 'retry_wait'`);

  return {
    acknowledge: (sid, jws, { outcome }) =>
      database.transaction(() => {
        const certificate = outcome.kind === 'issued' ? outcome.certificate : null;
        const wall = clock.wallTime().toISOString();
        const row = acked.get(
          jws,
          wall,
          outcome.kind,
          certificate?.number ?? null,
          certificate?.verificationCode ?? null,
          sid,
        );
        if (row) {
          const detail = { sid, outcome: outcome.kind, attempt: row.attempts };
          return audit.append({ event: 'submission-acknowledged', detail });
        }
        if (!settled.get(sid)) throw new Error(`${sid} waits for no acknowledgement`);
      }),
    purge: purging(database, audit),
    retryLater: (sid, { waitMs, because }) =>
      database.transaction(() => {
        const dueMs = Math.ceil(clock.monotonicMs() + waitMs);
        const row = wait.get(dueMs, because.kind === 'rejected' ? 1 : 0, sid);
        if (!row) throw new Error(`${sid} is not being sent`);
        noteRetry(audit, sid, because, row.rejections);
      }),
    block: (sid) =>
      database.transaction(() => {
        if (block.run(sid) !== 1) throw new Error(`${sid} is not being sent`);
      }),
    unblock: () => database.transaction(() => void unblock.run()),
    markDead: (sid, reason) =>
      database.transaction(() => {
        if (bury.run(reason, sid) !== 1) throw new Error(`${sid} is not being sent`);
        audit.append({ event: 'submission-dead', detail: { sid, reason } });
      }),
    hurry: () => database.transaction(() => void hurry.run()),
  };
}

function noteRetry(audit: AuditStore, sid: string, because: Retry['because'], rejections: number): void {
  if (because.kind === 'rejected') {
    const detail = { sid, httpStatus: because.status, attempt: rejections };
    audit.append({ event: 'submission-rejected', detail });
  }
  if (because.kind === 'badAcknowledgement') audit.append({ event: 'acknowledgement-refused', detail: { sid } });
}

/**
 * secure_delete overwrites the freed pages, but their old copy stays in the write-ahead log until that is emptied, and
 * free pages stay in the file until it is shrunk: all three are needed.
 */
function purging(database: Database, audit: AuditStore): Outbox['purge'] {
  const acked = database.query(
    `SELECT seq, sid FROM outbox WHERE state = 'acked' ORDER BY seq LIMIT 100`,
    z.object({ seq: z.int(), sid: z.string() }),
  );
  const erase = database.command('DELETE FROM sealed_body WHERE seq = ?');
  const purged = database.command(`UPDATE outbox SET state = 'purged' WHERE seq = ?`);

  return () => {
    const done = database.transaction(() => {
      const rows = acked.all();
      for (const { seq, sid } of rows) {
        erase.run(seq);
        purged.run(seq);
        audit.append({ event: 'submission-purged', detail: { sid } });
      }
      return rows.length;
    });
    if (!done.ok) return done;
    const reclaimed = database.reclaim();
    return reclaimed.ok ? ok(done.value) : reclaimed;
  };
}
