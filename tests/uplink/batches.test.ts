import { describe, expect, it } from 'vitest';
import type { Envelope, SubmitOutcome } from '../../main/gateway/gateway.ts';
import { uplinkDelays } from '../../main/uplink/delays.ts';
import { settle } from '../support/fake-clock.ts';
import { hallWith, later, never, sign, yes } from '../support/uplink-hall.ts';
import type { Answer } from '../support/uplink-hall.ts';

/** A gateway that answers when the test says so, and counts how many wait for it. */
function slowGateway() {
  const waiting = new Map<string, (outcome: SubmitOutcome) => void>();
  let most = 0;
  const answer: Answer = (envelope) => {
    const { promise, resolve } = Promise.withResolvers<SubmitOutcome>();
    waiting.set(envelope.sid, resolve);
    most = Math.max(most, waiting.size);
    return promise;
  };
  const say = (envelope: Envelope): void => {
    waiting.get(envelope.sid)?.({ kind: 'answered', acknowledgement: sign(envelope) });
    waiting.delete(envelope.sid);
  };
  return { answer, say, isAsked: ({ sid }: Envelope) => waiting.has(sid), most: () => most };
}

const portal: Answer = () => ({ kind: 'answered', acknowledgement: '<html>Welcome to the hotel</html>' });

const range = (count: number) => Array.from({ length: count }, (_, index) => index);

describe('some at once', () => {
  it('one finds out whether the gateway is there; then never more than so many', async () => {
    const gateway = slowGateway();
    const { line, store, stateOf, clock } = hallWith({ inFlight: 3 }, gateway.answer);
    const envelopes = range(20).map(() => store());
    line.start();
    await settle();
    expect(envelopes.filter(gateway.isAsked)).toHaveLength(1);
    for (const _ of range(30)) {
      envelopes.filter(gateway.isAsked).forEach(gateway.say);
      await clock.advance(1);
    }
    expect(gateway.most()).toBe(3);
    expect(new Set(envelopes.map(stateOf))).toEqual(new Set(['purged']));
  });

  it('sixteen answers that come together are one transaction, which also leases the next sixteen', async () => {
    const gateway = slowGateway();
    const { line, store, outbox, clock } = hallWith({ inFlight: 16 }, gateway.answer);
    const envelopes = range(33).map(() => store());
    const batches: number[] = [];
    const whole = { ...outbox };
    outbox.settle = (outcomes, thenLease) => {
      const leased = whole.settle(outcomes, thenLease);
      if (outcomes.length > 0 || (leased.ok && leased.value.length > 0)) batches.push(outcomes.length);
      return leased;
    };
    line.start();
    for (const _ of range(4)) {
      await clock.advance(1);
      envelopes.filter(gateway.isAsked).forEach(gateway.say);
    }
    await settle();
    expect(batches).toEqual([0, 1, 16, 16]);
  });

  it('a slow one keeps the others from the disk for a second at most, and from the line no longer', async () => {
    const gateway = slowGateway();
    const { line, store, stateOf, clock } = hallWith({ inFlight: 3 }, yes, gateway.answer);
    store();
    line.start();
    await settle();
    const [slow, quick, ...others] = range(4).map(() => store()) as [Envelope, Envelope, ...Envelope[]];
    line.wake();
    await settle();
    gateway.say(quick);
    await clock.advance(uplinkDelays.settleMs - 1);
    expect([slow, quick, ...others].map(stateOf)).toEqual(['sending', 'sending', 'sending', 'queued']);
    await clock.advance(1);
    expect([slow, quick, ...others].map(stateOf)).toEqual(['sending', 'acked', 'sending', 'sending']);
    expect(gateway.most()).toBe(3);
  });

  it('those that fail together are one failure', async () => {
    const answers = [yes, ...range(8).map(() => later), yes];
    const { line, store, stateOf, clock } = hallWith({ inFlight: 8 }, ...answers);
    const envelopes = range(9).map(() => store());
    line.start();
    await settle();
    // Half of the first two seconds: no longer, as after eight in a row.
    await clock.advance(1_001);
    expect(envelopes.map(stateOf)).toEqual(envelopes.map(() => 'purged'));
  });

  it('of one case there is never more than one', async () => {
    const gateway = slowGateway();
    const { line, store, stateOf } = hallWith({ inFlight: 8 }, yes, gateway.answer);
    store();
    line.start();
    await settle();
    const first = store();
    const [second, third, other] = [store(first.sid), store(first.sid), store()];
    line.wake();
    await settle();
    expect([first, second, third, other].map(gateway.isAsked)).toEqual([true, false, false, true]);
    gateway.say(first);
    gateway.say(other);
    await settle();
    expect([second, third].map(gateway.isAsked)).toEqual([true, false]);
    expect(stateOf(first)).not.toBe('sending');
  });

  it('hundreds of stuck cases hold nobody up', async () => {
    const { line, store, stateOf, clock } = hallWith({}, (envelope) =>
      envelope.sequence % 3 === 1
        ? { kind: 'rejected', status: 422 }
        : { kind: 'answered', acknowledgement: sign(envelope) },
    );
    // Each first of three is refused, so that its two younger ones wait.
    const cases = range(100).map(() => {
      const first = store();
      return [first, store(first.sid), store(first.sid)];
    });
    const free = store();
    const alone = store();
    line.start();
    await settle();
    await settle();
    expect([free.sequence % 3, stateOf(alone)]).toEqual([1, 'purged']);
    expect(cases.flatMap((ofCase) => ofCase.slice(1).map(stateOf))).toEqual(range(200).map(() => 'queued'));
    await clock.advance(60_000);
    expect(cases.flatMap((ofCase) => ofCase.slice(1).map(stateOf))).toEqual(range(200).map(() => 'purged'));
    expect(cases.map(([first]) => first && stateOf(first))).toEqual(range(100).map(() => 'dead'));
  });
});

