import { delay } from '../clock/clock.ts';
import type { ProblemCode } from '../contract/problem.ts';
import type { PaymentPurpose } from '../gateway/payment-messages.ts';
import { allAnswers } from '../journey/all-answers.ts';
import type { JourneyContext } from '../journey/journey-state.ts';
import { amountDueFen } from '../journey/paper-words.ts';
import type { Payment } from '../payment/payment.ts';
import type { Work } from './work.ts';

/** The visitor's order at the treasury's channel, asked about until it is paid or nobody can pay it any more. */

export async function openPayment({ ports, visit: { journey }, signal, tell }: Work): Promise<void> {
  const opened = await ports.payments.open({ purpose: purposeOf(journey), amountFen: amountDueFen(journey) }, signal);
  if (signal.aborted) {
    // Nobody shows this order any more, so nobody shall pay it.
    if (opened.ok) ports.payments.release(opened.value.orderId);
    return;
  }
  if (opened.ok) return tell({ type: 'paymentOpened', payment: opened.value });
  if (opened.error === 'cancelled') return;
  const notRecorded = opened.error === 'storageFull' || opened.error === 'storageFault';
  tell({ type: 'paymentNotOpened', problem: notRecorded ? 'payment-not-recorded' : 'payment-not-opened' });
}

export async function awaitPayment({ ports, visit: { journey }, signal, tell }: Work): Promise<void> {
  const { orderId } = orderOf(journey);
  while (!signal.aborted) {
    await delay(ports.clock, ports.delays.paymentPollMs, signal);
    if (signal.aborted) return;
    const asked = await ports.payments.refresh(orderId, signal);
    if (signal.aborted) return;
    // A disk that does not take the news now takes it with the next look.
    if (!asked.ok) continue;
    tell({ type: 'paymentChanged', payment: asked.value, problem: problemOf(asked.value) });
    if (asked.value.state === 'paid' || asked.value.state === 'failed') return;
  }
}

export async function closePayment({ ports, visit: { journey }, signal, tell }: Work): Promise<void> {
  const order = orderOf(journey);
  const closed = await ports.payments.close(order.orderId, signal);
  if (signal.aborted) return;
  const payment = closed.ok ? closed.value : { ...order, state: 'unknown' as const };
  tell({ type: 'paymentChanged', payment, problem: problemOf(payment) });
}

export async function refundPayment({ ports, visit: { journey }, signal, tell }: Work): Promise<void> {
  const because = journey.certificate ? 'handOverFailed' : 'refused';
  const order = orderOf(journey);
  const refunded = await ports.payments.refund(order.orderId, because, signal);
  if (signal.aborted) return;
  tell({ type: 'paymentChanged', payment: refunded.ok ? refunded.value : order, problem: null });
}

function problemOf({ state, failedBecause }: Payment): ProblemCode | null {
  if (state === 'unknown') return 'payment-unknown';
  if (state !== 'failed') return null;
  return failedBecause === 'declined' ? 'payment-declined' : 'payment-expired';
}

function orderOf({ payment }: JourneyContext): Payment {
  if (!payment) throw new Error('an order is asked about only after it was opened');
  return payment;
}

/** A fine pays itself by its decision's number; everything else is the fee of the service. */
function purposeOf(journey: JourneyContext): PaymentPurpose {
  const { definition, certificate, case: opened } = journey;
  if (definition.fee.kind !== 'fine') return { kind: 'fee', service: definition.id };
  if (opened?.subject.kind === 'fine') return { kind: 'fine', decisionNumber: opened.subject.fine.decisionNumber };
  return { kind: 'fine', decisionNumber: certificate?.number ?? allAnswers(journey)['decisionNumber'] ?? '' };
}
