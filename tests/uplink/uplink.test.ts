import { describe, expect, it } from 'vitest';
import { delay } from '../../main/clock/clock.ts';
import { err } from '../../main/contract/result.ts';
import type { Envelope, SubmitOutcome } from '../../main/gateway/gateway.ts';
import { uplinkDelays } from '../../main/uplink/delays.ts';
import { settle } from '../support/fake-clock.ts';
import type { FakeClock } from '../support/fake-clock.ts';
import { envelopeOf } from '../support/outbox-fixture.ts';
import { hall, later, never, sign, yes } from '../support/uplink-hall.ts';
import type { Answer } from '../support/uplink-hall.ts';

describe('the gateway is there', () => {
  it('sends everything in order and erases it', async () => {
    const { line, store, stateOf, sent } = hall(yes);
    const envelopes = [store(), store(), store()];
    line.start();
    await settle();
    await settle();
    expect(sent.map(({ sid }) => sid)).toEqual(envelopes.map(({ sid }) => sid));
    expect(envelopes.map(stateOf)).toEqual(['purged', 'purged', 'purged']);
  });

  it('finds what was stored later by itself, and at once when woken', async () => {
    const { line, store, stateOf, clock } = hall(yes);
    line.start();
    await settle();
    const first = store();
    await clock.advance(uplinkDelays.idleMs);
    expect(stateOf(first)).toBe('purged');
    const second = store();
    line.wake();
    await settle();
    expect(stateOf(second)).toBe('purged');
  });
});

describe('the gateway is away', () => {
  it('sends the same id again, later and later, until it is back', async () => {
    const { line, store, stateOf, sent, clock } = hall(later, later, later, yes);
    const envelope = store();
    line.start();
    await clock.advance(7_000);
    // Half of 2, 4 and 8 seconds.
    expect(sent).toEqual([0, 1_000, 3_000, 7_000].map((atMs) => ({ sid: envelope.sid, atMs })));
    expect(stateOf(envelope)).toBe('purged');
  });

  it('does not try every other submission meanwhile', async () => {
    const { line, store, sent, clock } = hall(later);
    for (let index = 0; index < 50; index += 1) store();
    line.start();
    await clock.advance(600_000);
    expect(sent.length).toBeLessThan(15);
  });

  it('comes back at once when the network does', async () => {
    const { line, store, stateOf, clock } = hall(later, later, later, later, later, later, later, later, yes);
    const envelopes = [store(), store()];
    line.start();
    await clock.advance(150_000);
    expect(envelopes.map(stateOf)).toContain('retry_wait');
    line.wake();
    await settle();
    await settle();
    expect(envelopes.map(stateOf)).toEqual(['purged', 'purged']);
  });

  it('waits as long as the gateway asks, woken or not', async () => {
    const { line, store, sent, stateOf, clock } = hall(() => ({ kind: 'tryLater', retryAfterMs: 60_000 }), yes);
    const envelopes = [store(), store()];
    line.start();
    await settle();
    line.wake();
    await clock.advance(59_999);
    expect(sent).toHaveLength(1);
    await clock.advance(2_000);
    expect(envelopes.map(stateOf)).toEqual(['purged', 'purged']);
  });

  it('gives up an exchange that does not end, and aborts it', async () => {
    let aborted = false;
    const drip: Answer = (_, signal) =>
      new Promise(() => signal.addEventListener('abort', () => (aborted = true), { once: true }));
    const { line, store, stateOf, clock } = hall(drip, yes);
    const envelope = store();
    line.start();
    await clock.advance(uplinkDelays.sendMs - 1);
    expect([stateOf(envelope), aborted]).toEqual(['sending', false]);
    await clock.advance(1);
    expect([stateOf(envelope), aborted]).toEqual(['retry_wait', true]);
    await clock.advance(1_000);
    expect(stateOf(envelope)).toBe('purged');
  });
});

describe('an answer that is not the gateway’s word about this submission', () => {
  it.each([
    ['unsigned', () => 'e30.e30.'],
    ['signed for another', () => sign(envelopeOf(99))],
    ['for another content', (envelope: Envelope) => `signed.${envelope.sid}.${'0'.repeat(64)}`],
  ])('%s: is noted, nothing is erased, and it is sent again', async (_, jws) => {
    const answer: Answer = (envelope) => ({ kind: 'answered', acknowledgement: jws(envelope) });
    const { line, store, stateOf, events, clock, outbox } = hall(answer, yes);
    const envelope = store();
    line.start();
    await settle();
    expect(stateOf(envelope)).toBe('retry_wait');
    expect(outbox.counts().bytes).toBe(envelope.jwe.length);
    expect(events()).toContain('acknowledgement-refused');
    await clock.advance(1_000);
    expect(stateOf(envelope)).toBe('purged');
  });
});

