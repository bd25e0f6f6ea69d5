import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { verifyChain } from '../../main/audit-log/verify-chain.ts';
import { paymentEdges, paymentStates } from '../../main/payment/payment.ts';
import type { PaymentChange, StoredState } from '../../main/payment/payment.ts';
import { paymentRows } from '../../main/payment/payment-rows.ts';
import { databasePath, envelopeOf, must, start, submissionOf } from '../support/outbox-fixture.ts';
import { fee, fineOf, service } from './fixture.ts';

const newId = () => randomBytes(16).toString('hex');
const steps = {
  waiting: { to: 'waiting' },
  unknown: { to: 'unknown' },
  paid: { to: 'paid', fiscalNumber: '50999926-0000000001' },
  failed: { to: 'failed', failedBecause: 'closed' },
  refunding: { to: 'refunding', refundBecause: 'noResult' },
  refunded: { to: 'refunded', refundNumber: 'TK00000001' },
} as const satisfies Record<string, PaymentChange>;

function open() {
  const kiosk = start(databasePath());
  const rows = paymentRows(kiosk.database, kiosk.audit, kiosk.clock);
  const raw = (sql: string, ...values: readonly string[]) =>
    kiosk.database.transaction(() => kiosk.database.command(sql).run(...values));
  let sequence = 0;
  const settle = (paymentOrderId: string): void => {
    sequence += 1;
    must(kiosk.outbox.store({ ...submissionOf(envelopeOf(sequence)), service, paymentOrderId }));
  };
  /** A fee's order that has gone its way to this state. */
  function orderIn(state: StoredState): string {
    const orderId = newId();
    must(rows.add(orderId, fee));
    const { waiting, unknown, paid, failed, refunding, refunded } = steps;
    const ways: Record<StoredState, readonly PaymentChange[]> = {
      opening: [],
      waiting: [waiting],
      unknown: [waiting, unknown],
      paid: [waiting, paid],
      settled: [waiting, paid],
      failed: [waiting, failed],
      refunding: [paid, refunding],
      refunded: [paid, refunding, refunded],
    };
    must(rows.change(orderId, ways[state]));
    if (state === 'settled') settle(orderId);
    expect(rows.get(orderId).state).toBe(state);
    return orderId;
  }
  return { ...kiosk, rows, raw, orderIn, settle };
}

test('the table lets an order go along the edges and nowhere else, and the code knows the same ones', () => {
  const { raw, rows, orderIn, settle } = open();
  for (const from of paymentStates) {
    for (const to of paymentStates.filter((state) => state !== from)) {
      const orderId = orderIn(from);
      if (!paymentEdges[from].includes(to)) {
        const move = () => raw(`UPDATE payment SET state = '${to}' WHERE order_id = ?`, orderId);
        expect(move, `${from} ${to}`).toThrow('an order does not go that way');
      } else {
        if (to === 'settled') settle(orderId);
        else if (to !== 'opening') must(rows.change(orderId, [steps[to]]));
        expect(rows.get(orderId).state, `${from} ${to}`).toBe(to);
      }
    }
  }
});

test('an order begins with its opening, never changes what it is, and is never erased', () => {
  const { raw, orderIn } = open();
  const orderId = orderIn('settled');
  const insert = 'INSERT INTO payment(order_id, kind, service, amount_fen, opened_wall, state) VALUES';
  expect(() => raw(`${insert} (?, 'fee', 's', 1, 'w', 'waiting')`, newId())).toThrow('begins with its opening');
  expect(() => raw('UPDATE payment SET amount_fen = 1 WHERE order_id = ?', orderId)).toThrow('does not change');
  expect(() => raw("UPDATE payment SET kind = 'fine' WHERE order_id = ?", orderId)).toThrow('does not change');
  expect(() => raw('UPDATE payment SET sid = NULL WHERE order_id = ?', orderId)).toThrow('one submission');
  expect(() => raw('DELETE FROM payment')).toThrow('orders are kept');
});

test('an answer that comes after a later one is no news', () => {
  const { rows, orderIn } = open();
  for (const state of ['failed', 'refunded', 'settled'] as const) {
    const orderId = orderIn(state);
    expect(must(rows.change(orderId, [steps.waiting, steps.unknown, steps.paid])).state).toBe(state);
  }
});

test('a paid fine settles itself and is not given back', () => {
  const { rows } = open();
  const orderId = newId();
  must(rows.add(orderId, fineOf('500105000012345')));
  expect(must(rows.change(orderId, [steps.waiting, steps.paid])).state).toBe('settled');
  expect(() => rows.change(orderId, [steps.refunding])).toThrow('CHECK');
  expect(rows.unfinished()).toEqual([]);
});

test('a submission may name the fine that was paid before it', () => {
  const { rows, outbox } = open();
  const paymentOrderId = newId();
  must(rows.add(paymentOrderId, fineOf('500105000012345')));
  const store = (sequence: number) => outbox.store({ ...submissionOf(envelopeOf(sequence)), paymentOrderId });
  expect(() => store(1)).toThrow('no paid order');
  must(rows.change(paymentOrderId, [steps.waiting, steps.paid]));
  must(store(2));
  expect(outbox.counts().waiting).toBe(1);
});

test('neither the person nor the decision is in the file', () => {
  const { rows, database } = open();
  must(rows.add(newId(), fineOf('500105000012345')));
  const all = database.query('SELECT * FROM payment', z.record(z.string(), z.unknown())).all();
  expect(JSON.stringify(all)).not.toContain('500105000012345');
});

test('a submission settles the paid order of its own service, once, or is not stored at all', () => {
  const { outbox, rows, orderIn } = open();
  const store = (sequence: number, paymentOrderId: string, change: object = {}) =>
    outbox.store({ ...submissionOf(envelopeOf(sequence)), service, paymentOrderId, ...change });
  for (const state of ['opening', 'waiting', 'unknown', 'failed', 'settled', 'refunding', 'refunded'] as const)
    expect(() => store(100, orderIn(state)), state).toThrow('no paid order');
  const orderId = orderIn('paid');
  expect(() => store(100, orderId, { service: 'passport-reissue' })).toThrow('no paid order');
  expect(() => store(100, newId())).toThrow('no paid order');
  const before = outbox.counts().waiting;
  must(store(100, orderId));
  expect(outbox.counts().waiting).toBe(before + 1);
  expect(rows.get(orderId).state).toBe('settled');
  expect(() => store(101, orderId)).toThrow('no paid order');
});

test('the same submission once more settles nothing twice', () => {
  const { outbox, rows, orderIn } = open();
  const submission = { ...submissionOf(envelopeOf(900)), service, paymentOrderId: orderIn('paid') };
  must(outbox.store(submission));
  must(outbox.store(submission));
  expect(rows.get(submission.paymentOrderId).state).toBe('settled');
});

test('each step is in the audit log with the order, the state and the sum, and no more', () => {
  const { audit, orderIn } = open();
  const orderId = orderIn('refunded');
  const entries = audit.entries(0, 100).filter(({ event }) => event.startsWith('payment-'));
  expect(entries.map(({ event, detail }) => [event, JSON.parse(detail)])).toEqual(
    ['opening', 'paid', 'refunding', 'refunded'].map((state, index) => [
      index === 0 ? 'payment-opened' : 'payment-changed',
      { orderId, state, amountFen: '1500' },
    ]),
  );
  expect(verifyChain(audit.entries(0, 100)).ok).toBe(true);
});
