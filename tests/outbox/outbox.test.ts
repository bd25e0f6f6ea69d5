import { describe, expect, it } from 'vitest';
import { verifyChain } from '../../main/audit-log/verify-chain.ts';
import { goRoundTrigger } from '../support/damaged-database.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { accepted, databasePath, envelopeOf, issued, must, start, submissionOf } from '../support/outbox-fixture.ts';

const tryLater = { kind: 'tryLater' } as const;
const open = () => start(databasePath());
const events = (kiosk: ReturnType<typeof start>) => kiosk.audit.entries(0, 1_000).map(({ event }) => event);

describe('storing', () => {
  it('puts submission, queue row, number and audit entry on the disk together', () => {
    const kiosk = open();
    const envelope = envelopeOf(1);
    must(kiosk.outbox.store(submissionOf(envelope)));
    const stored = kiosk.outbox.bySid(envelope.sid);
    expect(stored).toMatchObject({ state: 'queued', sequence: 1, document: 'notPrinted', receipt: 'notPrinted' });
    expect(kiosk.outbox.byReceipt(stored?.receiptNumber ?? '')).toEqual(stored);
    expect(events(kiosk)).toEqual(['submission-stored']);
    kiosk.database.close();
  });

  it('twice is once, and other content under the same id is a mistake', () => {
    const kiosk = open();
    const envelope = envelopeOf(1);
    must(kiosk.outbox.store(submissionOf(envelope)));
    must(kiosk.outbox.store(submissionOf(envelope)));
    expect(kiosk.outbox.counts().waiting).toBe(1);
    const other = { ...envelopeOf(2), sid: envelope.sid };
    expect(() => kiosk.outbox.store(submissionOf(other))).toThrow(/another's/);
    kiosk.database.close();
  });

  it('leaves nothing behind when any part of it fails', () => {
    const kiosk = open();
    must(kiosk.outbox.store(submissionOf(envelopeOf(1))));
    // The audit entry comes last: a service that is no code makes it throw after the rows were written.
    const refused = { ...submissionOf(envelopeOf(2)), service: 'Zhang San' };
    expect(() => kiosk.outbox.store(refused)).toThrow(/service/);
    expect(kiosk.outbox.counts().waiting).toBe(1);
    expect(kiosk.outbox.bySid(refused.envelope.sid)).toBeNull();
    kiosk.database.close();
  });

  it('on a full disk is a value, and the visitor is shown no number', () => {
    const kiosk = open();
    kiosk.database.setting(`max_page_count = ${String(Number(kiosk.database.setting('page_count')) + 3)}`);
    const envelope = envelopeOf(1, 'body', 60_000);
    expect(kiosk.outbox.store(submissionOf(envelope))).toEqual({ ok: false, error: 'storageFull' });
    expect(kiosk.outbox.bySid(envelope.sid)).toBeNull();
    expect(events(kiosk)).toEqual([]);
    kiosk.database.close();
  });
});

describe('leasing', () => {
  it('is first come, first sent, and each only once', () => {
    const kiosk = open();
    const envelopes = [1, 2, 3].map((sequence) => envelopeOf(sequence));
    for (const envelope of envelopes) must(kiosk.outbox.store(submissionOf(envelope)));
    const leased = [1, 2, 3, 4].map(() => must(kiosk.outbox.leaseNext())?.envelope ?? null);
    expect(leased).toEqual([...envelopes, null]);
    kiosk.database.close();
  });

  it('keeps the order within a case, and lets others pass', () => {
    const kiosk = open();
    const [first, second, other] = [envelopeOf(1), envelopeOf(2), envelopeOf(3)];
    must(kiosk.outbox.store(submissionOf(first, 'case-a')));
    must(kiosk.outbox.store(submissionOf(second, 'case-a')));
    must(kiosk.outbox.store(submissionOf(other)));
    const next = () => must(kiosk.outbox.leaseNext())?.envelope.sid;
    expect(next()).toBe(first.sid);
    expect(next()).toBe(other.sid);
    expect(must(kiosk.outbox.lease(second.sid))).toBeNull();
    must(kiosk.outbox.acknowledge(first.sid, 'a.b.c', accepted(first)));
    expect(next()).toBe(second.sid);
    kiosk.database.close();
  });

  it('waits until a retry is due, by the monotonic clock', async () => {
    const clock = new FakeClock();
    const kiosk = start(databasePath(), clock);
    const envelope = envelopeOf(1);
    must(kiosk.outbox.store(submissionOf(envelope)));
    must(kiosk.outbox.leaseNext());
    must(kiosk.outbox.settle([{ kind: 'later', sid: envelope.sid, waitMs: 1_500, because: tryLater }]));
    expect(kiosk.outbox.nextDueMs()).toBe(1_500);
    await clock.advance(1_499);
    expect(must(kiosk.outbox.leaseNext())).toBeNull();
    await clock.advance(1);
    expect(must(kiosk.outbox.leaseNext())).toMatchObject({ attempts: 2, rejections: 0 });
    kiosk.database.close();
  });

  it('stands still for all while one is blocked', () => {
    const kiosk = open();
    const [first, second] = [envelopeOf(1), envelopeOf(2)];
    must(kiosk.outbox.store(submissionOf(first)));
    must(kiosk.outbox.store(submissionOf(second)));
    must(kiosk.outbox.leaseNext());
    must(kiosk.outbox.settle([{ kind: 'blocked', sid: first.sid }]));
    expect(must(kiosk.outbox.leaseNext())).toBeNull();
    expect(must(kiosk.outbox.lease(second.sid))).toBeNull();
    must(kiosk.outbox.unblock());
    expect(must(kiosk.outbox.leaseNext())?.envelope.sid).toBe(first.sid);
    kiosk.database.close();
  });

  it('never sends a row whose body is not what was stored: dead, named in the log, and the others flow', () => {
    const path = databasePath();
    const kiosk = start(path);
    const [damaged, sound] = [envelopeOf(1), envelopeOf(2)];
    must(kiosk.outbox.store(submissionOf(damaged)));
    must(kiosk.outbox.store(submissionOf(sound)));
    kiosk.database.close();

    const change = `UPDATE sealed_body SET body = CAST(substr(body, 1, 9) || '!' || substr(body, 11) AS BLOB) WHERE seq = 1`;
    goRoundTrigger(path, 'sealed_body_fixed', change);

    const again = start(path);
    expect(must(again.outbox.leaseNext())?.envelope).toEqual(sound);
    expect(again.outbox.bySid(damaged.sid)).toMatchObject({ state: 'dead', deadReason: 'damaged' });
    expect(events(again)).toEqual(['submission-stored', 'submission-stored', 'submission-dead']);
    again.database.close();
  });
});

function sending() {
  const kiosk = open();
  const envelope = envelopeOf(1);
  must(kiosk.outbox.store(submissionOf(envelope)));
  must(kiosk.outbox.leaseNext());
  return { ...kiosk, envelope };
}

describe('settling', () => {
  it('keeps number, hash, times and what the gateway issued when the body is gone', () => {
    const kiosk = sending();
    const { sid, sha256 } = kiosk.envelope;
    must(kiosk.outbox.acknowledge(sid, 'a.b.c', issued(kiosk.envelope)));
    expect(must(kiosk.outbox.purge())).toBe(1);
    expect(kiosk.outbox.bySid(sid)).toMatchObject({
      state: 'purged',
      sha256,
      acknowledgement: 'a.b.c',
      outcome: 'issued',
      certificateNumber: 'LS-2026-000123',
      verificationCode: 'ABCDEFGH23456789',
    });
    expect(kiosk.outbox.counts()).toEqual({ waiting: 0, blocked: 0, dead: 0, bytes: 0, oldestWaiting: null });
    expect(verifyChain(kiosk.audit.entries(0, 100)).ok).toBe(true);
    kiosk.database.close();
  });

  it('by the same acknowledgement once more does nothing, of an unknown id is a mistake', () => {
    const kiosk = sending();
    const { envelope, outbox } = kiosk;
    for (const step of [1, 2]) must(outbox.acknowledge(envelope.sid, `a.b.${String(step)}`, accepted(envelope)));
    must(outbox.purge());
    must(outbox.acknowledge(envelope.sid, 'a.b.3', accepted(envelope)));
    expect(outbox.bySid(envelope.sid)).toMatchObject({ state: 'purged', acknowledgement: 'a.b.1' });
    expect(() => outbox.acknowledge('f'.repeat(32), 'a.b.c', accepted(envelope))).toThrow(/no acknowledgement/);
    kiosk.database.close();
  });

  it('counts rejections, and a dead one keeps its sealed body', () => {
    const kiosk = sending();
    const { sid } = kiosk.envelope;
    must(kiosk.outbox.settle([{ kind: 'later', sid, waitMs: 0, because: { kind: 'rejected', status: 422 } }]));
    expect(must(kiosk.outbox.leaseNext())).toMatchObject({ attempts: 2, rejections: 1 });
    must(kiosk.outbox.settle([{ kind: 'dead', sid, reason: 'rejected' }]));
    expect(kiosk.outbox.counts()).toMatchObject({ waiting: 0, dead: 1, bytes: kiosk.envelope.jwe.length });
    expect(must(kiosk.outbox.leaseNext())).toBeNull();
    expect(events(kiosk)).toEqual(['submission-stored', 'submission-rejected', 'submission-dead']);
    kiosk.database.close();
  });

  it('along an edge that does not exist is a mistake', () => {
    const kiosk = sending();
    const { sid } = kiosk.envelope;
    must(kiosk.outbox.settle([{ kind: 'later', sid, waitMs: 10, because: tryLater }]));
    expect(() => kiosk.outbox.settle([{ kind: 'later', sid, waitMs: 10, because: tryLater }])).toThrow(
      /not being sent/,
    );
    expect(() => kiosk.outbox.settle([{ kind: 'dead', sid, reason: 'conflict' }])).toThrow(/not being sent/);
    expect(() => kiosk.outbox.settle([{ kind: 'blocked', sid }])).toThrow(/not being sent/);
    kiosk.database.close();
  });

  it.each([
    ['erase a body that is not acknowledged', 'DELETE FROM sealed_body'],
    ['change a body', `UPDATE sealed_body SET body = x'00'`],
    ['acknowledge without an acknowledgement', `UPDATE outbox SET state = 'acked'`],
    ['invent a state', `UPDATE outbox SET state = 'lost'`],
  ])('the schema itself does not let anybody %s', (_, sql) => {
    const kiosk = sending();
    expect(() => kiosk.database.command(sql).run()).toThrow(/erased|changes|acknowledged means|CHECK/);
    kiosk.database.close();
  });

  it.each([
    ['call a body purged that is there', `UPDATE outbox SET state = 'purged'`],
    ['change what the gateway signed', `UPDATE acknowledgement SET outcome = 'refused'`],
    ['forget it before its body is gone', 'DELETE FROM outbox'],
  ])('nor, once it is acknowledged, %s', (_, sql) => {
    const { outbox, database, envelope } = sending();
    must(outbox.acknowledge(envelope.sid, 'jws', accepted(envelope)));
    expect(() => database.command(sql).run()).toThrow(/purged means|never changes|only what is purged/);
    database.close();
  });
});

describe('after a crash', () => {
  it('what was being sent or had been put off is queued and what was being printed is unknown', () => {
    const path = databasePath();
    const before = start(path);
    const [sent, waiting, stuck] = [envelopeOf(1), envelopeOf(2), envelopeOf(3)];
    for (const envelope of [sent, waiting, stuck]) must(before.outbox.store(submissionOf(envelope)));
    for (const _ of [1, 2, 3]) must(before.outbox.leaseNext());
    must(before.outbox.settle([{ kind: 'later', sid: waiting.sid, waitMs: 1e9, because: tryLater }]));
    must(before.outbox.settle([{ kind: 'blocked', sid: stuck.sid }]));
    must(before.outbox.markPrint(sent.sid, 'document', 'printing'));
    must(before.outbox.markPrint(sent.sid, 'document', 'printed'));
    must(before.outbox.markPrint(sent.sid, 'receipt', 'printing'));
    before.database.close();

    const after = start(path);
    expect([sent, waiting, stuck].map(({ sid }) => after.outbox.bySid(sid)?.state)).toEqual([
      'queued',
      'queued',
      'queued',
    ]);
    expect(after.outbox.bySid(sent.sid)).toMatchObject({ document: 'printed', receipt: 'unknown' });
    expect(must(after.outbox.leaseNext())).toMatchObject({ attempts: 1, envelope: sent });
    expect(after.audit.entries(0, 100).at(-1)).toMatchObject({ event: 'outbox-recovered', detail: '{"count":"3"}' });
    after.database.close();
  });
});

describe('print marks', () => {
  it('count the attempts, and end only what was begun', () => {
    const kiosk = open();
    const { sid } = envelopeOf(1);
    must(kiosk.outbox.store(submissionOf({ ...envelopeOf(1), sid })));
    expect(() => kiosk.outbox.markPrint(sid, 'receipt', 'printed')).toThrow(/not being printed/);
    must(kiosk.outbox.markPrint(sid, 'receipt', 'printing'));
    must(kiosk.outbox.markPrint(sid, 'receipt', 'notPrinted'));
    must(kiosk.outbox.markPrint(sid, 'receipt', 'printing'));
    must(kiosk.outbox.markPrint(sid, 'receipt', 'printed'));
    expect(kiosk.outbox.bySid(sid)).toMatchObject({ document: 'notPrinted', receipt: 'printed' });
    const details = kiosk.audit.entries(1, 100).map(({ detail }) => JSON.parse(detail));
    expect(details).toMatchObject([
      { attempt: '1' },
      { outcome: 'notPrinted' },
      { attempt: '2' },
      { outcome: 'printed' },
    ]);
    expect(() => kiosk.outbox.markPrint('f'.repeat(32), 'receipt', 'printing')).toThrow(/FOREIGN/);
    kiosk.database.close();
  });
});