describe('one that the gateway will not have', () => {
  it('is dead after three rejections, and the others flow', async () => {
    const { line, store, stateOf, sent, clock, events } = hall((envelope) =>
      envelope.sequence === 1
        ? { kind: 'rejected', status: 422 }
        : { kind: 'answered', acknowledgement: sign(envelope) },
    );
    const [poison, ...others] = [store(), store(), store()];
    line.start();
    await settle();
    await settle();
    expect(others.map(stateOf)).toEqual(['purged', 'purged']);
    await clock.advance(3_600_000);
    expect(stateOf(poison)).toBe('dead');
    expect(sent.filter(({ sid }) => sid === poison.sid)).toHaveLength(3);
    expect(events().filter((event) => event === 'submission-rejected')).toHaveLength(2);
  });

  it('is dead at once when its id has other content there', async () => {
    const { line, store, outbox, sent, clock } = hall(() => ({ kind: 'conflict' }));
    const { sid } = store();
    line.start();
    await clock.advance(3_600_000);
    expect(outbox.bySid(sid)).toMatchObject({ state: 'dead', deadReason: 'conflict' });
    expect(sent).toHaveLength(1);
  });
});

describe('gateway and kiosk do not accept each other', () => {
  it('all wait and do not knock; one alarm; then all flow', async () => {
    const { line, store, sent, events, stateOf, clock } = hall(
      () => ({ kind: 'blocked' }),
      () => ({ kind: 'blocked' }),
      yes,
    );
    const envelopes = [store(), store()];
    line.start();
    await clock.advance(uplinkDelays.blockedMs - 1);
    expect([sent.length, line.isBlocked(), stateOf(envelopes[0] as Envelope)]).toEqual([1, true, 'blocked']);
    await clock.advance(1);
    expect([sent.length, line.isBlocked()]).toEqual([2, true]);
    line.wake();
    await settle();
    await settle();
    expect([envelopes.map(stateOf), line.isBlocked()]).toEqual([['purged', 'purged'], false]);
    expect(events().filter((event) => event.startsWith('uplink-'))).toEqual(['uplink-blocked', 'uplink-unblocked']);
  });
});

describe('a visitor waits for the answer', () => {
  const patient = new AbortController().signal;

  it('gets it, though the queue is busy with another', async () => {
    const { line, store } = hall(never, yes);
    store();
    line.start();
    await settle();
    const envelope = store();
    const answer = await line.sendNow(envelope.sid, patient);
    expect(answer).toMatchObject({ ok: true, value: { sid: envelope.sid, outcome: { kind: 'issued' } } });
  });

  it('gets it after a lost answer, under the same id, and once', async () => {
    const { line, store, sent, clock, events } = hall(later, yes);
    const envelope = store();
    line.start();
    const answer = line.sendNow(envelope.sid, patient);
    await clock.advance(2_000);
    expect((await answer).ok).toBe(true);
    expect(sent.map(({ sid }) => sid)).toEqual([envelope.sid, envelope.sid]);
    expect(events().filter((event) => event === 'submission-acknowledged')).toHaveLength(1);
  });

  it('gets it when the queue was faster', async () => {
    const { line, store, sent } = hall(yes);
    const envelope = store();
    line.start();
    await settle();
    await settle();
    expect((await line.sendNow(envelope.sid, patient)).ok).toBe(true);
    expect(sent).toHaveLength(1);
  });

  it('joins the queue’s own exchange instead of sending twice at once', async () => {
    const clockRef: { clock?: FakeClock } = {};
    const slow: Answer = async (envelope) => {
      if (clockRef.clock) await delay(clockRef.clock, 5_000);
      return { kind: 'answered', acknowledgement: sign(envelope) };
    };
    const { line, store, sent, clock } = hall(slow);
    clockRef.clock = clock;
    const envelope = store();
    line.start();
    await settle();
    const answer = line.sendNow(envelope.sid, patient);
    await clock.advance(5_000);
    expect((await answer).ok).toBe(true);
    expect(sent).toHaveLength(1);
  });

  it('is told “delayed” at the limit; the exchange goes on and is not lost', async () => {
    const exchange = Promise.withResolvers<SubmitOutcome>();
    const { line, store, stateOf, clock } = hall(() => exchange.promise);
    const envelope = store();
    line.start();
    const answer = line.sendNow(envelope.sid, patient);
    await clock.advance(uplinkDelays.instantMs);
    expect(await answer).toEqual({ ok: false, error: 'delayed' });
    exchange.resolve({ kind: 'answered', acknowledgement: sign(envelope) });
    await settle();
    expect(stateOf(envelope)).toBe('purged');
  });

  it('who walks away lets go at once, and the submission is sent all the same', async () => {
    const { line, store, stateOf, clock } = hall(later, yes);
    const envelope = store();
    line.start();
    const leaving = new AbortController();
    const answer = line.sendNow(envelope.sid, leaving.signal);
    await settle();
    leaving.abort();
    expect(await answer).toEqual({ ok: false, error: 'delayed' });
    await clock.advance(5_000);
    expect(stateOf(envelope)).toBe('purged');
  });

  it('is told “refused” when the gateway will not have it', async () => {
    const { line, store, clock } = hall(() => ({ kind: 'rejected', status: 400 }));
    line.start();
    const answer = line.sendNow(store().sid, patient);
    await clock.advance(uplinkDelays.instantMs - 1);
    expect(await answer).toEqual({ ok: false, error: 'refused' });
  });

  it('is told “delayed” at once while all wait behind a block', async () => {
    const { line, store, sent } = hall(() => ({ kind: 'blocked' }));
    store();
    line.start();
    await settle();
    expect(await line.sendNow(store().sid, patient)).toEqual({ ok: false, error: 'delayed' });
    expect(sent).toHaveLength(1);
  });

  it('waits out what the gateway asked for, within the limit', async () => {
    const { line, store, sent, clock } = hall(() => ({ kind: 'tryLater', retryAfterMs: 5_000 }), yes);
    line.start();
    const answer = line.sendNow(store().sid, patient);
    await clock.advance(4_999);
    expect(sent).toHaveLength(1);
    await clock.advance(2_000);
    expect((await answer).ok).toBe(true);
  });
});

