import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { err, ok } from '../../main/contract/result.ts';
import { normalBehaviour } from '../../main/gateway/simulator/behaviour.ts';
import type { RouteName } from '../../main/gateway/simulator/behaviour.ts';
import type { Treasury } from '../../main/payment/ask-treasury.ts';
import { paymentDelays } from '../../main/payment/delays.ts';
import type { WantedPayment } from '../../main/payment/payment.ts';
import { never } from '../gateway/fixture.ts';
import { FakeClock, settle } from '../support/fake-clock.ts';
import { databasePath, must } from '../support/outbox-fixture.ts';
import {
  disagreements,
  fee,
  fineOf,
  openTreasury,
  refused,
  rowsOf,
  settleAll,
  startMoney,
  storePaid,
} from './fixture.ts';
import type { MoneyKiosk, OpenTreasury } from './fixture.ts';

let treasury: OpenTreasury;
let gateway: ReturnType<OpenTreasury['connect']>;
beforeAll(async () => {
  treasury = await openTreasury();
  gateway = treasury.connect();
});
afterAll(async () => {
  gateway.close();
  await treasury.close();
});
beforeEach(() => treasury.simulator.behave(normalBehaviour));

const books = () => treasury.simulator.payments;
const kiosk = (path = databasePath()) => startMoney(path, gateway);
const lose = (...names: RouteName[]) =>
  treasury.simulator.behave({ routes: Object.fromEntries(names.map((name) => [name, { kind: 'loseAnswer' }])) });
const opened = async ({ money }: MoneyKiosk, wanted: WantedPayment = fee) => must(await money.open(wanted, never()));
const stateOf = ({ database }: MoneyKiosk, orderId: string) =>
  rowsOf(database).find((row) => row.orderId === orderId)?.state;
/** The books of this kiosk's orders alone: the treasury serves all tests of the file. */
const storyOf = ({ database }: MoneyKiosk) => {
  const rows = rowsOf(database);
  const mine = new Set(rows.map(({ orderId }) => orderId));
  const { orders, ledger } = books();
  return disagreements(rows, {
    orders: orders.filter(({ orderId }) => mine.has(orderId)),
    ledger: ledger.filter(({ orderId }) => mine.has(orderId)),
  });
};

describe('an order', () => {
  test('is shown, paid and settled by its submission', async () => {
    const it = kiosk();
    const { orderId, payUrl } = await opened(it);
    expect(payUrl).toContain('/pay/');
    expect(must(await it.money.refresh(orderId, never()))).toMatchObject({ state: 'waiting', payUrl });
    books().pay(orderId);
    const paid = must(await it.money.refresh(orderId, never()));
    expect(paid).toMatchObject({ state: 'paid', amountFen: 1_500, fiscalReceipt: { url: expect.any(String) } });
    storePaid(it, 1, orderId);
    it.money.release(orderId);
    expect(await it.money.settleLoose()).toBe(0);
    expect(storyOf(it)).toEqual([]);
    expect(books().isPaid(orderId, fee.purpose.service)).toBe(true);
  });

  test('of a fine settles when it is paid', async () => {
    const it = kiosk();
    const { orderId } = await opened(it, fineOf('500105000000001'));
    books().pay(orderId);
    expect(must(await it.money.refresh(orderId, never())).state).toBe('paid');
    expect(stateOf(it, orderId)).toBe('settled');
    await expect(it.money.refund(orderId, 'noResult', never())).rejects.toThrow('not given back');
    expect(await opened(it, fineOf('500105000000001')).catch(String)).toContain('notPayable');
    expect(storyOf(it)).toEqual([]);
  });

  test('says why no money moved', async () => {
    const it = kiosk();
    const [declined, expired] = [await opened(it), await opened(it)];
    books().decline(declined.orderId);
    await treasury.time.advance(6 * 60_000);
    for (const [{ orderId }, failedBecause] of [
      [declined, 'declined'],
      [expired, 'expired'],
    ] as const)
      expect(must(await it.money.refresh(orderId, never()))).toMatchObject({ state: 'failed', failedBecause });
    expect(storyOf(it)).toEqual([]);
  });

  test('that a visit holds is left alone; released, it is closed, or given back when it was paid', async () => {
    const it = kiosk();
    const [first, second] = [await opened(it), await opened(it)];
    expect(await it.money.settleLoose()).toBe(0);
    expect([stateOf(it, first.orderId), stateOf(it, second.orderId)]).toEqual(['waiting', 'waiting']);
    books().pay(second.orderId);
    it.money.release(first.orderId);
    it.money.release(second.orderId);
    await settleAll(it, treasury);
    expect([stateOf(it, first.orderId), stateOf(it, second.orderId)]).toEqual(['failed', 'refunded']);
    expect(storyOf(it)).toEqual([]);
  });

  test('is closed for good when the visitor goes, or turns out to be paid', async () => {
    const it = kiosk();
    const [first, second] = [await opened(it), await opened(it)];
    books().pay(second.orderId);
    expect(must(await it.money.close(first.orderId, never())).state).toBe('failed');
    expect(books().pay(first.orderId)).toBe(false);
    expect(must(await it.money.close(second.orderId, never())).state).toBe('paid');
    expect(must(await it.money.refund(second.orderId, 'visitorLeft', never())).state).toBe('refunding');
    await treasury.time.advance(1_000);
    expect(must(await it.money.refresh(second.orderId, never()))).toMatchObject({
      state: 'refunded',
      refundNumber: expect.stringMatching(/^TK/),
    });
    expect(storyOf(it)).toEqual([]);
  });

  test('whose submission the gateway refused is given back', async () => {
    const it = kiosk();
    const { orderId } = await opened(it);
    books().pay(orderId);
    must(await it.money.refresh(orderId, never()));
    const envelope = storePaid(it, 1, orderId);
    it.money.release(orderId);
    expect(await it.money.settleLoose()).toBe(0);
    must(it.outbox.leaseNext());
    must(it.outbox.acknowledge(envelope.sid, 'a.b.c', refused(envelope)));
    expect(storyOf(it)).not.toEqual([]);
    await settleAll(it, treasury);
    expect(stateOf(it, orderId)).toBe('refunded');
    expect(storyOf(it)).toEqual([]);
  });

  test('is not opened when the office refuses it, and that is its end', async () => {
    const it = kiosk();
    const wanted = { ...fineOf('500105000000002'), amountFen: 10_000 };
    expect(await it.money.open(wanted, never())).toEqual(err('amountDiffers'));
    expect(rowsOf(it.database).map(({ state }) => state)).toEqual(['failed']);
  });

  test('is given back only when it was paid', async () => {
    const it = kiosk();
    const { orderId } = await opened(it);
    await expect(it.money.refund(orderId, 'noResult', never())).rejects.toThrow('not given back');
    await expect(it.money.refresh('0'.repeat(32), never())).rejects.toThrow('never opened');
  });
});

