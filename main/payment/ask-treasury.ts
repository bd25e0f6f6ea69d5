import { unlessAborted, within } from '../clock/clock.ts';
import type { Clock } from '../clock/clock.ts';
import { err } from '../contract/result.ts';
import type { Result } from '../contract/result.ts';
import type { Gateway, GatewayError, PaymentRefusal } from '../gateway/gateway.ts';
import type { PaymentState } from '../gateway/payment-messages.ts';
import type { StorageError } from '../database/database.ts';
import type { PaymentRow } from './payment.ts';

export type Treasury = Pick<Gateway, 'openPayment' | 'paymentState' | 'closePayment' | 'refundPayment'>;
export type Answer = Result<PaymentState, GatewayError | PaymentRefusal>;

/** What came of one question: the row as it stands, and the answer where one was asked for. */
export interface Asked {
  readonly row: Result<PaymentRow, StorageError>;
  readonly answer: Answer | null;
}

/** Asks once about one order. An answer about another order or another sum is none. */
export async function askTreasury(
  { orderId, amountFen }: Pick<PaymentRow, 'orderId' | 'amountFen'>,
  question: (signal: AbortSignal) => Promise<Answer>,
  { clock, askMs, signal }: { readonly clock: Clock; readonly askMs: number; readonly signal: AbortSignal },
): Promise<Answer> {
  if (signal.aborted) return err('cancelled');
  const over = new AbortController();
  try {
    const asked = question(AbortSignal.any([over.signal, signal]));
    const heard = unlessAborted(signal, asked, (): Answer => err('cancelled'));
    const answer = await within(clock, askMs, heard, (): Answer => err('timedOut'));
    if (!answer.ok || (answer.value.orderId === orderId && answer.value.amountFen === amountFen)) return answer;
    return err('fault');
  } finally {
    over.abort();
  }
}
