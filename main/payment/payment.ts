import { z } from 'zod';
import { refundReasons } from '../gateway/payment-messages.ts';
import type { FiscalReceipt, PaymentPurpose, PaymentState, RefundReason } from '../gateway/payment-messages.ts';

/** What is to be paid. */
export interface WantedPayment {
  readonly purpose: PaymentPurpose;
  /** Hundredths of a yuan. */
  readonly amountFen: number;
}

/** One order of the treasury's channel, as a visit sees it. */
export interface Payment {
  readonly orderId: string;
  readonly amountFen: number;
  /** `unknown`: nobody can say now. A paid order that settled is `paid`. */
  readonly state: 'waiting' | 'unknown' | 'failed' | 'paid' | 'refunding' | 'refunded';
  /** Why no money moved. */
  readonly failedBecause: FailedBecause | null;
  /** Both are known to the process that saw them arrive, and to nobody after it. */
  readonly payUrl: string | null;
  readonly fiscalReceipt: FiscalReceipt | null;
  readonly refundNumber: string | null;
}

/**
 * opening → waiting → paid → settled is the way of every order that is paid. An order whose answer did not come is
 * unknown until one does; one that nobody can pay any more has failed. What was paid and led to nothing, or to a
 * submission that was refused, is refunding until the treasury has given it back.
 */
export const paymentStates = [
  'opening',
  'waiting',
  'unknown',
  'paid',
  'settled',
  'failed',
  'refunding',
  'refunded',
] as const;
export type StoredState = (typeof paymentStates)[number];

/** `refused`: the office did not open it. */
export const failedReasons = ['expired', 'declined', 'closed', 'refused'] as const;
export type FailedBecause = (typeof failedReasons)[number];

/** The database's trigger refuses all others. */
export const paymentEdges: Readonly<Record<StoredState, readonly StoredState[]>> = {
  opening: ['waiting', 'paid', 'failed'],
  waiting: ['unknown', 'paid', 'failed'],
  unknown: ['waiting', 'paid', 'failed'],
  paid: ['settled', 'refunding'],
  settled: ['refunding'],
  failed: [],
  refunding: ['refunded'],
  refunded: [],
};

export const paymentRowSchema = z.object({
  orderId: z.string(),
  kind: z.enum(['fee', 'fine']),
  amountFen: z.int(),
  state: z.enum(paymentStates),
  failedBecause: z.enum(failedReasons).nullable(),
  refundBecause: z.enum(refundReasons).nullable(),
  refundNumber: z.string().nullable(),
});
export type PaymentRow = z.infer<typeof paymentRowSchema>;

/** One step along an edge, with what it brings; the table checks that it brings what belongs to it. */
export interface PaymentChange {
  readonly to: StoredState;
  readonly failedBecause?: FailedBecause;
  readonly fiscalNumber?: string;
  readonly refundBecause?: RefundReason;
  readonly refundNumber?: string;
}

/** What an answer of the gateway means for the row, in order; steps that are not open to it are no news. */
export function changesOf({ state }: PaymentState): readonly PaymentChange[] {
  switch (state.kind) {
    case 'waiting':
      return [{ to: 'waiting' }];
    case 'paid':
      return [{ to: 'paid', fiscalNumber: state.fiscalReceipt.number }];
    case 'failed':
      return [{ to: 'failed', failedBecause: state.because }];
    // Given back without our asking: it was paid, and the next step is ours.
    case 'refunding':
      return [{ to: 'paid' }];
    case 'refunded':
      return [{ to: 'paid' }, { to: 'refunded', refundNumber: state.refundNumber }];
  }
}
