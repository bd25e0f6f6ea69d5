import { randomBytes, randomInt } from 'node:crypto';
import { expect, test } from 'vitest';
import { ok } from '../../main/contract/result.ts';
import type { Result } from '../../main/contract/result.ts';
import { seededRandom } from '../../main/contract/seeded-random.ts';
import { normalBehaviour } from '../../main/gateway/simulator/behaviour.ts';
import type { AnswerBehaviour } from '../../main/gateway/simulator/behaviour.ts';
import type { Treasury } from '../../main/payment/ask-treasury.ts';
import { verifyChain } from '../../main/audit-log/verify-chain.ts';
import { changesOf } from '../../main/payment/payment.ts';
import type { Payment, WantedPayment } from '../../main/payment/payment.ts';
import { paymentRows } from '../../main/payment/payment-rows.ts';
import { never } from '../gateway/fixture.ts';
import { accepted, databasePath, must } from '../support/outbox-fixture.ts';
import {
  disagreements,
  fee,
  fineOf,
  refused,
  rowsOf,
  settleAll,
  startMoney,
  storePaid,
  treasuryOfTest,
} from './fixture.ts';
import type { MoneyKiosk, OpenTreasury } from './fixture.ts';

const seed = Number(process.env['KIOSK_SEED'] ?? randomInt(1_000_000));
const rounds = Number(process.env['KIOSK_PAYMENT_ROUNDS'] ?? 200);

const troubles: readonly AnswerBehaviour[] = [
  { kind: 'loseAnswer' },
  { kind: 'truncated' },
  { kind: 'status', status: 500 },
  { kind: 'status', status: 503 },
  { kind: 'captivePortal' },
];
const paymentRoutes = ['openPayment', 'paymentState', 'closePayment', 'refundPayment'] as const;

/** A kiosk that can die at any question, before it left or before its answer came, and then does nothing more. */
function mortal(gateway: Treasury, mayDie: () => boolean) {
  let isDead = false;
  const died = Promise.withResolvers<'died'>();
  const silence = new Promise<never>(() => {});
  async function call<T>(work: () => Promise<T>): Promise<T> {
    if (isDead) return silence;
    if (mayDie()) return die();
    const answer = await work();
    if (isDead) return silence;
    return mayDie() ? die() : answer;
  }
  function die(): Promise<never> {
    isDead = true;
    died.resolve('died');
    return silence;
  }
  const treasury: Treasury = {
    openPayment: (...question) => call(() => gateway.openPayment(...question)),
    paymentState: (...question) => call(() => gateway.paymentState(...question)),
    closePayment: (...question) => call(() => gateway.closePayment(...question)),
    refundPayment: (...question) => call(() => gateway.refundPayment(...question)),
  };
  return { treasury, died: died.promise };
}

type Open = (
  kiosk: MoneyKiosk,
  gateway: Treasury,
  wanted: WantedPayment,
) => Promise<Result<Pick<Payment, 'orderId' | 'state'>, unknown>>;
const openedByKiosk: Open = ({ money }, _gateway, wanted) => money.open(wanted, never());

