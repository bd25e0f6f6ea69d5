import { describe, expect, it } from 'vitest';
import { err } from '../../main/contract/result.ts';
import { auditStore } from '../../main/database/audit-store.ts';
import type { Database } from '../../main/database/database.ts';
import { openDatabase } from '../../main/database/open-database.ts';
import type { Envelope } from '../../main/gateway/gateway.ts';
import { openOutbox } from '../../main/outbox/open-outbox.ts';
import type { Settlement } from '../../main/outbox/outbox.ts';
import type { OutboxCounts, OutboxState } from '../../main/outbox/outbox-row.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { accepted, databasePath, envelopeOf, must, submissionOf } from '../support/outbox-fixture.ts';

const tryLater = { kind: 'tryLater' } as const;

/** The next transaction is on the disk, and said not to be. */
function doubting() {
  const clock = new FakeClock();
  const database = must(openDatabase(databasePath()));
  let isLying = false;
  const lying: Database = {
    ...database,
    transaction(work) {
      const done = database.transaction(work);
      if (!isLying) return done;
      isLying = false;
      return err('storageFault');
    },
  };
  const audit = auditStore(lying, clock, '0'.repeat(32));
  const outbox = must(openOutbox(lying, audit, clock));
  const envelope = envelopeOf(1);
  must(outbox.store(submissionOf(envelope)));
  must(outbox.leaseNext());
  return { outbox, audit, database, envelope, lie: () => (isLying = true) };
}

describe('a disk that fails after it has taken a transaction', () => {
  it.each<[string, (envelope: Envelope) => Settlement, OutboxState, Partial<OutboxCounts>]>([
    [
      'acknowledged',
      (envelope) => ({ kind: 'acknowledged', sid: envelope.sid, jws: 'jws', acknowledgement: accepted(envelope) }),
      'acked',
      { waiting: 0, dead: 0, bytes: 0 },
    ],
    ['later', ({ sid }) => ({ kind: 'later', sid, waitMs: 10, because: tryLater }), 'retry_wait', { waiting: 1 }],
    ['blocked', ({ sid }) => ({ kind: 'blocked', sid }), 'blocked', { waiting: 1, blocked: 1 }],
    ['dead', ({ sid }) => ({ kind: 'dead', sid, reason: 'rejected' }), 'dead', { waiting: 0, dead: 1 }],
  ])('is told once more that it is %s, and it is so once', (_, settlementOf, state, counts) => {
    const { outbox, audit, database, envelope, lie } = doubting();
    const settlement = settlementOf(envelope);
    lie();
    expect(outbox.settle([settlement])).toEqual(err('storageFault'));
    expect(outbox.bySid(envelope.sid)?.state).toBe('sending');
    const noted = audit.entries(0, 100).length;
    must(outbox.settle([settlement]));
    expect(outbox.bySid(envelope.sid)).toMatchObject({ state, attempts: 1 });
    expect(outbox.counts()).toMatchObject(counts);
    expect(audit.entries(0, 100)).toHaveLength(noted);
    database.close();
  });
});
