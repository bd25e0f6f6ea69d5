import { err } from '../contract/result.ts';
import type { Result } from '../contract/result.ts';
import type { Gateway, GatewayError, PaymentRefusal } from './gateway.ts';
import type { Answer, CallError } from './https-call.ts';
import { paymentStateSchema } from './payment-messages.ts';
import type { PaymentState } from './payment-messages.ts';
import { readAnswer, refusalIn } from './read-answer.ts';
import type { Ask } from './read-answer.ts';

type HttpsPayments = Pick<Gateway, 'openPayment' | 'paymentState' | 'closePayment' | 'refundPayment'>;

/** The status of each refusal; the same type under another status is not the gateway's word. */
const refusals = { unknownOrder: 404, amountDiffers: 409, notPayable: 404 } as const satisfies Record<
  PaymentRefusal,
  number
>;

/**
 * The four calls about an order of the treasury's channel. All are safe to repeat: the order's id is the key.
 * @param deadlineMs for each call. The treasury answers behind the gateway, and a visitor watches.
 */
export function httpsPayments(ask: Ask, deadlineMs: number): HttpsPayments {
  const post = (path: string, orderId: string, body: object | undefined, signal: AbortSignal) =>
    ask({ method: 'POST', path, headers: { 'idempotency-key': orderId }, body, deadlineMs, signal });

  return {
    openPayment: async (order, signal) => stateIn(await post('/v1/payments', order.orderId, order, signal)),
    paymentState: async (orderId, signal) =>
      stateIn(await ask({ method: 'GET', path: pathOf(orderId), deadlineMs, signal })),
    closePayment: async (orderId, signal) =>
      stateIn(await post(`${pathOf(orderId)}/close`, orderId, undefined, signal)),
    refundPayment: async ({ orderId, because }, signal) =>
      stateIn(await post(`${pathOf(orderId)}/refund`, orderId, { because }, signal)),
  };
}

const pathOf = (orderId: string): string => `/v1/payments/${encodeURIComponent(orderId)}`;

function stateIn(reply: Result<Answer, CallError>): Result<PaymentState, GatewayError | PaymentRefusal> {
  const refusal = refusalIn(reply, refusals);
  return refusal ? err(refusal) : readAnswer(reply, paymentStateSchema);
}
