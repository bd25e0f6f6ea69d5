import { randomBytes } from 'node:crypto';
import { delay } from '../clock/clock.ts';
import type { Clock } from '../clock/clock.ts';
import { err, ok } from '../contract/result.ts';
import type { Result } from '../contract/result.ts';
import type { AuditStore } from '../database/audit-store.ts';
import type { Database, StorageError } from '../database/database.ts';
import { paymentRefusals } from '../gateway/gateway.ts';
import type { GatewayError, PaymentRefusal } from '../gateway/gateway.ts';
import type { FiscalReceipt, RefundReason } from '../gateway/payment-messages.ts';
import { askTreasury } from './ask-treasury.ts';
import type { Answer, Asked, Treasury } from './ask-treasury.ts';
import type { PaymentDelays } from './delays.ts';
import { changesOf } from './payment.ts';
import type { Payment, PaymentChange, PaymentRow, WantedPayment } from './payment.ts';
import { paymentRows } from './payment-rows.ts';
import { settling } from './settle-loose.ts';

export interface PaymentPorts {
  readonly database: Database;
  readonly audit: AuditStore;
  readonly clock: Clock;
  readonly gateway: Treasury;
  readonly delays: PaymentDelays;
  /** How long to wait after so many failures in a row; 0 for the first. The uplink's, so that both come back alike. */
  readonly backOffMs: (failures: number) => number;
}

/**
 * The orders of the treasury's channel. Each is on the disk before the gateway hears of it and is brought to its end
 * whatever happens: a visit that holds an order decides about it; one that nobody holds is closed, and given back when
 * it was paid and nothing came of it.
 */
export interface Payments {
  /**
   * A new order, held by the caller until `release`. Its code may be shown only after ok. Without ok nobody can pay it,
   * and it is released.
   */
  open(wanted: WantedPayment, signal: AbortSignal): Promise<Result<Payment, OpenPaymentError>>;
  /** Asks once how it stands; `unknown` when there was no answer. */
  refresh(orderId: string, signal: AbortSignal): Promise<Result<Payment, StorageError>>;
  /** Lets nobody pay it any more: `failed` or `paid`; `unknown` when there was no answer, then ask again. */
  close(orderId: string, signal: AbortSignal): Promise<Result<Payment, StorageError>>;
  /**
   * Gives back a paid fee. On the disk from the first moment: `refunding` needs no more of the caller.
   * Throws for a fine and for what was not paid.
   */
  refund(orderId: string, because: RefundReason, signal: AbortSignal): Promise<Result<Payment, StorageError>>;
  /** The visit is over, or the order is out of its hands. A release of what is not held is no harm. */
  release(orderId: string): void;
  /** One look at every order that nobody holds; how many are not at their end yet. */
  settleLoose(): Promise<number>;
  start(): void;
  /** The gateway is back: look now instead of at the end of the wait. */
  wake(): void;
  /** Ends what is being asked; it goes on at the next start. Afterwards the database may be closed. */
  stop(): Promise<void>;
}
export type OpenPaymentError = GatewayError | PaymentRefusal | StorageError;

/** With the wait in between within what a visitor waits for a code. */
const OPEN_TRIES = 3;

