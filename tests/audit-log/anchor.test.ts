import { describe, expect, it } from 'vitest';
import { anchoring, type Anchor, type AnchorError } from '../../main/audit-log/anchor.ts';
import type { ChainHead } from '../../main/audit-log/audit-chain.ts';
import type { AuditFact } from '../../main/audit-log/audit-event.ts';
import { err, ok } from '../../main/contract/result.ts';
import { FakeClock, settle } from '../support/fake-clock.ts';

const headOf = (seq: number): ChainHead => ({ seq, hash: new Uint8Array(32).fill(seq % 256) });

/** A log that stands at `seq` and a gateway that answers as `answer` says. */
function anchored(before: { seq: number; anchored: number; answer?: AnchorError }) {
  const clock = new FakeClock();
  const log = {
    seq: before.seq,
    anchored: before.anchored,
    answer: before.answer ?? null,
    disk: true,
    sent: [] as number[],
    notes: [] as AuditFact[],
  };
  const sends = anchoring({
    clock,
    head: () => headOf(log.seq),
    anchoredSeq: () => log.anchored,
    async send(head) {
      log.sent.push(head.seq);
      if (log.answer !== null) return err(log.answer);
      return ok({ ...head, receipt: 'a.b.c', serverTime: '2026-11-21T08:00:00Z' } satisfies Anchor);
    },
    keep({ seq }) {
      if (!log.disk) return err('storageFault');
      log.anchored = seq;
      return ok(undefined);
    },
    note: (fact) => {
      log.notes.push(fact);
      log.seq += 1;
    },
  });
  sends.start();
  return { clock, log, sends };
}

const minuteMs = 60_000;

describe('the head goes to the gateway', () => {
  it('at once at a start that finds entries which are not anchored, and not when there is nothing new', async () => {
    const { clock, log, sends } = anchored({ seq: 7, anchored: 0 });
    await settle();
    expect(log.sent).toEqual([7]);
    await clock.advance(60 * minuteMs);
    expect(log.sent).toEqual([7]);
    await sends.stop();
    expect(clock.pendingTimers).toBe(0);
  });

  it('five minutes after the last one while there is something new', async () => {
    const { clock, log, sends } = anchored({ seq: 7, anchored: 0 });
    await settle();
    log.seq = 8;
    await clock.advance(5 * minuteMs - 1);
    expect(log.sent).toEqual([7]);
    await clock.advance(10_001);
    expect(log.sent).toEqual([7, 8]);
    await sends.stop();
  });

  it('after a hundred entries, whatever the time', async () => {
    const { clock, log, sends } = anchored({ seq: 7, anchored: 0 });
    await settle();
    log.seq = 106;
    await clock.advance(10_000);
    expect(log.sent).toEqual([7]);
    log.seq = 107;
    await clock.advance(10_000);
    expect(log.sent).toEqual([7, 107]);
    await sends.stop();
  });

  it('again a minute after it failed, and at once when the line is back', async () => {
    const { clock, log, sends } = anchored({ seq: 7, anchored: 0, answer: 'notNow' });
    await settle();
    await clock.advance(50_000);
    expect(log.sent).toEqual([7]);
    await clock.advance(10_000);
    expect(log.sent).toEqual([7, 7]);
    log.answer = null;
    sends.wake();
    await settle();
    expect(log.sent).toEqual([7, 7, 7]);
    expect(log.anchored).toBe(7);
    await sends.stop();
  });

  it('again when the disk did not take the receipt', async () => {
    const { clock, log, sends } = anchored({ seq: 7, anchored: 0 });
    log.disk = false;
    await settle();
    log.disk = true;
    await clock.advance(minuteMs);
    expect(log.sent).toEqual([7, 7]);
    expect(log.anchored).toBe(7);
    await sends.stop();
  });
});

describe('a head that the gateway refuses', () => {
  it('is an alarm, once until one is taken, and is not hurried by a wake', async () => {
    const { clock, log, sends } = anchored({ seq: 7, anchored: 0, answer: 'refused' });
    await settle();
    expect(log.notes).toEqual([{ event: 'audit-head-refused', detail: { sequence: 7 } }]);
    expect(sends.isRefused()).toBe(true);
    sends.wake();
    await clock.advance(4 * minuteMs);
    expect(log.sent).toEqual([7]);
    await clock.advance(minuteMs);
    expect(log.sent).toEqual([7, 8]);
    expect(log.notes).toHaveLength(1);

    log.answer = null;
    await clock.advance(5 * minuteMs);
    expect(sends.isRefused()).toBe(false);
    log.answer = 'refused';
    log.seq = 200;
    await clock.advance(minuteMs);
    expect(log.notes).toHaveLength(2);
    await sends.stop();
  });
});

it('a log that is shorter than what was anchored is shown to the gateway, which refuses it', async () => {
  const { log, sends } = anchored({ seq: 3, anchored: 7, answer: 'refused' });
  await settle();
  expect([log.sent, sends.isRefused()]).toEqual([[3], true]);
  await sends.stop();
});

it('a stop in the middle of a sending keeps nothing', async () => {
  const clock = new FakeClock();
  const kept: Anchor[] = [];
  const sends = anchoring({
    clock,
    head: () => headOf(3),
    anchoredSeq: () => 0,
    send: (head, signal) =>
      new Promise((resolve) => {
        const late = ok({ ...head, receipt: 'a.b.c', serverTime: '2026-11-21T08:00:00Z' });
        signal.addEventListener('abort', () => resolve(late), { once: true });
      }),
    keep: (anchor) => ok(void kept.push(anchor)),
    note: () => expect.fail('nothing to note'),
  });
  sends.start();
  await settle();
  await sends.stop();
  expect(kept).toEqual([]);
});
