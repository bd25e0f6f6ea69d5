import type { PaidView } from '../contract/result-view.ts';
import type { JourneyContext } from './journey-state.ts';
import { amountDueFen } from './paper-words.ts';

/** What became of the money, for the last page and for paper; null where none was asked. */
export function paidView(context: JourneyContext): PaidView | null {
  const { payment, receiptNumber } = context;
  if (payment?.state === 'paid' && payment.fiscalReceipt) {
    const { number, url } = payment.fiscalReceipt;
    return { state: 'paid', amountFen: payment.amountFen, fiscalReceiptNumber: number, url };
  }
  if (payment?.state === 'refunding' || payment?.state === 'refunded')
    return { state: payment.state, amountFen: payment.amountFen, refundNumber: payment.refundNumber };
  const due = amountDueFen(context);
  return due > 0 && receiptNumber !== null ? { state: 'due', amountFen: due } : null;
}