/** One hall through many visits, with everything that can happen to it. Returns what is told in two ways at the end. */
async function live(
  treasury: OpenTreasury,
  { visits, kill = 0.03, open = openedByKiosk }: { visits: number; kill?: number; open?: Open },
) {
  const random = seededRandom(seed);
  const happens = (chance: number): boolean => random() < chance;
  const oneOf = <T>(things: readonly T[]): T => things[Math.floor(random() * things.length)]!;
  const { simulator, time } = treasury;
  const gateway = treasury.connect();
  const path = databasePath();
  /** Orders whose code somebody has on their telephone, now or from before. */
  const scanned: string[] = [];
  let sequence = 0;
  let kills = 0;

  function boot() {
    const { treasury: reached, died } = mortal(gateway, () => happens(kill));
    return { kiosk: startMoney(path, reached), reached, died };
  }
  let { kiosk, reached, died } = boot();

  async function trouble(): Promise<void> {
    if (happens(0.08)) return simulator.behave({ ...normalBehaviour, line: 'away' });
    const routes = Object.fromEntries(paymentRoutes.filter(() => happens(0.2)).map((name) => [name, oneOf(troubles)]));
    return simulator.behave({ ...normalBehaviour, routes: happens(0.5) ? routes : {} });
  }

  /** The visitor, at some moment, with this code or with one of before. */
  function telephone(): void {
    const orderId = happens(0.8) ? scanned.at(-1) : oneOf(scanned);
    if (orderId === undefined || happens(0.3)) return;
    if (happens(0.85)) simulator.payments.pay(orderId);
    else simulator.payments.decline(orderId);
  }

  async function visit(): Promise<void> {
    const wanted = happens(0.6) ? fee : fineOf(`50010500000${String(1_000 + sequence)}`);
    await trouble();
    const opened = await open(kiosk, reached, wanted);
    if (!opened.ok) return;
    const { orderId } = opened.value;
    scanned.push(orderId);
    let { state } = opened.value;
    for (let looks = 0; looks < 4 && (state === 'waiting' || state === 'unknown'); looks += 1) {
      telephone();
      if (happens(0.1)) await time.advance(6 * 60_000);
      await trouble();
      ({ state } = must(await kiosk.money.refresh(orderId, never())));
      if (happens(0.2)) break;
    }
    if (happens(0.7) && state !== 'paid') ({ state } = must(await kiosk.money.close(orderId, never())));
    if (state === 'paid' && wanted === fee) {
      const choice = random();
      if (choice < 0.5) submit(orderId);
      else if (choice < 0.75) await kiosk.money.refund(orderId, 'visitorLeft', never());
    }
    kiosk.money.release(orderId);
    telephone();
  }

  function submit(orderId: string): void {
    sequence += 1;
    const envelope = storePaid(kiosk, sequence, orderId);
    if (happens(0.3)) return;
    must(kiosk.outbox.lease(envelope.sid));
    const acknowledgement = happens(0.3) ? refused(envelope) : accepted(envelope);
    must(kiosk.outbox.acknowledge(envelope.sid, 'a.b.c', acknowledgement));
  }

  async function day(): Promise<void> {
    await visit();
    await trouble();
    if (happens(0.5)) await kiosk.money.settleLoose();
    if (happens(0.3)) await time.advance(random() * 6 * 60_000);
  }

  for (let round = 0; round < visits; round += 1) {
    sequence += 1;
    const end = await Promise.race([day().then(() => 'done' as const), died]);
    if (end === 'done' && !happens(0.1)) continue;
    kills += 1;
    kiosk.database.close();
    ({ kiosk, reached, died } = boot());
  }
  // The last kiosk, with nothing in its way.
  kiosk.database.close();
  const last = startMoney(path, gateway);
  await simulator.behave(normalBehaviour);
  await settleAll(last, treasury);
  await time.advance(6 * 60_000);
  const ends: Record<string, number> = {};
  for (const { kind, state } of rowsOf(last.database)) ends[`${kind} ${state}`] = 1 + (ends[`${kind} ${state}`] ?? 0);
  const told = disagreements(rowsOf(last.database), simulator.payments);
  expect(verifyChain(last.audit.entries(0, 1_000_000)).ok).toBe(true);
  last.database.close();
  gateway.close();
  return { told, ends, kills };
}

test(
  `after ${String(rounds)} visits with kills, lost answers and outages the kiosk, the gateway and the bank agree, order by order (seed ${String(seed)})`,
  { timeout: 120_000 },
  async () => {
    const treasury = await treasuryOfTest();
    const { told, ends, kills } = await live(treasury, { visits: rounds });
    console.info(`KIOSK_SEED=${String(seed)}: ${String(kills)} kills, ${JSON.stringify(ends)}`);
    expect(told).toEqual([]);
    // All of it has happened, or the visits were too quiet to prove anything.
    for (const end of ['fee settled', 'fee refunded', 'fee failed', 'fine settled', 'fine failed'])
      expect(ends[end], end).toBeGreaterThan(rounds / 50);
    expect(kills).toBeGreaterThan(rounds / 20);
  },
);

/** The mistake that all the rest guards against: the row is written when the answer is there. */
const askFirst: Open = async ({ database, audit, clock }, gateway, wanted) => {
  const rows = paymentRows(database, audit, clock);
  const orderId = randomBytes(16).toString('hex');
  const answer = await gateway.openPayment({ orderId, ...wanted }, never());
  if (!answer.ok) return answer;
  must(rows.add(orderId, wanted));
  must(rows.change(orderId, changesOf(answer.value)));
  return ok({ orderId, state: 'waiting' });
};

test('control: a kiosk that asks before it writes is found out', { timeout: 60_000 }, async () => {
  const { told } = await live(await treasuryOfTest(), { visits: 60, kill: 0.2, open: askFirst });
  expect(told.length).toBeGreaterThan(0);
  expect(told[0]).toContain('forgotten');
});
