import { randomBytes } from 'node:crypto';
import type { Clock } from '../../clock/clock.ts';
import { err, ok } from '../../contract/result.ts';
import type { Result } from '../../contract/result.ts';
import type { PaymentRefusal } from '../gateway.ts';
import type { FiscalReceipt, PaymentOrder, PaymentState, RefundReason } from '../payment-messages.ts';
import { bank as newBank } from './bank.ts';
import type { Bank, LedgerEntry } from './bank.ts';

/** How long a visitor has to pay, from the opening. */
const orderLifeMs = 5 * 60 * 1000;
/** A refund is under way for so long before it is done. */
const refundTakesMs = 1_000;
/** 财政票据: the first half names the kind of receipt, the second is its number. No place uses this kind. */
const fiscalKind = '50999926';

/** The treasury's channel: orders of kiosks, paid by telephones. */
export interface Payments {
  open(order: PaymentOrder): Result<PaymentState, PaymentRefusal>;
  state(orderId: string): Result<PaymentState, PaymentRefusal>;
  /** Nobody can pay it after that, unless it is paid already. */
  close(orderId: string): Result<PaymentState, PaymentRefusal>;
  /** What was never paid stays as it is. */
  refund(orderId: string, because: RefundReason): Result<PaymentState, PaymentRefusal>;
  /** The visitor pays on the telephone. False for an order that cannot be paid (any more). */
  pay(orderId: string): boolean;
  /** The visitor's bank says no. False as above. */
  decline(orderId: string): boolean;
  /** What the address of a payment page leads to. */
  byToken(token: string): PaymentState | undefined;
  /** Whoever checks a receipt: its amount, or undefined for one that was never given. */
  fiscalReceipt(number: string, checkCode: string): { readonly amountFen: number } | undefined;
  /** Whether this order is a fee of this service that is paid and not given back. */
  isPaid(orderId: string, service: string): boolean;
  readonly orders: readonly PaymentState[];
  readonly ledger: readonly LedgerEntry[];
}

export interface PaymentsOptions {
  readonly clock: Clock;
  readonly baseUrl: () => string;
  /** What a decision's fine with its surcharge comes to now, in fen; null when there is nothing to pay. */
  readonly fineDueFen: (decisionNumber: string) => number | null;
  /** Called once for each order, when it is paid. */
  readonly onPaid?: (order: PaymentOrder, receipt: FiscalReceipt) => void;
  readonly bank?: Bank;
}

interface Kept {
  readonly order: PaymentOrder;
  readonly payUrl: string;
  readonly expiresAt: string;
  readonly dueMs: number;
  state: 'waiting' | 'paid' | 'expired' | 'declined' | 'closed' | 'refunding' | 'refunded';
  paid?: { readonly paidAt: string; readonly fiscalReceipt: FiscalReceipt };
  refundedMs?: number;
  refundNumber?: string;
  because?: RefundReason;
}