describe('an answer that is lost', () => {
  test('while opening: asked again under the same id, and one order is all there is', async () => {
    const before = books().orders.length;
    await lose('openPayment');
    const it = startMoney(databasePath(), {
      ...gateway,
      async openPayment(order, signal) {
        const answer = await gateway.openPayment(order, signal);
        await treasury.simulator.behave(normalBehaviour);
        return answer;
      },
    });
    const { orderId } = await opened(it);
    expect(books().orders.length).toBe(before + 1);
    expect(stateOf(it, orderId)).toBe('waiting');
  });

  test('each time: nobody has seen the code, and the order is closed', async () => {
    const it = kiosk();
    await lose('openPayment');
    expect(await it.money.open(fee, never())).toEqual(err('away'));
    await treasury.simulator.behave(normalBehaviour);
    expect(await it.money.settleLoose()).toBe(0);
    expect(storyOf(it)).toEqual([]);
    expect(rowsOf(it.database).map(({ state }) => state)).toEqual(['failed']);
  });

  test('while waiting: nobody knows, until somebody does', async () => {
    const it = kiosk();
    const { orderId, payUrl } = await opened(it);
    await lose('paymentState', 'closePayment');
    expect(must(await it.money.refresh(orderId, never()))).toMatchObject({ state: 'unknown', payUrl });
    expect(must(await it.money.close(orderId, never())).state).toBe('unknown');
    expect(stateOf(it, orderId)).toBe('unknown');
    await treasury.simulator.behave(normalBehaviour);
    // The lost answer had closed it.
    expect(must(await it.money.refresh(orderId, never()))).toMatchObject({ state: 'failed', failedBecause: 'closed' });
    expect(storyOf(it)).toEqual([]);
  });

  test('while waiting, and the gateway is back in time: the code is good again', async () => {
    const it = kiosk();
    const { orderId } = await opened(it);
    await treasury.simulator.behave({ line: 'away' });
    expect(must(await it.money.refresh(orderId, never())).state).toBe('unknown');
    await treasury.simulator.behave(normalBehaviour);
    expect(must(await it.money.refresh(orderId, never())).state).toBe('waiting');
  });

  test('while giving back: asked until it is given back, once', async () => {
    const it = kiosk();
    const { orderId } = await opened(it);
    books().pay(orderId);
    must(await it.money.refresh(orderId, never()));
    await lose('refundPayment');
    expect(must(await it.money.refund(orderId, 'handOverFailed', never())).state).toBe('refunding');
    it.money.release(orderId);
    expect(await it.money.settleLoose()).toBe(1);
    await treasury.simulator.behave(normalBehaviour);
    await settleAll(it, treasury);
    expect(storyOf(it)).toEqual([]);
  });
});

