import { hash } from 'node:crypto';
import { z } from 'zod';
import type { Clock } from '../clock/clock.ts';
import type { AuditStore } from '../database/audit-store.ts';
import type { Database } from '../database/database.ts';
import type { CaseOrder } from './case-order.ts';
import type { Lease } from './outbox.ts';
import { leasedRowSchema, selectDueLeases, selectLeaseOf, selectQueuedLeases } from './outbox-row.ts';
import type { Ledger } from './tally.ts';

type LeasedRow = z.infer<typeof leasedRowSchema>;

/** So many damaged rows in one look mean a damaged disk; the next look goes on. */
const DAMAGED_PER_LOOK = 100;

export interface Leases {
  /** At most so many that are due, inside the caller's transaction. */
  take(most: number, ledger: Ledger): readonly Lease[];
  takeOne(sid: string, ledger: Ledger): Lease | null;
  nextDueMs(): number | null;
}

export function leases(database: Database, audit: AuditStore, clock: Clock, cases: CaseOrder): Leases {
  const due = database.query(selectDueLeases, leasedRowSchema);
  const queued = database.query(selectQueuedLeases, leasedRowSchema);
  const one = database.query(selectLeaseOf, leasedRowSchema);
  const soonest = database.query(
    'SELECT min(next_mono_ms) AS dueMs FROM outbox WHERE next_mono_ms IS NOT NULL',
    z.object({ dueMs: z.int().nullable() }),
  );
  const send = database.command(
    `UPDATE outbox SET state = 'sending', next_mono_ms = NULL, attempts = attempts + 1 WHERE seq = ?`,
  );
  const bury = database.command(
    `UPDATE outbox SET state = 'dead', next_mono_ms = NULL, dead_reason = 'damaged', is_first = 1 WHERE seq = ?`,
  );

  /** Null for a body that is not what was stored; SQLite's own check does not see a flipped bit inside one. */
  function takeRow(row: LeasedRow, ledger: Ledger): Lease | null {
    const { seq, sid, caseId, size } = row;
    const isSound = Buffer.compare(hash('sha256', row.body, 'buffer'), row.sha256) === 0;
    ledger.move(row.state, isSound ? 'sending' : 'dead', { items: 1, bytes: size });
    if (isSound) {
      send.run(seq);
      return leaseOf(row);
    }
    bury.run(seq);
    cases.passOn(caseId, ledger);
    audit.append({ event: 'submission-dead', detail: { sid, reason: 'damaged' } });
    return null;
  }

  return {
    take(most, ledger) {
      const taken: Lease[] = [];
      if (ledger.amount('blocked').items > 0) return taken;
      const nowMs = Math.floor(clock.monotonicMs());
      for (let damaged = 0; taken.length < most && damaged < DAMAGED_PER_LOOK;) {
        const overdue = ledger.amount('retry_wait').items > 0 ? due.all(nowMs, most - taken.length) : [];
        const rows = overdue.length > 0 ? overdue : queued.all(most - taken.length);
        if (rows.length === 0) break;
        const sound = rows.map((row) => takeRow(row, ledger)).filter((lease) => lease !== null);
        taken.push(...sound);
        damaged += rows.length - sound.length;
      }
      return taken;
    },
    takeOne(sid, ledger) {
      const row = ledger.amount('blocked').items > 0 ? undefined : one.get(sid);
      return row ? takeRow(row, ledger) : null;
    },
    nextDueMs: () => soonest.get()?.dueMs ?? null,
  };
}

function leaseOf({ sid, deviceId, sequence, sha256, signature, attempts, rejections, body }: LeasedRow): Lease {
  const jwe = Buffer.from(body).toString('latin1');
  const envelope = { sid, jwe, sha256: Buffer.from(sha256).toString('hex'), signature, deviceId, sequence };
  return { envelope, attempts: attempts + 1, rejections };
}
