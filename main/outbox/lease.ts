import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Clock } from '../clock/clock.ts';
import type { AuditStore } from '../database/audit-store.ts';
import type { Database, Query } from '../database/database.ts';
import type { Lease, Outbox } from './outbox.ts';
import { leasedRowSchema, selectLeaseOf, selectNextLease } from './outbox-row.ts';

type LeasedRow = z.infer<typeof leasedRowSchema>;

/** So many damaged rows in a row mean a damaged disk; the next call goes on. */
const DAMAGED_PER_CALL = 100;

export function leases(
  database: Database,
  audit: AuditStore,
  clock: Clock,
): Pick<Outbox, 'leaseNext' | 'lease' | 'nextDueMs'> {
  const next = database.query(selectNextLease, leasedRowSchema);
  const one = database.query(selectLeaseOf, leasedRowSchema);
  const blocked = database.query(`SELECT seq FROM outbox WHERE state = 'blocked' LIMIT 1`, z.object({ seq: z.int() }));
  const due = database.query(
    `SELECT min(next_mono_ms) AS dueMs FROM outbox WHERE state = 'retry_wait'`,
    z.object({ dueMs: z.int().nullable() }),
  );
  const take = database.command(
    `UPDATE outbox SET state = 'sending', next_mono_ms = NULL, attempts = attempts + 1 WHERE seq = ?`,
  );
  const bury = database.command(
    `UPDATE outbox SET state = 'dead', next_mono_ms = NULL, dead_reason = 'damaged' WHERE seq = ?`,
  );

  /** The first sound row that the query finds; SQLite's own check does not see a flipped bit inside a body. */
  function takeFirstSound(query: Query<LeasedRow>, parameter: string | number): Lease | null {
    if (blocked.get()) return null;
    for (let tries = 0; tries < DAMAGED_PER_CALL; tries += 1) {
      const row = query.get(parameter);
      if (!row) return null;
      if (Buffer.compare(createHash('sha256').update(row.body).digest(), row.sha256) === 0) {
        take.run(row.seq);
        return leaseOf(row);
      }
      bury.run(row.seq);
      audit.append({ event: 'submission-dead', detail: { sid: row.sid, reason: 'damaged' } });
    }
    return null;
  }

  return {
    leaseNext: () => database.transaction(() => takeFirstSound(next, Math.floor(clock.monotonicMs()))),
    lease: (sid) => database.transaction(() => takeFirstSound(one, sid)),
    nextDueMs: () => due.get()?.dueMs ?? null,
  };
}

function leaseOf({ sid, deviceId, sequence, sha256, signature, attempts, rejections, body }: LeasedRow): Lease {
  const jwe = Buffer.from(body).toString('latin1');
  const envelope = { sid, jwe, sha256: Buffer.from(sha256).toString('hex'), signature, deviceId, sequence };
  return { envelope, attempts: attempts + 1, rejections };
}