export function payments(options: PaymentsOptions): Payments {
  const { clock, bank = newBank(options.clock) } = options;
  const kept = new Map<string, Kept>();
  const byToken = new Map<string, Kept>();
  const byReceipt = new Map<string, Kept>();

  /** The order as it is now: time has passed since it was looked at. */
  function current(orderId: string): Kept | undefined {
    const found = kept.get(orderId);
    const nowMs = clock.monotonicMs();
    if (found?.state === 'waiting' && nowMs >= found.dueMs) found.state = 'expired';
    if (found?.state === 'refunding' && nowMs >= (found.refundedMs ?? 0)) {
      found.state = 'refunded';
      found.refundNumber = `TK${String(bank.refund(orderId).number).padStart(8, '0')}`;
    }
    return found;
  }

  function refusalOf({ purpose, amountFen }: PaymentOrder): PaymentRefusal | null {
    if (purpose.kind === 'fee') return null;
    const dueFen = options.fineDueFen(purpose.decisionNumber);
    if (dueFen === null) return 'notPayable';
    return dueFen === amountFen ? null : 'amountDiffers';
  }

  function keep(order: PaymentOrder): Kept {
    const token = randomBytes(16).toString('base64url');
    const opened: Kept = {
      order,
      payUrl: `${options.baseUrl()}/pay/${token}`,
      expiresAt: new Date(clock.wallTime().getTime() + orderLifeMs).toISOString(),
      dueMs: clock.monotonicMs() + orderLifeMs,
      state: 'waiting',
    };
    kept.set(order.orderId, opened);
    byToken.set(token, opened);
    return opened;
  }

  function newReceipt(serial: number): FiscalReceipt {
    const number = `${fiscalKind}-${String(serial).padStart(10, '0')}`;
    const checkCode = randomBytes(3).toString('hex');
    return { number, checkCode, url: `${options.baseUrl()}/f/${number}-${checkCode}` };
  }

  /** With the order that is known under this id. */
  function whenKnown(orderId: string, change: (found: Kept) => void): Result<PaymentState, PaymentRefusal> {
    const found = current(orderId);
    if (!found) return err('unknownOrder');
    change(found);
    return ok(stateOf(found));
  }

  return {
    open(order) {
      const before = current(order.orderId);
      if (before) return sameOrder(before.order, order) ? ok(stateOf(before)) : err('amountDiffers');
      const refusal = refusalOf(order);
      return refusal ? err(refusal) : ok(stateOf(keep(order)));
    },
    state: (orderId) => whenKnown(orderId, () => {}),
    close: (orderId) =>
      whenKnown(orderId, (found) => {
        if (found.state === 'waiting') found.state = 'closed';
      }),
    refund: (orderId, because) =>
      whenKnown(orderId, (found) => {
        if (found.state !== 'paid') return;
        Object.assign(found, { state: 'refunding', because, refundedMs: clock.monotonicMs() + refundTakesMs });
      }),
    pay(orderId) {
      const found = current(orderId);
      if (found?.state !== 'waiting') return false;
      // A fine that was paid by another order meanwhile, or cancelled, is not paid again.
      if (refusalOf(found.order)) found.state = 'closed';
      if (found.state !== 'waiting') return false;
      const fiscalReceipt = newReceipt(bank.charge(orderId, found.order.amountFen).number);
      found.state = 'paid';
      found.paid = { paidAt: clock.wallTime().toISOString(), fiscalReceipt };
      byReceipt.set(`${fiscalReceipt.number}-${fiscalReceipt.checkCode}`, found);
      options.onPaid?.(found.order, fiscalReceipt);
      return true;
    },
    decline(orderId) {
      const found = current(orderId);
      if (found?.state !== 'waiting') return false;
      found.state = 'declined';
      return true;
    },
    byToken(token) {
      const found = byToken.get(token);
      const now = found && current(found.order.orderId);
      return now && stateOf(now);
    },
    fiscalReceipt(number, checkCode) {
      const found = byReceipt.get(`${number}-${checkCode}`);
      return found && { amountFen: found.order.amountFen };
    },
    isPaid(orderId, service) {
      const found = current(orderId);
      const { purpose } = found?.order ?? {};
      return found?.state === 'paid' && purpose?.kind === 'fee' && purpose.service === service;
    },
    get orders() {
      return [...kept.keys()].flatMap((orderId) => current(orderId) ?? []).map(stateOf);
    },
    ledger: bank.ledger,
  };
}

const sameOrder = (a: PaymentOrder, b: PaymentOrder): boolean =>
  purposeOf(a) === purposeOf(b) && a.amountFen === b.amountFen;
const purposeOf = ({ purpose }: PaymentOrder): string =>
  purpose.kind === 'fee' ? `fee ${purpose.service}` : `fine ${purpose.decisionNumber}`;

function stateOf(found: Kept): PaymentState {
  const { orderId, amountFen } = found.order;
  return { orderId, amountFen, state: wireState(found) };
}

function wireState({ state, payUrl, expiresAt, paid, refundNumber = '' }: Kept): PaymentState['state'] {
  switch (state) {
    case 'waiting':
      return { kind: 'waiting', payUrl, expiresAt };
    case 'paid':
      if (!paid) throw new Error('Paid without a receipt');
      return { kind: 'paid', ...paid };
    case 'expired':
    case 'declined':
    case 'closed':
      return { kind: 'failed', because: state };
    case 'refunding':
      return { kind: 'refunding' };
    case 'refunded':
      return { kind: 'refunded', refundNumber };
  }
}
