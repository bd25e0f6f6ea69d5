import { describe, expect, it } from 'vitest';
import type { Envelope } from '../../main/gateway/gateway.ts';
import { accepted, databasePath, envelopeOf, must, start, submissionOf } from '../support/outbox-fixture.ts';
import { JumpingClock } from '../support/jumping-clock.ts';

const HOURS_MS = 3_600_000;
const DAYS_MS = 24 * HOURS_MS;

type Kiosk = ReturnType<typeof start>;

function storeAll(kiosk: Kiosk, sequences: readonly number[]): Envelope[] {
  const envelopes = sequences.map((sequence) => envelopeOf(sequence));
  for (const envelope of envelopes) must(kiosk.outbox.store(submissionOf(envelope)));
  return envelopes;
}

function deliver({ outbox }: Kiosk, envelope: Envelope): void {
  must(outbox.lease(envelope.sid));
  must(outbox.acknowledge(envelope.sid, 'a.b.c', accepted(envelope)));
}

describe('how much it takes', () => {
  it('is bounded in submissions: nearly full from nine tenths, then storageFull, and room again after one was sent', () => {
    const kiosk = start(databasePath(), undefined, { mostItems: 10 });
    const [first] = storeAll(kiosk, [1, 2, 3, 4, 5, 6, 7, 8]) as [Envelope];
    expect(kiosk.outbox.room()).toBe('ok');
    const [last] = storeAll(kiosk, [9]) as [Envelope];
    expect(kiosk.outbox.room()).toBe('nearlyFull');
    storeAll(kiosk, [10]);
    expect(kiosk.outbox.room()).toBe('full');
    expect(kiosk.outbox.store(submissionOf(envelopeOf(11)))).toEqual({ ok: false, error: 'storageFull' });
    // What was promised stays promised.
    must(kiosk.outbox.store(submissionOf(last)));
    deliver(kiosk, first);
    expect(kiosk.outbox.room()).toBe('nearlyFull');
    storeAll(kiosk, [12]);
    kiosk.database.close();
  });

  it('is bounded in bytes, dead ones included', () => {
    const size = envelopeOf(1).jwe.length;
    const kiosk = start(databasePath(), undefined, { mostBytes: 10 * size });
    const [poison] = storeAll(kiosk, [1, 2, 3, 4, 5, 6, 7, 8, 9]) as [Envelope];
    expect(kiosk.outbox.room()).toBe('nearlyFull');
    must(kiosk.outbox.leaseNext());
    must(kiosk.outbox.settle([{ kind: 'dead', sid: poison.sid, reason: 'rejected' }]));
    expect(kiosk.outbox.room()).toBe('nearlyFull');
    storeAll(kiosk, [10]);
    expect(kiosk.outbox.store(submissionOf(envelopeOf(11)))).toEqual({ ok: false, error: 'storageFull' });
    kiosk.database.close();
  });

  it('is the same after a start', () => {
    const path = databasePath();
    const before = start(path, undefined, { mostItems: 10 });
    const [delivered] = storeAll(before, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]) as [Envelope];
    deliver(before, delivered);
    const counts = before.outbox.counts();
    before.database.close();
    const after = start(path, undefined, { mostItems: 10 });
    expect([after.outbox.counts(), after.outbox.room()]).toEqual([counts, 'nearlyFull']);
    after.database.close();
  });
});

describe('how long the oldest has waited', () => {
  it('is known by the monotonic clock, whatever the wall clock says', async () => {
    const clock = new JumpingClock();
    const kiosk = start(databasePath(), clock, { oldestHours: 72, clockTrust: clock.trust });
    const [first] = storeAll(kiosk, [1]) as [Envelope];
    clock.setWrong(365 * DAYS_MS);
    expect(kiosk.outbox.isOldestLate()).toBe(false);
    clock.setWrong(-6 * 365 * DAYS_MS);
    await clock.advance(72 * HOURS_MS - 1);
    expect(kiosk.outbox.isOldestLate()).toBe(false);
    await clock.advance(1);
    expect(kiosk.outbox.isOldestLate()).toBe(true);
    storeAll(kiosk, [2]);
    deliver(kiosk, first);
    expect(kiosk.outbox.isOldestLate()).toBe(false);
    kiosk.database.close();
  });

  it('is known after a start as well, by a wall clock that may be believed', () => {
    const path = databasePath();
    const before = start(path);
    storeAll(before, [1]);
    before.database.close();
    const clock = new JumpingClock(new Date('2026-11-25T08:00:00Z'));
    const after = start(path, clock, { oldestHours: 72, clockTrust: clock.trust });
    expect(after.outbox.isOldestLate()).toBe(true);
    clock.setWrong(1);
    expect(after.outbox.isOldestLate()).toBe(false);
    after.database.close();
  });
});

