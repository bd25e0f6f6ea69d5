import type { Receipt, ReceiptLine } from '../../devices/receipt-printer/receipt-printer.ts';
import { chinaMinute } from '../clock/china-time.ts';
import type { Language } from '../contract/language.ts';
import type { PaperData, PaymentSlipData, RefusalSlipData } from './paper-data.ts';
import { serviceName } from './service-words.ts';
import { wordsFor } from './words.ts';

/** Pages that belong to no submission: nothing of them is kept. The visitor's language first. */

type Head = Pick<RefusalSlipData, 'service' | 'language' | 'hallName' | 'printedAt'>;

const order = (language: Language): readonly [Language, Language] => [language, language === 'en' ? 'zh-CN' : 'en'];

function head(data: Head, localesDir: string | undefined): readonly ReceiptLine[] {
  const name = serviceName(data.service.id, localesDir);
  const [first, second] = order(data.language);
  return [
    { kind: 'text', text: data.hallName[first], align: 'centre', bold: true },
    { kind: 'text', text: data.hallName[second], align: 'centre' },
    { kind: 'rule' },
    { kind: 'text', text: name[first], bold: true },
    { kind: 'text', text: name[second] },
    { kind: 'text', text: chinaMinute(data.printedAt) },
    { kind: 'rule' },
  ];
}

const inBoth = (language: Language, localesDir: string | undefined, key: string, params = {}): readonly ReceiptLine[] =>
  order(language).map((one) => ({ kind: 'text', text: wordsFor(one, localesDir)(key, params) }));

/** The rule that sends the visitor elsewhere, and the way there. */
export function refusalSlip(data: RefusalSlipData, localesDir?: string): Receipt {
  const { refusal, language } = data;
  const place = refusal.place;
  return {
    lines: [
      ...head(data, localesDir),
      ...inBoth(language, localesDir, `refusals:${refusal.reason}.what`),
      ...inBoth(language, localesDir, `refusals:${refusal.reason}.do`),
      ...(place
        ? order(language).flatMap((one): ReceiptLine[] => [
            { kind: 'text', text: place.name[one], bold: true },
            { kind: 'text', text: place.address[one] },
            { kind: 'text', text: `${place.hours[one]}  ${place.phone}` },
          ])
        : []),
    ],
  };
}

/** For a visitor who does not wait until somebody can say whether the order was paid. */
export function paymentSlip(data: PaymentSlipData, localesDir?: string): Receipt {
  const { language, orderId, amountFen } = data;
  return {
    lines: [
      ...head(data, localesDir),
      ...inBoth(language, localesDir, 'receipt:paymentUnknown', { amount: (amountFen / 100).toFixed(2) }),
      { kind: 'text', text: orderId },
    ],
  };
}

/** What a query found. */
export const querySlip = (data: PaperData, localesDir?: string): Receipt => ({ lines: [...head(data, localesDir)] });
