import { wantedBy, modelForm } from '../kinds/paper-kind.ts';
import { payUntil } from '../kinds/penalty-decision.ts';
import type { Row } from '../page-content.ts';
import type { PaperData } from '../paper-data.ts';
import { dateText, factOf, same } from '../paper-values.ts';
import type { SlipSection } from '../slip-content.ts';
import type { BothWords } from '../words.ts';
import { askSection, headSection, moneySection, numberCode, row, troubleTexts } from './common-sections.ts';
import { factRows } from './query.ts';
import type { ReceiptForm } from './receipt-form.ts';

/** Of a fine: paid, with the treasury's receipt, or still due. Never a receipt for money itself. */
export const payment: ReceiptForm = {
  mustSay: [
    ...wantedBy('administrativePenaltyLaw', '67')('receipt:payment.channel'),
    // Art. 70 for what an officer collects, Art. 77 for any other collection.
    ...wantedBy('administrativePenaltyLaw', '70,77')('receipt:payment.notFiscal'),
    ...wantedBy('administrativePenaltyLaw', '7,73')('receipt:payment.rights'),
    ...modelForm('receipt:time', 'receipt:payment.decisionNumber', 'receipt:heading.ask'),
  ],
  sections(data, say) {
    const head = headSection(data, say);
    if (data.response === 'defend') return [head, { texts: [say('receipt:payment.defended')] }, ...closing(data, say)];
    return [
      head,
      { heading: say('receipt:heading.fine'), rows: fineRows(data, say), texts: troubleTexts(data, say) },
      fineMoney(data, say),
      { texts: [say('receipt:payment.channel'), say('receipt:payment.notFiscal'), say('receipt:payment.rights')] },
      ...closing(data, say),
    ];
  },
};

const shownFacts: ReadonlySet<string> = new Set([
  'violationTime',
  'violationPlace',
  'plate',
  'decidedAt',
  'act',
  'fine',
  'points',
  'surcharge',
  'total',
]);

const decisionNumber = (data: PaperData): string | null => {
  const fact = factOf(data, 'decisionNumber');
  return fact?.kind === 'text' ? fact.text : (data.certificate?.number ?? null);
};

function fineRows(data: PaperData, say: BothWords): Row[] {
  const number = decisionNumber(data);
  const facts = data.facts.filter(({ id }) => shownFacts.has(id));
  return [
    ...(number === null ? [] : [row(say('receipt:payment.decisionNumber'), same(number))]),
    ...factRows(facts, say),
  ];
}

function fineMoney(data: PaperData, say: BothWords): SlipSection {
  const section = moneySection(data.payment, say);
  if (data.payment?.state === 'paid') return { ...section, texts: [say('receipt:payment.paidText')] };
  if (data.payment?.state !== 'due') return section;
  const until = dueDay(data);
  const { rows = [], heading } = section;
  return {
    ...(heading ? { heading } : {}),
    rows: [...rows, ...(until === null ? [] : [row(say('receipt:payment.dueUntil'), dateText(until))])],
    texts: [say('receipt:payment.late')],
  };
}

/** As the office says, or reckoned from a decision that was just made. */
function dueDay(data: PaperData): string | null {
  const fact = factOf(data, 'dueDate');
  if (fact?.kind === 'date') return fact.date;
  return data.certificate ? payUntil(data.certificate) : null;
}

function closing(data: PaperData, say: BothWords): SlipSection[] {
  const number = decisionNumber(data);
  const ask = askSection(data, say);
  if (data.payment?.state === 'paid')
    return [ask, { code: { data: data.payment.url, caption: say('receipt:scan.fiscal') } }];
  if (data.payment?.state === 'due' && number !== null)
    return [ask, { code: { data: number, caption: say('receipt:scan.decision') } }];
  return [ask, numberCode(data, say)];
}
