import { randomBytes } from 'node:crypto';
import { request } from 'node:https';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { PaymentOrder } from '../../main/gateway/payment-messages.ts';
import { namedBehaviours, normalBehaviour } from '../../main/gateway/simulator/behaviour.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { never, gatewayInTest, type GatewayInTest } from './fixture.ts';

const decision = '500105000012345';
let setup: GatewayInTest;
let simulator: GatewayInTest['simulator'];
let gateway: GatewayInTest['gateway'];
const clock = new FakeClock();
const paidFines: string[] = [];
let due: number | null = 20_600;

beforeAll(async () => {
  const treasury = {
    fineDueFen: (number: string) => (number === decision ? due : null),
    onPaid: ({ purpose }: PaymentOrder) => void (purpose.kind === 'fine' && paidFines.push(purpose.decisionNumber)),
  };
  setup = await gatewayInTest({ clock, treasury });
  ({ simulator, gateway } = setup);
});
afterAll(() => setup.close());
afterEach(() => simulator.behave(normalBehaviour));

const feeOrder = (): PaymentOrder => ({
  orderId: randomBytes(16).toString('hex'),
  purpose: { kind: 'fee', service: 'hk-macao-endorsement' },
  amountFen: 1_500,
});
const fineOrder = (decisionNumber = decision, amountFen = 20_600): PaymentOrder => ({
  orderId: randomBytes(16).toString('hex'),
  purpose: { kind: 'fine', decisionNumber },
  amountFen,
});
const opened = async (order = feeOrder()) => {
  const answer = await gateway.openPayment(order, never());
  if (!answer.ok || answer.value.state.kind !== 'waiting') throw new Error(JSON.stringify(answer));
  return { ...order, payUrl: answer.value.state.payUrl };
};
const kindOf = async (call: ReturnType<typeof gateway.paymentState>) => {
  const answer = await call;
  return answer.ok ? answer.value.state.kind : answer.error;
};
const state = (orderId: string) => kindOf(gateway.paymentState(orderId, never()));
const close = (orderId: string) => kindOf(gateway.closePayment(orderId, never()));
const refund = (orderId: string) => kindOf(gateway.refundPayment({ orderId, because: 'noResult' }, never()));
const entries = (orderId: string) =>
  simulator.payments.ledger.filter((entry) => entry.orderId === orderId).map(({ kind }) => kind);

/** As a telephone, which is no kiosk. */
function visit(url: string, method: 'GET' | 'POST' = 'GET'): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { method, ca: setup.keys.kiosk.ca }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() }));
    });
    asked.on('error', reject).end();
  });
}

test('a telephone that scans the code sees the sum in two languages, pays by one button, and only once', async () => {
  const { orderId, payUrl } = await opened();
  expect(payUrl.startsWith('https://')).toBe(true);
  expect(payUrl).not.toContain(orderId);
  const page = await visit(payUrl);
  expect(page).toMatchObject({ status: 200 });
  expect(page.text).toMatch(/¥15\.00[^]*<form method="post"><button>支付 · Pay<\/button>/);
  expect(await state(orderId)).toBe('waiting');
  for (const time of ['first', 'second']) expect((await visit(payUrl, 'POST')).text, time).toContain('已支付 · Paid');
  expect(await state(orderId)).toBe('paid');
  expect(entries(orderId)).toEqual(['charge']);
  expect((await visit(payUrl)).text).not.toContain('<form');
  expect(await visit(`${payUrl.slice(0, -1)}_`)).toMatchObject({ status: 404 });
});

test('the fiscal receipt can be checked by anybody, and no other number passes', async () => {
  const { orderId } = await opened();
  simulator.payments.pay(orderId);
  const answer = await gateway.paymentState(orderId, never());
  if (!answer.ok || answer.value.state.kind !== 'paid') throw new Error('not paid');
  const { number, checkCode, url } = answer.value.state.fiscalReceipt;
  expect(url).toContain(`${number}-${checkCode}`);
  const page = await visit(url);
  expect(page.text).toMatch(/真实有效 · Genuine[^]*¥15\.00/);
  expect(await visit(url.replace(checkCode, checkCode === '000000' ? '000001' : '000000'))).toMatchObject({
    status: 404,
  });
});

test('the same order once more is the same order, in whatever state it is', async () => {
  const order = feeOrder();
  const { payUrl } = await opened(order);
  expect((await opened(order)).payUrl).toBe(payUrl);
  simulator.payments.pay(order.orderId);
  expect(await kindOf(gateway.openPayment(order, never()))).toBe('paid');
  const other = { ...order, amountFen: 1_501 };
  expect(await gateway.openPayment(other, never())).toEqual({ ok: false, error: 'amountDiffers' });
  const elsewhere = { ...order, purpose: { kind: 'fee', service: 'passport-reissue' } } as const;
  expect(await gateway.openPayment(elsewhere, never())).toEqual({ ok: false, error: 'amountDiffers' });
  expect(entries(order.orderId)).toEqual(['charge']);
});

