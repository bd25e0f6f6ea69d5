import type { Receipt } from '../../devices/receipt-printer/receipt-printer.ts';
import type { PaperData } from './paper-data.ts';
import { acceptance } from './receipts/acceptance.ts';
import { collection } from './receipts/collection.ts';
import { payment } from './receipts/payment.ts';
import { provisional } from './receipts/provisional.ts';
import { query } from './receipts/query.ts';
import type { ReceiptForm } from './receipts/receipt-form.ts';
import { refund } from './receipts/refund.ts';
import { result } from './receipts/result.ts';
import type { SlipContent } from './slip-content.ts';
import { slipReceipt } from './slip-lines.ts';
import { bothWords, type BothWords } from './words.ts';

export const receiptForms = {
  result,
  acceptance,
  provisional,
  collection,
  query,
  payment,
  refund,
} as const satisfies Readonly<Record<string, ReceiptForm>>;
export type ReceiptFormId = keyof typeof receiptForms;

/**
 * The dated, numbered receipt of a finished visit, in both languages with the visitor's first. Personal data is masked.
 * Throws for a service that has none.
 */
export const receiptFor = (data: PaperData, localesDir?: string): Receipt =>
  slipReceipt(receiptContent(data, receiptFormOf(data), bothWords(localesDir)), data.language);

/** Whatever the service promises, a receipt says what became of it: nobody has accepted what still lies here. */
export function receiptFormOf(data: PaperData): ReceiptFormId {
  const { service, outcome, payment: money } = data;
  const { receipt } = service.result;
  if (receipt === 'none') throw new Error(`${service.id} has no receipt`);
  const givenBack = money?.state === 'refunding' || money?.state === 'refunded';
  if (givenBack && outcome === 'provisional') return 'refund';
  switch (receipt) {
    case 'query':
      return receipt;
    case 'payment':
      return outcome === 'provisional' && money?.state !== 'paid' ? 'provisional' : receipt;
    case 'acceptance':
    case 'collection':
    case 'result':
      if (outcome === 'provisional') return 'provisional';
      return outcome === 'accepted' && receipt === 'result' ? 'acceptance' : receipt;
  }
}

export const receiptContent = (data: PaperData, form: ReceiptFormId, say: BothWords): SlipContent => ({
  hallName: data.hallName,
  title: say(`receipt:title.${form}`),
  service: say(`services:${data.service.id}.name`),
  sections: receiptForms[form].sections(data, say),
});
