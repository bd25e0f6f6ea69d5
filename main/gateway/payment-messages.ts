import { z } from 'zod';
import { isoTime } from './wire-values.ts';

/**
 * Money never passes the kiosk: the visitor's telephone pays the treasury's channel, and the gateway says whether it did.
 * 行政处罚法 Art. 67: who decides a fine does not collect it.
 */

/** 128 random bits, hex, made by the kiosk with its row: the same order once more is the same order. */
export const orderIdSchema = z.string().regex(/^[0-9a-f]{32}$/);

export const paymentPurposeSchema = z.discriminatedUnion('kind', [
  /** A fee of a service; belongs to the submission that names the order, and is given back when none ever does. */
  z.strictObject({ kind: z.literal('fee'), service: z.string().regex(/^[a-z][a-z0-9-]{1,39}$/) }),
  /** A fine: paid is paid, whatever becomes of the kiosk. */
  z.strictObject({ kind: z.literal('fine'), decisionNumber: z.string().regex(/^\d{15,16}$/) }),
]);
export type PaymentPurpose = z.infer<typeof paymentPurposeSchema>;

export const paymentOrderSchema = z.strictObject({
  orderId: orderIdSchema,
  purpose: paymentPurposeSchema,
  /** Hundredths of a yuan. */
  amountFen: z.int().min(1).max(10_000_000),
});
export type PaymentOrder = z.infer<typeof paymentOrderSchema>;

/** 财政票据 of the finance ministry's form; the kiosk prints its number, it makes none of its own. */
const fiscalReceiptSchema = z.object({
  number: z.string().regex(/^[0-9A-Z-]{8,40}$/),
  checkCode: z.string().regex(/^[0-9A-Za-z]{4,12}$/),
  url: z.url({ protocol: /^https$/ }).max(200),
});
export type FiscalReceipt = z.infer<typeof fiscalReceiptSchema>;

export const paymentStateSchema = z.object({
  orderId: orderIdSchema,
  amountFen: z.int().min(1).max(10_000_000),
  state: z.discriminatedUnion('kind', [
    /** `payUrl`: what the telephone scans; worth nothing after `expiresAt`. */
    z.object({
      kind: z.literal('waiting'),
      payUrl: z.url({ protocol: /^https$/ }).max(400),
      expiresAt: isoTime,
    }),
    z.object({ kind: z.literal('paid'), paidAt: isoTime, fiscalReceipt: fiscalReceiptSchema }),
    /** No money moved, and none will: expired, declined or closed. */
    z.object({ kind: z.literal('failed'), because: z.enum(['expired', 'declined', 'closed']) }),
    z.object({ kind: z.literal('refunding') }),
    z.object({ kind: z.literal('refunded'), refundNumber: z.string().min(1).max(40) }),
  ]),
});
export type PaymentState = z.infer<typeof paymentStateSchema>;

export const refundReasons = ['noResult', 'handOverFailed', 'refused', 'visitorLeft'] as const;
export type RefundReason = (typeof refundReasons)[number];
export const refundQuestionSchema = z.strictObject({ because: z.enum(refundReasons) });
