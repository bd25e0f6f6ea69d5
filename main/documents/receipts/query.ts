import { chinaMinute } from '../../clock/china-time.ts';
import type { FactRow, FactValue } from '../../contract/fact-row.ts';
import type { Bilingual } from '../../contract/language.ts';
import { modelForm } from '../kinds/paper-kind.ts';
import type { Row } from '../page-content.ts';
import type { PaperData } from '../paper-data.ts';
import { factText, same } from '../paper-values.ts';
import type { SlipSection } from '../slip-content.ts';
import type { BothWords } from '../words.ts';
import { askSection, headSection, numberCode, row, troubleTexts } from './common-sections.ts';
import type { ReceiptForm } from './receipt-form.ts';

/** Longer lists are read on the screen: a slip of more would be a metre long. */
const mostItems = 12;

/** What was on file, and when. What is hidden on the screen is hidden here. */
export const query: ReceiptForm = {
  mustSay: modelForm('receipt:time', 'receipt:heading.records', 'receipt:query.notCertificate', 'receipt:heading.ask'),
  sections: (data, say) => [
    headSection(data, say),
    ...recordSections(data, say),
    { texts: [...troubleTexts(data, say), ...remarks(data, say)] },
    askSection(data, say),
    data.receiptNumber === '' ? {} : numberCode(data, say),
  ],
};

function recordSections(data: PaperData, say: BothWords): SlipSection[] {
  const heading = say('receipt:heading.records');
  const { facts, items, service } = data;
  // A paper that is a table has them all.
  const listed = service.result.document === 'none' ? items : [];
  if (facts.length === 0 && listed.length === 0) return [{ heading, texts: [say('receipt:query.nothing')] }];
  const groups = [facts, ...listed.slice(0, mostItems).map((item) => item.facts)].filter(({ length }) => length > 0);
  const left = listed.length - mostItems;
  return [
    ...groups.map((group, index) => ({ ...(index === 0 ? { heading } : {}), rows: factRows(group, say) })),
    ...(left > 0 ? [{ texts: [say('receipt:query.more', { count: left })] }] : []),
  ];
}

function remarks({ facts, items, printedAt }: PaperData, say: BothWords): Bilingual[] {
  const hides = [...facts, ...items.flatMap((item) => item.facts)].some(({ value }) => value.kind === 'hidden');
  return [
    say('receipt:query.asOf', { time: chinaMinute(printedAt) }),
    ...(hides ? [say('receipt:query.masked')] : []),
    say('receipt:query.notCertificate'),
  ];
}

export const factRows = (facts: readonly FactRow[], say: BothWords): Row[] =>
  facts.map(({ id, value }) => row(say(`facts:${id}`), maskedText(value, say)));

const maskedText = (value: FactValue, say: BothWords): Bilingual =>
  value.kind === 'hidden' ? same(value.masked) : factText(value, say);
