import type { z } from 'zod';
import type { Clock } from '../clock/clock.ts';
import { err, ok } from '../contract/result.ts';
import type { Result } from '../contract/result.ts';
import type { AuditStore } from '../database/audit-store.ts';
import type { Database, StorageError } from '../database/database.ts';
import { sequenceOf } from '../submission/receipt-number.ts';
import { caseOrder } from './case-order.ts';
import type { CaseOrder } from './case-order.ts';
import { deadLetters } from './dead-letters.ts';
import { leases } from './lease.ts';
import { oldestOf } from './oldest.ts';
import { outboxDefaults } from './outbox.ts';
import type { Outbox, OutboxOptions, Settlement } from './outbox.ts';
import { selectStored, storedSubmissionSchema, waitingStates } from './outbox-row.ts';
import type { StoredSubmission } from './outbox-row.ts';
import { printMarks } from './print-marks.ts';
import { forgetting, purging } from './purge.ts';
import { settling } from './settlement.ts';
import { storing } from './store-submission.ts';
import { tallyOf } from './tally.ts';

/** From here on no new visitor should begin: those who are in the middle still find room. */
const NEARLY_FULL = 0.9;

const done = <T>(result: Result<T, StorageError>): Result<void, StorageError> => (result.ok ? ok(undefined) : result);

/** Puts what a crash left under way back into the queue, then opens it. To be called once per start. */
export function openOutbox(
  database: Database,
  audit: AuditStore,
  clock: Clock,
  given: Partial<OutboxOptions> = {},
): Result<Outbox, StorageError> {
  const options = { ...outboxDefaults, ...given };
  const cases = caseOrder(database);
  const recovered = recover(database, audit, cases);
  if (!recovered.ok) return recovered;
  const counted = tallyOf(database);
  if (!counted.ok) return counted;
  const tally = counted.value;

  const bySid = database.query(`${selectStored} WHERE s.sid = ?`, storedSubmissionSchema);
  const byReceipt = database.query(
    `${selectStored} WHERE s.sequence = ? AND s.receipt_number = ?`,
    storedSubmissionSchema,
  );
  const markPrint = printMarks(database, audit, clock);
  const store = storing(database, audit, clock, cases, options.clockTrust);
  const lease = leases(database, audit, clock, cases);
  const settleOne = settling(database, audit, clock, cases, lease);
  const oldest = oldestOf(database, clock, options);
  const unblock = database.command(`UPDATE outbox SET state = 'queued' WHERE state = 'blocked'`);
  const hurry = database.command(
    `UPDATE outbox SET state = 'queued', next_mono_ms = NULL WHERE next_mono_ms IS NOT NULL`,
  );

  const waiting = (): number => waitingStates.reduce((sum, state) => sum + tally.amount(state).items, 0);
  const bytes = (): number =>
    waitingStates.reduce((sum, state) => sum + tally.amount(state).bytes, tally.amount('dead').bytes);

  function room(): ReturnType<Outbox['room']> {
    const taken = Math.max(waiting() / options.mostItems, bytes() / options.mostBytes);
    return taken >= 1 ? 'full' : taken >= NEARLY_FULL ? 'nearlyFull' : 'ok';
  }

  function settle(outcomes: readonly Settlement[], thenLease = 0): ReturnType<Outbox['settle']> {
    const taken = tally.commit((ledger) => {
      for (const outcome of outcomes) settleOne(outcome, ledger);
      return lease.take(thenLease, ledger);
    });
    if (!taken.ok) return taken;
    for (const { sid } of outcomes) lease.end(sid);
    return ok(taken.value.map((row) => lease.begin(row)));
  }

  function seen(row: z.infer<typeof storedSubmissionSchema> | undefined): StoredSubmission | null {
    if (!row) return null;
    const attempts = lease.underWay(row.sid)?.attempts;
    return attempts === undefined ? row : { ...row, state: 'sending', attempts };
  }

  const outbox: Outbox = {
    store: (submission) =>
      room() === 'full' && !bySid.get(submission.envelope.sid)
        ? err('storageFull')
        : tally.commit((ledger) => store(submission, ledger)),
    settle,
    leaseMany: (most) => settle([], most),
    leaseNext() {
      const leased = settle([], 1);
      return leased.ok ? ok(leased.value[0] ?? null) : leased;
    },
    lease(sid) {
      const taken = tally.commit((ledger) => lease.takeOne(sid, ledger));
      return taken.ok ? ok(taken.value && lease.begin(taken.value)) : taken;
    },
    acknowledge: (sid, jws, acknowledgement) => done(settle([{ kind: 'acknowledged', sid, jws, acknowledgement }])),
    ...purging(database, audit, clock, tally),
    forget: forgetting(database, audit, clock, options),
    unblock: () =>
      tally.commit((ledger) => {
        unblock.run();
        ledger.move('blocked', 'queued', ledger.amount('blocked'));
      }),
    hurry: () =>
      tally.commit((ledger) => {
        hurry.run();
        ledger.move('retry_wait', 'queued', ledger.amount('retry_wait'));
      }),
    nextDueMs: () => lease.nextDueMs(),
    ...deadLetters(database, audit, tally, cases),
    markPrint: (sid, what, state) => database.transaction(() => markPrint(sid, what, state)),
    bySid: (sid) => seen(bySid.get(sid)),
    byReceipt: (receiptNumber) => seen(byReceipt.get(sequenceOf(receiptNumber), receiptNumber)),
    counts: () => ({
      waiting: waiting(),
      blocked: tally.amount('blocked').items,
      dead: tally.amount('dead').items,
      bytes: bytes(),
      oldestWaiting: oldest.storedWall(),
    }),
    room,
    isOldestLate: () => oldest.isLate(),
  };
  // A disk too full to erase on must not keep the kiosk from sending; the uplink purges again.
  outbox.purge();
  return ok(outbox);
}

/** Monotonic times of an earlier start mean nothing now, and what was blocked deserves one try. */
function recover(database: Database, audit: AuditStore, cases: CaseOrder): Result<void, StorageError> {
  const requeue = database.command(
    `UPDATE outbox SET state = 'queued', next_mono_ms = NULL WHERE state IN ('retry_wait', 'blocked')`,
  );
  const forget = database.command(`UPDATE print SET state = 'unknown' WHERE state = 'printing'`);
  return database.transaction(() => {
    const count = requeue.run() + forget.run();
    cases.restore();
    if (count > 0) audit.append({ event: 'outbox-recovered', detail: { count } });
  });
}
