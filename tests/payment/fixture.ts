import { onTestFinished } from 'vitest';
import { z } from 'zod';
import { systemClock } from '../../main/clock/clock.ts';
import type { Clock } from '../../main/clock/clock.ts';
import { httpsGateway } from '../../main/gateway/https-gateway.ts';
import { gatewaySimulator } from '../../main/gateway/simulator/gateway-simulator.ts';
import type { Payments } from '../../main/gateway/simulator/payments.ts';
import type { Database } from '../../main/database/database.ts';
import type { Acknowledgement, Envelope } from '../../main/gateway/gateway.ts';
import type { Treasury } from '../../main/payment/ask-treasury.ts';
import { paymentDelays } from '../../main/payment/delays.ts';
import { paymentStates } from '../../main/payment/payment.ts';
import { payments } from '../../main/payment/payments.ts';
import { backOffMs } from '../../main/uplink/back-off.ts';
import { uplinkDelays } from '../../main/uplink/delays.ts';
import { temporaryKeys } from '../gateway/fixture.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { accepted, envelopeOf, must, start, submissionOf } from '../support/outbox-fixture.ts';

export const service = 'hk-macao-endorsement';
export const fee = { purpose: { kind: 'fee', service }, amountFen: 1_500 } as const;
export const fineOf = (decisionNumber: string) =>
  ({ purpose: { kind: 'fine', decisionNumber }, amountFen: 20_600 }) as const;

/** The gateway with the treasury behind it, over real HTTPS, in a time of its own. Every fine comes to 206 yuan, once. */
export async function openTreasury() {
  const { keys, dir, remove } = await temporaryKeys();
  const time = new FakeClock();
  const paidFines = new Set<string>();
  const simulator = await gatewaySimulator({
    keys: keys.gateway,
    clock: time,
    treasury: {
      fineDueFen: (decisionNumber) => (paidFines.has(decisionNumber) ? null : 20_600),
      onPaid: ({ purpose }) => void (purpose.kind === 'fine' && paidFines.add(purpose.decisionNumber)),
    },
  });
  const { ca, deviceId } = keys.kiosk;
  const connect = (clock: Clock = systemClock) => httpsGateway({ url: simulator.url, ca, deviceId, clock });
  const close = async (): Promise<void> => {
    await simulator.close();
    remove();
  };
  return { simulator, time, connect, dir, close };
}

export type OpenTreasury = Awaited<ReturnType<typeof openTreasury>>;

/** Database, outbox and money on a real file, as at a start of the kiosk. */
export function startMoney(path: string, gateway: Treasury, { clock = systemClock }: { clock?: Clock } = {}) {
  const kiosk = start(path, clock);
  const money = payments({
    ...kiosk,
    gateway,
    delays: { ...paymentDelays, openAgainMs: 1 },
    backOffMs: (failures) => backOffMs(failures, null, () => 0.5, uplinkDelays),
  });
  return { ...kiosk, money };
}

export type MoneyKiosk = ReturnType<typeof startMoney>;

/** A submission that names a paid order, as a visit stores it. */
export function storePaid({ outbox }: Pick<MoneyKiosk, 'outbox'>, sequence: number, paymentOrderId: string): Envelope {
  const envelope = envelopeOf(sequence);
  must(outbox.store({ ...submissionOf(envelope), service, paymentOrderId }));
  return envelope;
}

export const refused = (envelope: Envelope): Acknowledgement => ({
  ...accepted(envelope),
  outcome: { kind: 'refused', reason: 'notEligible' },
});

/** Looks until every loose order is at its end. */
export async function settleAll({ money }: Pick<MoneyKiosk, 'money'>, { time }: Pick<OpenTreasury, 'time'>) {
  for (let looks = 0; looks < 10; looks += 1) {
    if ((await money.settleLoose()) === 0) return;
    await time.advance(1_000);
  }
  throw new Error('Some orders find no end');
}

const rowSchema = z.object({
  orderId: z.string(),
  kind: z.enum(['fee', 'fine']),
  amountFen: z.int(),
  state: z.enum(paymentStates),
  sid: z.string().nullable(),
  outcome: z.string().nullable(),
});

export type StoredPayment = z.infer<typeof rowSchema>;

export const rowsOf = (database: Database): readonly StoredPayment[] =>
  database
    .query(
      `SELECT order_id AS orderId, kind, amount_fen AS amountFen, p.state, p.sid, a.outcome
       FROM payment p LEFT JOIN submission s ON s.sid = p.sid LEFT JOIN acknowledgement a ON a.seq = s.sequence ORDER BY p.seq`,
      rowSchema,
    )
    .all();

/** What each end of an order means in the bank's books, in shares of its amount. */
const worth: Readonly<Record<string, { charged: number; refunded: number; gateway: readonly string[] }>> = {
  failed: { charged: 0, refunded: 0, gateway: ['failed', 'none'] },
  settled: { charged: 1, refunded: 0, gateway: ['paid'] },
  refunded: { charged: 1, refunded: 1, gateway: ['refunded'] },
};

/** Order by order: where the kiosk's rows, the gateway's orders and the bank's ledger do not tell the same story. */
export function disagreements(
  stored: readonly StoredPayment[],
  treasury: Pick<Payments, 'orders' | 'ledger'>,
): string[] {
  const rows = new Map(stored.map((row) => [row.orderId, row]));
  const orders = new Map(treasury.orders.map((order) => [order.orderId, order]));
  return [...new Set([...rows.keys(), ...orders.keys()])].flatMap((orderId) => {
    const row = rows.get(orderId);
    const order = orders.get(orderId)?.state.kind ?? 'none';
    const sum = (kind: 'charge' | 'refund'): number =>
      treasury.ledger
        .filter((entry) => entry.orderId === orderId && entry.kind === kind)
        .reduce((total, { amountFen }) => total + amountFen, 0);
    const story = `${row?.kind ?? ''} ${row?.state ?? 'forgotten'}, ${order}, ${sum('charge')} − ${sum('refund')} fen`;
    const end = worth[row?.state ?? ''];
    if (!row || !end) return [story];
    const isRight =
      sum('charge') === end.charged * row.amountFen &&
      sum('refund') === end.refunded * row.amountFen &&
      end.gateway.includes(order) &&
      // Paid for something: a fee for what was sent and not refused, a fine for itself.
      (row.state !== 'settled' || row.kind === 'fine' || (row.sid !== null && row.outcome !== 'refused'));
    return isRight ? [] : [story];
  });
}

/** For one test alone. */
export async function treasuryOfTest(): Promise<OpenTreasury> {
  const treasury = await openTreasury();
  onTestFinished(treasury.close);
  return treasury;
}