describe('erasing', () => {
  it('waits until there is nothing to send, or for a minute', async () => {
    const gateway = slowGateway();
    const { line, store, stateOf, clock, outbox } = hallWith({ inFlight: 2 }, yes, gateway.answer);
    const first = store();
    const kept = store();
    let purges = 0;
    const whole = { ...outbox };
    outbox.purge = () => {
      purges += 1;
      return whole.purge();
    };
    line.start();
    await settle();
    expect([stateOf(first), purges]).toEqual(['acked', 0]);
    // The other is never answered: the queue is never empty.
    await clock.advance(uplinkDelays.purgeMs - 1);
    expect([stateOf(first), purges]).toEqual(['acked', 0]);
    await clock.advance(1);
    expect([stateOf(first), stateOf(kept)]).toEqual(['purged', 'retry_wait']);
  });

  it('of much is done in steps, and a full disk is asked again a minute later', async () => {
    const { line, store, outbox, clock } = hallWith({}, yes);
    const whole = { ...outbox };
    let refusals = 0;
    outbox.purge = () => {
      refusals += 1;
      return { ok: false, error: 'storageFull' };
    };
    store();
    line.start();
    await clock.advance(uplinkDelays.storageMs - 1);
    expect([refusals, outbox.unpurged()?.count]).toEqual([1, 1]);
    Object.assign(outbox, whole);
    await clock.advance(uplinkDelays.storageMs);
    expect(outbox.unpurged()).toBeNull();
  });

  it('nothing by the answer of a captive portal', async () => {
    const { line, store, stateOf, clock, outbox } = hallWith({}, portal);
    const envelopes = range(20).map(() => store());
    line.start();
    await clock.advance(3_600_000);
    for (const envelope of envelopes) expect(['queued', 'retry_wait', 'sending']).toContain(stateOf(envelope));
    expect(outbox.counts()).toMatchObject({ waiting: 20, dead: 0 });
    expect(line.alarms()).toEqual(['badAcknowledgement']);
  });
});

describe('alarms', () => {
  it('end with the first good acknowledgement', async () => {
    const { line, store, clock } = hallWith({}, () => ({ kind: 'answered', acknowledgement: 'e30.e30.' }), yes);
    store();
    line.start();
    await settle();
    expect(line.alarms()).toEqual(['badAcknowledgement']);
    await clock.advance(1_001);
    expect(line.alarms()).toEqual([]);
  });
});

describe('a line that others need as well', () => {
  it('carries no more than its bytes in a second', async () => {
    const { line, store, sent, clock } = hallWith({ inFlight: 4, bytesPerSecond: 1_000 }, yes);
    const sizes = range(6).map(() => store(undefined, 2_000).jwe.length);
    line.start();
    await clock.advance(60_000);
    const earliest = sizes.map((_, index) => sizes.slice(0, index).reduce((sum, size) => sum + size, 0));
    expect(sent.map(({ atMs }) => Math.round(atMs))).toEqual(earliest);
  });

  it('carries at once what a visitor waits for, and the others wait the longer', async () => {
    const { line, store, sent, clock } = hallWith({ bytesPerSecond: 1_000 }, yes);
    const size = store(undefined, 5_000).jwe.length;
    line.start();
    await settle();
    const envelope = store(undefined, 5_000);
    expect((await line.sendNow(envelope.sid, new AbortController().signal)).ok).toBe(true);
    store();
    line.wake();
    await clock.advance(60_000);
    expect(sent.map(({ atMs }) => Math.round(atMs))).toEqual([0, 0, 2 * size]);
  });

  it('begins nothing more when the kiosk stops', async () => {
    const { line, store, sent, stateOf, clock } = hallWith({ bytesPerSecond: 10 }, yes, never);
    const envelopes = range(3).map(() => store());
    line.start();
    await settle();
    const stopped = line.stop();
    await clock.advance(uplinkDelays.drainMs);
    await stopped;
    expect(sent).toHaveLength(1);
    expect(envelopes.map(stateOf)).toEqual(['purged', 'retry_wait', 'retry_wait']);
  });
});
