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

/** What is under way: the first of its case, and queued on the disk. */
export interface UnderWay {
  readonly seq: number;
  readonly caseId: string;
  readonly size: number;
  /** Including this one. */
  readonly attempts: number;
  readonly rejections: number;
}

/** So many damaged rows in one look mean a damaged disk; the next look goes on. */
const DAMAGED_PER_LOOK = 100;

/**
 * Who is being sent is remembered here and not written: only this process may have the file open, and its end is the end
 * of all that it sends.
 */
export interface Leases {
  /** At most so many that are due, inside the caller's transaction; nobody else's until `begin`. */
  take(most: number, ledger: Ledger): readonly LeasedRow[];
  takeOne(sid: string, ledger: Ledger): LeasedRow | null;
  /** The transaction that took it is on the disk. */
  begin(row: LeasedRow): Lease;
  underWay(sid: string): UnderWay | undefined;
  /** How it ended is on the disk. */
  end(sid: string): void;
  nextDueMs(): number | null;
}

export function leases(database: Database, audit: AuditStore, clock: Clock, cases: CaseOrder): Leases {
  const due = database.query(selectDueLeases, leasedRowSchema);
  const one = database.query(selectLeaseOf, leasedRowSchema);
  const soonest = database.query(
    'SELECT min(next_mono_ms) AS dueMs FROM outbox WHERE next_mono_ms IS NOT NULL',
    z.object({ dueMs: z.int().nullable() }),
  );
  const queue = database.command(`UPDATE outbox SET state = 'queued', next_mono_ms = NULL WHERE seq = ?`);
  const bury = database.command(
    `UPDATE outbox SET state = 'dead', next_mono_ms = NULL, dead_reason = 'damaged', is_first = 1 WHERE seq = ?`,
  );
  const sending = new Map<string, UnderWay>();

  /** False for a body that is not what was stored; SQLite's own check does not see a flipped bit inside one. */
  function takeRow({ seq, sid, caseId, size, state, sha256, body }: LeasedRow, ledger: Ledger): boolean {
    const isSound = Buffer.compare(hash('sha256', body, 'buffer'), sha256) === 0;
    if (isSound) {
      if (state === 'queued') return true;
      queue.run(seq);
      ledger.move(state, 'queued', { items: 1, bytes: size });
      return true;
    }
    ledger.move(state, 'dead', { items: 1, bytes: size });
    bury.run(seq);
    cases.passOn(caseId, ledger);
    audit.append({ event: 'submission-dead', detail: { sid, reason: 'damaged' } });
    return false;
  }

  function nextQueued(taken: readonly LeasedRow[], most: number): readonly LeasedRow[] {
    const others = [...sending.values(), ...taken].map(({ seq }) => seq);
    return database.query(selectQueuedLeases(others.length), leasedRowSchema).all(...others, most);
  }

  return {
    take(most, ledger) {
      const taken: LeasedRow[] = [];
      if (ledger.amount('blocked').items > 0) return taken;
      const nowMs = Math.floor(clock.monotonicMs());
      for (let damaged = 0; taken.length < most && damaged < DAMAGED_PER_LOOK;) {
        const overdue = ledger.amount('retry_wait').items > 0 ? due.all(nowMs, most - taken.length) : [];
        const rows = overdue.length > 0 ? overdue : nextQueued(taken, most - taken.length);
        if (rows.length === 0) break;
        const sound = rows.filter((row) => takeRow(row, ledger));
        taken.push(...sound);
        damaged += rows.length - sound.length;
      }
      return taken;
    },
    takeOne(sid, ledger) {
      const isFree = ledger.amount('blocked').items === 0 && !sending.has(sid);
      const row = isFree ? one.get(sid) : undefined;
      return row && takeRow(row, ledger) ? row : null;
    },
    begin(row) {
      const { seq, caseId, size, rejections } = row;
      const attempts = row.attempts + 1;
      sending.set(row.sid, { seq, caseId, size, attempts, rejections });
      return { envelope: envelopeOf(row), attempts, rejections };
    },
    underWay: (sid) => sending.get(sid),
    end: (sid) => void sending.delete(sid),
    nextDueMs: () => soonest.get()?.dueMs ?? null,
  };
}

function envelopeOf({ seq: sequence, sid, deviceId, sha256, signature, body }: LeasedRow): Lease['envelope'] {
  const jwe = Buffer.from(body).toString('latin1');
  return { sid, jwe, sha256: Buffer.from(sha256).toString('hex'), signature, deviceId, sequence };
}
