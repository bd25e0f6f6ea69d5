import { modelForm } from '../kinds/paper-kind.ts';
import { askSection, headSection, moneySection, numberCode } from './common-sections.ts';
import type { ReceiptForm } from './receipt-form.ts';

/** Paid, and then not done: the money goes back. */
export const refund: ReceiptForm = {
  mustSay: modelForm('receipt:number', 'receipt:time', 'receipt:refund.text', 'receipt:fee.refundText'),
  sections: (data, say) => [
    headSection(data, say),
    { texts: [say('receipt:refund.text')] },
    moneySection(data.payment, say),
    askSection(data, say),
    numberCode(data, say),
  ],
};