test.each(['opening', 'waiting', 'unknown', 'paid', 'refunding'] as const)(
  'a kiosk that starts with an order that is %s brings it to its end',
  async (state) => {
    const path = databasePath();
    const it = kiosk(path);
    if (state === 'opening') {
      await treasury.simulator.behave({ line: 'away' });
      await it.money.open(fee, never());
    } else {
      const { orderId } = await opened(it);
      if (state === 'unknown') await lose('paymentState');
      if (state === 'paid' || state === 'refunding') books().pay(orderId);
      if (state !== 'waiting') await it.money.refresh(orderId, never());
      if (state === 'refunding') await it.money.refund(orderId, 'noResult', never());
    }
    expect(rowsOf(it.database).map((row) => row.state)).toEqual([state]);
    await it.money.stop();
    it.database.close();

    await treasury.simulator.behave(normalBehaviour);
    const next = kiosk(path);
    const end = state === 'paid' || state === 'refunding' ? 'refunded' : 'failed';
    await settleAll(next, treasury);
    expect(rowsOf(next.database).map((row) => row.state)).toEqual([end]);
    expect(storyOf(next)).toEqual([]);
  },
);

const waiting = (orderId: string) =>
  ok({
    orderId,
    amountFen: 1_500,
    state: { kind: 'waiting', payUrl: 'https://pay.example.org/a', expiresAt: 'x' },
  } as const);

describe('with a treasury in the test', () => {
  const silent: Treasury = {
    openPayment: (order) => Promise.resolve(waiting(order.orderId)),
    paymentState: () => new Promise(() => {}),
    closePayment: () => new Promise(() => {}),
    refundPayment: () => new Promise(() => {}),
  };

  test('a question that nobody answers ends after its limit', async () => {
    const time = new FakeClock();
    const it = startMoney(databasePath(), silent, { clock: time });
    const { orderId } = await opened(it);
    const asked = it.money.refresh(orderId, never());
    await time.advance(paymentDelays.askMs);
    expect(must(await asked).state).toBe('unknown');
    expect(time.pendingTimers).toBe(0);
  });

  test('an answer about another order or another sum is none', async () => {
    const wrong = { ...silent, openPayment: () => Promise.resolve(waiting('0'.repeat(32))) };
    const it = startMoney(databasePath(), wrong);
    expect(await it.money.open(fee, never())).toEqual(err('fault'));
    const cheap = {
      ...silent,
      openPayment: (order: { orderId: string }) =>
        Promise.resolve(ok({ ...waiting(order.orderId).value, amountFen: 1 })),
    };
    expect(await startMoney(databasePath(), cheap).money.open(fee, never())).toEqual(err('fault'));
  });

  test('a visitor who leaves changes nothing, and the order is closed later', async () => {
    const it = startMoney(databasePath(), { ...silent, openPayment: () => new Promise(() => {}) });
    const leave = new AbortController();
    const opening = it.money.open(fee, leave.signal);
    leave.abort();
    await it.money.stop();
    expect((await opening).ok).toBe(false);
    expect(rowsOf(it.database).map(({ state }) => state)).toEqual(['opening']);
  });

  test('while the gateway is away it is asked less and less often, and at once when it is back', async () => {
    const time = new FakeClock();
    let asked = 0;
    const away: Treasury = {
      ...silent,
      closePayment: () => {
        asked += 1;
        return Promise.resolve(err('away'));
      },
    };
    const it = startMoney(databasePath(), away, { clock: time });
    it.money.release((await opened(it)).orderId);
    it.money.release((await opened(it)).orderId);
    it.money.start();
    const within = async (ms: number): Promise<number> => {
      const before = asked;
      await time.advance(ms);
      return asked - before;
    };
    // Not once for each order: the second would fare no better.
    await settle();
    expect(asked).toBe(1);
    expect(await within(30_000)).toBeGreaterThan(3);
    await within(3_600_000);
    expect(await within(300_000)).toBeLessThan(4);
    const before = asked;
    it.money.wake();
    await settle();
    expect(asked).toBe(before + 1);
    await it.money.stop();
    expect(await within(3_600_000)).toBe(0);
    expect(time.pendingTimers).toBe(0);
  });

  test('an order whose own answer is a fault holds up no other', async () => {
    const ill = new Set<string>();
    const half: Treasury = {
      ...silent,
      closePayment: (orderId) =>
        Promise.resolve(
          ill.has(orderId)
            ? err('fault')
            : ok({ orderId, amountFen: 1_500, state: { kind: 'failed', because: 'closed' } } as const),
        ),
    };
    const it = startMoney(databasePath(), half);
    const orders = [await opened(it), await opened(it)];
    ill.add(orders[0]!.orderId);
    for (const { orderId } of orders) it.money.release(orderId);
    expect(await it.money.settleLoose()).toBe(1);
    expect(stateOf(it, orders[1]!.orderId)).toBe('failed');
  });
});
