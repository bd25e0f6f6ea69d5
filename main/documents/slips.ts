/** Slips that belong to no submission: nothing of them is kept. The visitor's language first. */
import type { Receipt } from '../../devices/receipt-printer/receipt-printer.ts';
import { chinaMinute } from '../clock/china-time.ts';
import type { Bilingual } from '../contract/language.ts';
import { lawText } from './law-text.ts';
import type { Row } from './page-content.ts';
import type { PaperData, PaymentSlipData, RefusalSlipData } from './paper-data.ts';
import { dateText, same } from './paper-values.ts';
import { receiptContent } from './receipt.ts';
import { money, placeRows, row } from './receipts/common-sections.ts';
import type { SlipContent, SlipSection } from './slip-content.ts';
import { slipReceipt } from './slip-lines.ts';
import { bothWords, type BothWords } from './words.ts';

type Head = Pick<RefusalSlipData, 'service' | 'language' | 'hallName' | 'printedAt' | 'officerPhone'>;

const slip = (
  { service, hallName, printedAt, language }: Head,
  title: Bilingual,
  sections: readonly SlipSection[],
  say: BothWords,
): Receipt => {
  const content: SlipContent = {
    hallName,
    title,
    service: say(`services:${service.id}.name`),
    sections: [{ rows: [row(say('receipt:time'), same(chinaMinute(printedAt)))] }, ...sections],
  };
  return slipReceipt(content, language);
};

/** Why somebody is sent elsewhere, by which rule, from when on it would be possible, and the way there. */
export function refusalSlip(data: RefusalSlipData, localesDir?: string): Receipt {
  const say = bothWords(localesDir);
  const { reason, place } = data.refusal;
  const why: SlipSection = {
    heading: say('receipt:refusal.what'),
    texts: [say(`refusals:${reason}.what`)],
  };
  const where: SlipSection = {
    heading: say('receipt:heading.where'),
    texts: [
      say(`refusals:${reason}.do`),
      ...(place ? [] : [say('receipt:refusal.nearest', { phone: data.officerPhone })]),
    ],
  };
  const way = place ? placeRows(place, say) : [];
  return slip(
    data,
    say('receipt:title.refusal'),
    [why, { rows: ruleRows(data, say, localesDir) }, where, { rows: way }, kept(say)],
    say,
  );
}

const kept = (say: BothWords): SlipSection => ({ texts: [say('receipt:refusal.nothingKept')] });

function ruleRows({ refusal: { from, basis } }: RefusalSlipData, say: BothWords, localesDir?: string): Row[] {
  return [
    ...(from === null ? [] : [row(say('receipt:refusal.from'), dateText(from))]),
    ...(basis
      ? [
          row(say('receipt:refusal.basis'), {
            'zh-CN': lawText(basis, 'zh-CN', localesDir),
            en: lawText(basis, 'en', localesDir),
          }),
        ]
      : []),
  ];
}

/** For a visitor who does not wait until somebody can say whether the order was paid. */
export function paymentSlip(data: PaymentSlipData, localesDir?: string): Receipt {
  const say = bothWords(localesDir);
  const words = (id: string, params = {}): Bilingual => say(`receipt:paymentUnknownText.${id}`, params);
  const { orderId, amountFen, officerPhone } = data;
  return slip(
    data,
    say('receipt:title.paymentUnknown'),
    [
      { rows: [row(words('amount'), money(amountFen, say)), row(words('order'), same(orderId))] },
      { texts: [words('notAgain'), words('back'), words('check', { phone: officerPhone })] },
      { code: { data: orderId, caption: words('order') } },
    ],
    say,
  );
}

/** What a query found, for somebody who leaves with no receipt. */
export const querySlip = (data: PaperData, localesDir?: string): Receipt =>
  slipReceipt(receiptContent(data, 'query', bothWords(localesDir)), data.language);