test('a fine is paid as the office has it, once, whatever orders there are', async () => {
  expect(await gateway.openPayment(fineOrder(decision, 20_000), never())).toEqual({
    ok: false,
    error: 'amountDiffers',
  });
  expect(await gateway.openPayment(fineOrder('500105000054321'), never())).toEqual({ ok: false, error: 'notPayable' });
  const [first, second] = [await opened(fineOrder()), await opened(fineOrder())];
  expect(simulator.payments.pay(first.orderId)).toBe(true);
  expect(paidFines).toEqual([decision]);
  due = null;
  expect(simulator.payments.pay(second.orderId)).toBe(false);
  expect(await state(second.orderId)).toBe('failed');
  expect(await gateway.openPayment(fineOrder(), never())).toEqual({ ok: false, error: 'notPayable' });
});

test('nobody can pay what is closed, declined or expired', async () => {
  const closed = await opened();
  expect(await close(closed.orderId)).toBe('failed');
  const declined = await opened();
  expect(simulator.payments.decline(declined.orderId)).toBe(true);
  const expired = await opened();
  await clock.advance(5 * 60_000 - 1);
  expect(await state(expired.orderId)).toBe('waiting');
  await clock.advance(1);
  for (const [order, because] of [
    [closed, 'closed'],
    [declined, 'declined'],
    [expired, 'expired'],
  ] as const) {
    expect((await visit(order.payUrl, 'POST')).text).toContain('未支付');
    expect(await gateway.paymentState(order.orderId, never())).toMatchObject({ value: { state: { because } } });
    expect(entries(order.orderId)).toEqual([]);
  }
});

test('closing comes too late for what is paid', async () => {
  const { orderId } = await opened();
  simulator.payments.pay(orderId);
  expect(await close(orderId)).toBe('paid');
  expect(await close(orderId)).toBe('paid');
});

test('a refund asked for any number of times is one refund', async () => {
  const { orderId } = await opened();
  expect(await refund(orderId)).toBe('waiting');
  simulator.payments.pay(orderId);
  expect(simulator.payments.isPaid(orderId, 'hk-macao-endorsement')).toBe(true);
  expect(simulator.payments.isPaid(orderId, 'passport-reissue')).toBe(false);
  for (let turn = 0; turn < 3; turn += 1) expect(await refund(orderId)).toBe('refunding');
  expect(simulator.payments.isPaid(orderId, 'hk-macao-endorsement')).toBe(false);
  await clock.advance(1_000);
  for (let turn = 0; turn < 3; turn += 1) expect(await refund(orderId)).toBe('refunded');
  expect(entries(orderId)).toEqual(['charge', 'refund']);
});

test('an order that never arrived is unknown to all three', async () => {
  const { orderId } = feeOrder();
  expect([await state(orderId), await close(orderId), await refund(orderId)]).toEqual(
    Array.from({ length: 3 }, () => 'unknownOrder'),
  );
});

test("a proxy's 404 is not the gateway's word", async () => {
  await simulator.behave({ answers: { kind: 'status', status: 404 } });
  expect(await state(feeOrder().orderId)).toBe('fault');
});

describe('an answer that is lost', () => {
  test.each(['openPayment', 'paymentState', 'closePayment', 'refundPayment'] as const)(
    'to %s: the work is done once, and the next answer says so',
    async (route) => {
      const order = feeOrder();
      if (route !== 'openPayment') await opened(order);
      if (route === 'refundPayment') simulator.payments.pay(order.orderId);
      const ask = {
        openPayment: () => kindOf(gateway.openPayment(order, never())),
        paymentState: () => state(order.orderId),
        closePayment: () => close(order.orderId),
        refundPayment: () => refund(order.orderId),
      }[route];
      await simulator.behave({ routes: { [route]: { kind: 'loseAnswer' } } });
      expect(await ask()).toBe('away');
      await simulator.behave(normalBehaviour);
      const after = {
        openPayment: 'waiting',
        paymentState: 'waiting',
        closePayment: 'failed',
        refundPayment: 'refunding',
      };
      expect(await ask()).toBe(after[route]);
    },
  );

  test.each(
    Object.entries({ fault500: 'fault', status503: 'busy', captivePortal: 'fault', truncated: 'fault', away: 'away' }),
  )('a gateway that is %s: each of the four ends as %s', async (name, error) => {
    const order = await opened();
    await simulator.behave(namedBehaviours[name as keyof typeof namedBehaviours]);
    expect([
      await kindOf(gateway.openPayment(feeOrder(), never())),
      await state(order.orderId),
      await close(order.orderId),
      await refund(order.orderId),
    ]).toEqual(Array.from({ length: 4 }, () => error));
  });
});