export function payments(ports: PaymentPorts): Payments {
  const { clock, gateway, delays } = ports;
  const rows = paymentRows(ports.database, ports.audit, clock);
  /** Of those that a visit holds: what only the telephone and the slip need. */
  const held = new Map<string, { payUrl: string | null; fiscalReceipt: FiscalReceipt | null }>();
  const stopping = new AbortController();
  const underWay = new Set<Promise<unknown>>();
  const loose = settling({
    ...ports,
    unfinished: () => rows.unfinished().filter(({ orderId }) => !held.has(orderId)),
    close: closing,
    refund: refunding,
  });

  function ask(row: PaymentRow, signal: AbortSignal, question: (signal: AbortSignal) => Promise<Answer>) {
    const until = AbortSignal.any([signal, stopping.signal]);
    return askTreasury(row, question, { clock, askMs: delays.askMs, signal: until });
  }

  /** Writes what the answer says; without one nobody knows. */
  function learn(orderId: string, answer: Answer): Result<PaymentRow, StorageError> {
    const note = held.get(orderId);
    if (note && answer.ok && answer.value.state.kind === 'waiting') note.payUrl = answer.value.state.payUrl;
    if (note && answer.ok && answer.value.state.kind === 'paid') note.fiscalReceipt = answer.value.state.fiscalReceipt;
    return rows.change(orderId, answer.ok ? changesOf(answer.value) : changesWithout(answer.error));
  }

  /** @returns the row with what kept the gateway from answering. */
  async function closing(row: PaymentRow, signal: AbortSignal): Promise<Asked> {
    const answer = await ask(row, signal, (until) => gateway.closePayment(row.orderId, until));
    return { row: learn(row.orderId, answer), answer };
  }

  async function refunding({ orderId }: PaymentRow, because: RefundReason, signal: AbortSignal): Promise<Asked> {
    const row = rows.change(orderId, [{ to: 'refunding', refundBecause: because }]);
    if (!row.ok || row.value.refundBecause === null) return { row, answer: null };
    const question = { orderId, because: row.value.refundBecause };
    const answer = await ask(row.value, signal, (until) => gateway.refundPayment(question, until));
    return { row: learn(orderId, answer), answer };
  }

  async function opening(wanted: WantedPayment, signal: AbortSignal): Promise<Result<Payment, OpenPaymentError>> {
    if (stopping.signal.aborted) return err('cancelled');
    const orderId = randomBytes(16).toString('hex');
    held.set(orderId, { payUrl: null, fiscalReceipt: null });
    const added = rows.add(orderId, wanted);
    const opened = added.ok ? await openAgain(added.value, wanted, signal) : added;
    if (!opened.ok) release(orderId);
    return opened;
  }

  /** A lost answer is asked for once more under the same id: the same order. */
  async function openAgain(
    row: PaymentRow,
    wanted: WantedPayment,
    signal: AbortSignal,
  ): Promise<Result<Payment, OpenPaymentError>> {
    const order = { orderId: row.orderId, ...wanted };
    let answer: Answer = err('cancelled');
    for (let tries = 0; tries < OPEN_TRIES; tries += 1) {
      if (tries > 0) await delay(clock, delays.openAgainMs, AbortSignal.any([signal, stopping.signal]));
      answer = await ask(row, signal, (until) => gateway.openPayment(order, until));
      if (answer.ok || isRefusal(answer.error) || answer.error === 'cancelled') break;
    }
    if (!answer.ok && !isRefusal(answer.error)) return answer;
    const written = learn(row.orderId, answer);
    if (!written.ok) return written;
    return answer.ok ? ok(seen(written.value)) : answer;
  }

  async function refreshing(orderId: string, signal: AbortSignal): Promise<Result<PaymentRow, StorageError>> {
    const row = rows.get(orderId);
    if (row.state === 'refunding') return (await refunding(row, 'noResult', signal)).row;
    if (!isUndecided(row)) return ok(row);
    return learn(orderId, await ask(row, signal, (until) => gateway.paymentState(orderId, until)));
  }

  function release(orderId: string): void {
    held.delete(orderId);
    loose.wake();
  }

  function seen({ orderId, amountFen, state, failedBecause, refundNumber }: PaymentRow): Payment {
    const { payUrl = null, fiscalReceipt = null } = held.get(orderId) ?? {};
    return { orderId, amountFen, state: seenState(state), failedBecause, payUrl, fiscalReceipt, refundNumber };
  }

  /** Nobody closes the database under a question. */
  async function counted<T>(work: Promise<T>): Promise<T> {
    underWay.add(work);
    try {
      return await work;
    } finally {
      underWay.delete(work);
    }
  }

  const shown = async (row: Promise<Result<PaymentRow, StorageError>>): Promise<Result<Payment, StorageError>> => {
    const result = await counted(row);
    return result.ok ? ok(seen(result.value)) : result;
  };

  return {
    open: (wanted, signal) => counted(opening(wanted, signal)),
    refresh: (orderId, signal) => shown(refreshing(orderId, signal)),
    async close(orderId, signal) {
      const row = rows.get(orderId);
      return isUndecided(row) ? shown(closing(row, signal).then((asked) => asked.row)) : ok(seen(row));
    },
    async refund(orderId, because, signal) {
      const row = rows.get(orderId);
      if (row.kind === 'fine' || isUndecided(row) || row.state === 'failed')
        throw new Error(`${orderId}: a ${row.kind} that is ${row.state} is not given back`);
      return shown(refunding(row, because, signal).then((asked) => asked.row));
    },
    release,
    settleLoose: () => counted(loose.look()).then(({ left }) => left),
    start: () => loose.start(),
    wake: () => loose.wake(),
    async stop() {
      stopping.abort();
      await loose.stop();
      await Promise.allSettled(underWay);
    },
  };
}

const isUndecided = ({ state }: PaymentRow): boolean =>
  state === 'opening' || state === 'waiting' || state === 'unknown';

const isRefusal = (error: GatewayError | PaymentRefusal): error is PaymentRefusal =>
  paymentRefusals.some((refusal) => refusal === error);

function changesWithout(error: GatewayError | PaymentRefusal): readonly PaymentChange[] {
  switch (error) {
    case 'cancelled':
      return [];
    // It never arrived. Should it arrive yet, nobody has seen its code, and it expires.
    case 'unknownOrder':
      return [{ to: 'failed', failedBecause: 'closed' }];
    case 'amountDiffers':
    case 'notPayable':
      return [{ to: 'failed', failedBecause: 'refused' }];
    case 'away':
    case 'timedOut':
    case 'busy':
    case 'refusedKiosk':
    case 'fault':
      return [{ to: 'unknown' }];
  }
}

function seenState(state: PaymentRow['state']): Payment['state'] {
  if (state === 'opening') return 'unknown';
  return state === 'settled' ? 'paid' : state;
}