describe('what is kept of a delivered submission', () => {
  it('goes after thirty days, with its print marks; what is dead or waits stays', async () => {
    const clock = new JumpingClock();
    const kiosk = start(databasePath(), clock);
    const [old, dead, waiting] = storeAll(kiosk, [1, 2, 3]) as [Envelope, Envelope, Envelope];
    must(kiosk.outbox.markPrint(old.sid, 'receipt', 'printing'));
    deliver(kiosk, old);
    must(kiosk.outbox.lease(dead.sid));
    must(kiosk.outbox.settle([{ kind: 'dead', sid: dead.sid, reason: 'conflict' }]));
    must(kiosk.outbox.purge());
    await clock.advance(30 * DAYS_MS);
    expect(must(kiosk.outbox.forget())).toBe(0);
    await clock.advance(1);
    expect(must(kiosk.outbox.forget())).toBe(1);
    expect([old, dead, waiting].map(({ sid }) => kiosk.outbox.bySid(sid)?.state)).toEqual([
      undefined,
      'dead',
      'queued',
    ]);
    expect(kiosk.audit.entries(0, 100).at(-1)).toMatchObject({
      event: 'submissions-forgotten',
      detail: '{"count":"1"}',
    });
    kiosk.database.close();
  });

  it('does not go by a wall clock that is not to be believed', async () => {
    const clock = new JumpingClock();
    const kiosk = start(databasePath(), clock, { clockTrust: clock.trust });
    const [envelope] = storeAll(kiosk, [1]) as [Envelope];
    deliver(kiosk, envelope);
    must(kiosk.outbox.purge());
    clock.setWrong(365 * DAYS_MS);
    expect(must(kiosk.outbox.forget())).toBe(0);
    clock.setWrong(0);
    expect(must(kiosk.outbox.forget())).toBe(0);
    expect(kiosk.outbox.bySid(envelope.sid)?.state).toBe('purged');
    kiosk.database.close();
  });

  it('stays when it was paid for: the money is still to be accounted for', async () => {
    const clock = new JumpingClock();
    const kiosk = start(databasePath(), clock);
    const [paid, other] = storeAll(kiosk, [1, 2]) as [Envelope, Envelope];
    for (const envelope of [paid, other]) deliver(kiosk, envelope);
    must(kiosk.outbox.purge());
    const insert = `INSERT INTO payment(order_id, kind, service, amount_fen, opened_wall) VALUES (?, 'fee', 'x', 1, 'w')`;
    kiosk.database.command(insert).run('a'.repeat(32));
    kiosk.database.command(`UPDATE payment SET state = 'paid'`).run();
    kiosk.database.command(`UPDATE payment SET state = 'settled', sid = ?`).run(paid.sid);
    await clock.advance(31 * DAYS_MS);
    for (const expected of [1, 0, 0]) expect(must(kiosk.outbox.forget())).toBe(expected);
    expect([paid, other].map(({ sid }) => kiosk.outbox.bySid(sid)?.state)).toEqual(['purged', undefined]);
    kiosk.database.close();
  });

  it('is not deleted by anybody before its body is', () => {
    const kiosk = start(databasePath());
    storeAll(kiosk, [1]);
    kiosk.database.setting('foreign_keys = OFF');
    expect(() => kiosk.database.command('DELETE FROM outbox').run()).toThrow(/only what is purged/);
    kiosk.database.close();
  });
});

describe('a dead letter', () => {
  it('is shown with its number, and sent again when an officer decides so, as if it had never been refused', () => {
    const kiosk = start(databasePath());
    const [envelope] = storeAll(kiosk, [1]) as [Envelope];
    const { sid } = envelope;
    expect(must(kiosk.outbox.releaseDead(sid))).toBe(false);
    must(kiosk.outbox.leaseNext());
    must(kiosk.outbox.settle([{ kind: 'later', sid, waitMs: 0, because: { kind: 'rejected', status: 422 } }]));
    must(kiosk.outbox.leaseNext());
    must(kiosk.outbox.settle([{ kind: 'dead', sid, reason: 'rejected' }]));
    const { receiptNumber } = submissionOf(envelope);
    expect(kiosk.outbox.deadLetters()).toEqual([{ sid, receiptNumber, reason: 'rejected' }]);
    expect(must(kiosk.outbox.releaseDead(sid))).toBe(true);
    expect(kiosk.outbox.deadLetters()).toEqual([]);
    expect(must(kiosk.outbox.leaseNext())).toEqual({ envelope, attempts: 3, rejections: 0 });
    expect(kiosk.audit.entries(0, 100).at(-1)).toMatchObject({ event: 'submission-released' });
    kiosk.database.close();
  });

  it('whose case went on without it waits for the one that is on its way', () => {
    const kiosk = start(databasePath());
    const [first] = storeAll(kiosk, [1]) as [Envelope];
    const [second, third] = [envelopeOf(2), envelopeOf(3)];
    for (const envelope of [second, third]) must(kiosk.outbox.store(submissionOf(envelope, first.sid)));
    must(kiosk.outbox.leaseNext());
    const next = () => must(kiosk.outbox.leaseMany(9)).map(({ envelope }) => envelope.sid);
    must(kiosk.outbox.settle([{ kind: 'dead', sid: first.sid, reason: 'conflict' }]));
    expect(next()).toEqual([second.sid]);
    must(kiosk.outbox.releaseDead(first.sid));
    expect(next()).toEqual([]);
    must(kiosk.outbox.acknowledge(second.sid, 'a.b.c', accepted(second)));
    expect(next()).toEqual([first.sid]);
    must(kiosk.outbox.acknowledge(first.sid, 'a.b.c', accepted(first)));
    expect(next()).toEqual([third.sid]);
    kiosk.database.close();
  });

  it('that began its case is its first again after a start', () => {
    const path = databasePath();
    const before = start(path);
    const [first] = storeAll(before, [1]) as [Envelope];
    const second = envelopeOf(2);
    must(before.outbox.store(submissionOf(second, first.sid)));
    must(before.outbox.leaseNext());
    must(before.outbox.settle([{ kind: 'dead', sid: first.sid, reason: 'conflict' }], 1));
    must(before.outbox.releaseDead(first.sid));
    before.database.close();
    const after = start(path);
    expect(must(after.outbox.leaseMany(9)).map(({ envelope }) => envelope)).toEqual([first]);
    must(after.outbox.acknowledge(first.sid, 'a.b.c', accepted(first)));
    expect(must(after.outbox.leaseMany(9)).map(({ envelope }) => envelope)).toEqual([second]);
    after.database.close();
  });
});