describe('the disk does not take the outcome', () => {
  it('nothing is lost: it is kept in mind, written down when there is room, and not sent twice', async () => {
    const { line, store, stateOf, sent, clock, database, outbox } = hall(yes);
    const envelope = store();
    const whole = { ...outbox };
    // The disk fills up between the sending and the acknowledgement.
    outbox.settle = (outcomes, thenLease) => {
      if (outcomes.length === 0) return whole.settle(outcomes, thenLease);
      database.setting(`max_page_count = ${String(database.setting('page_count'))}`);
      return whole.settle(
        outcomes.map((outcome) => ('jws' in outcome ? { ...outcome, jws: 'x'.repeat(20_000) } : outcome)),
      );
    };
    line.start();
    await settle();
    expect(stateOf(envelope)).toBe('sending');
    expect(outbox.counts().waiting).toBe(1);
    Object.assign(outbox, whole);
    database.setting('max_page_count = 1000000');
    await clock.advance(uplinkDelays.storageMs);
    await settle();
    expect(stateOf(envelope)).toBe('purged');
    expect(sent.map(({ sid }) => sid)).toEqual([envelope.sid]);
  });

  it('a visitor who waits is told “delayed”, and the answer is not lost', async () => {
    const { line, store, stateOf, sent, clock, outbox } = hall(yes);
    const envelope = store();
    const whole = { ...outbox };
    outbox.settle = () => err('storageFault');
    line.start();
    expect(await line.sendNow(envelope.sid, new AbortController().signal)).toEqual({ ok: false, error: 'delayed' });
    Object.assign(outbox, whole);
    await clock.advance(uplinkDelays.storageMs);
    expect(stateOf(envelope)).toBe('purged');
    expect(sent).toHaveLength(1);
  });
});

describe('stopping', () => {
  it('lets the exchange under way end', async () => {
    const exchange = Promise.withResolvers<SubmitOutcome>();
    const { line, store, stateOf } = hall(() => exchange.promise);
    const envelope = store();
    line.start();
    await settle();
    const stopped = line.stop();
    exchange.resolve({ kind: 'answered', acknowledgement: sign(envelope) });
    await stopped;
    expect(stateOf(envelope)).toBe('purged');
  });

  it('does not wait for ever, and what was cut short is sent after the next start', async () => {
    const { line, store, stateOf, clock } = hall(never);
    const envelope = store();
    line.start();
    await settle();
    const stopped = line.stop();
    await clock.advance(uplinkDelays.drainMs);
    await stopped;
    expect(stateOf(envelope)).toBe('retry_wait');
    expect(await line.sendNow(envelope.sid, new AbortController().signal)).toEqual({ ok: false, error: 'delayed' });
  });
});
