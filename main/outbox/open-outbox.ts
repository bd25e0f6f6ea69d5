import type { Clock } from '../clock/clock.ts';
import { err, ok } from '../contract/result.ts';
import type { Result } from '../contract/result.ts';
import type { AuditStore } from '../database/audit-store.ts';
import type { Database, StorageError } from '../database/database.ts';
import { leases } from './lease.ts';
import { MAXIMUM_WAITING } from './outbox.ts';
import type { Outbox } from './outbox.ts';
import { countsSchema, selectCounts, selectStored, storedSubmissionSchema } from './outbox-row.ts';
import type { OutboxCounts } from './outbox-row.ts';
import { printMarks } from './print-marks.ts';
import { settlements } from './settlement.ts';
import { storing } from './store-submission.ts';

/** Puts what a crash left under way back into the queue, then opens it. To be called once per start. */
export function openOutbox(database: Database, audit: AuditStore, clock: Clock): Result<Outbox, StorageError> {
  const markPrint = printMarks(database, audit, clock);
  const counts = database.query(selectCounts, countsSchema);
  const bySid = database.query(`${selectStored} WHERE s.sid = ?`, storedSubmissionSchema);
  const byReceipt = database.query(`${selectStored} WHERE s.receipt_number = ?`, storedSubmissionSchema);
  const countsNow = (): OutboxCounts => {
    const row = counts.get();
    if (!row) throw new Error('A count without a row');
    return row;
  };
  const store = storing(database, audit, clock);

  const outbox: Outbox = {
    store: (submission) =>
      countsNow().waiting >= MAXIMUM_WAITING ? err('storageFull') : database.transaction(() => store(submission)),
    ...leases(database, audit, clock),
    ...settlements(database, audit, clock),
    markPrint: (sid, what, state) => database.transaction(() => markPrint(sid, what, state)),
    bySid: (sid) => bySid.get(sid) ?? null,
    byReceipt: (receiptNumber) => byReceipt.get(receiptNumber) ?? null,
    counts: countsNow,
  };
  const recovered = recover(database, audit);
  if (!recovered.ok) return recovered;
  // A disk too full to erase on must not keep the kiosk from sending; the next acknowledgement purges again.
  outbox.purge();
  return ok(outbox);
}

/** Monotonic times of an earlier start mean nothing now, and what was blocked deserves one try. */
function recover(database: Database, audit: AuditStore): Result<void, StorageError> {
  const requeue = database.command(
    `UPDATE outbox SET state = 'queued', next_mono_ms = NULL WHERE state IN ('sending', 'retry_wait', 'blocked')`,
  );
  const forget = database.command(`UPDATE print SET state = 'unknown' WHERE state = 'printing'`);
  return database.transaction(() => {
    const count = requeue.run() + forget.run();
    if (count > 0) audit.append({ event: 'outbox-recovered', detail: { count } });
  });
}
