import { chinaMinute } from '../../clock/china-time.ts';
import type { Bilingual } from '../../contract/language.ts';
import { modelForm } from '../kinds/paper-kind.ts';
import type { Row } from '../page-content.ts';
import type { PaperData } from '../paper-data.ts';
import { same, valueOf } from '../paper-values.ts';
import type { BothWords } from '../words.ts';
import { askSection, headSection, moneySection, numberCode, row, troubleTexts } from './common-sections.ts';
import type { ReceiptForm } from './receipt-form.ts';

/** Done on the spot: what was issued, and what to do with it. */
export const result: ReceiptForm = {
  mustSay: modelForm(
    'receipt:number',
    'receipt:time',
    'receipt:certificateNumber',
    'receipt:heading.next',
    'receipt:heading.ask',
  ),
  sections: (data, say) => [
    headSection(data, say),
    { rows: isGiven(data) ? [...certificateRows(data, say), ...writtenRows(data, say)] : [] },
    { heading: say('receipt:heading.next'), texts: nextTexts(data, say) },
    moneySection(data.payment, say),
    askSection(data, say),
    data.certificate && isGiven(data)
      ? { code: { data: data.certificate.verificationUrl, caption: say('receipt:scan.certificate') } }
      : numberCode(data, say),
  ],
};

/** What could not be given is withdrawn: its number proves nothing. */
const isGiven = ({ handedOver }: PaperData): boolean => handedOver !== 'failed';

function certificateRows({ certificate }: PaperData, say: BothWords): Row[] {
  if (!certificate) return [];
  const { number, validUntil } = certificate;
  return [
    row(say('receipt:certificateNumber'), same(number)),
    ...(validUntil === null ? [] : [row(say('receipt:validUntil'), same(chinaMinute(new Date(validUntil))))]),
  ];
}

/** What was put on the permit: it is what the visitor chose. */
function writtenRows(data: PaperData, say: BothWords): Row[] {
  if (data.service.handOver !== 'endorsement') return [];
  return data.answers.flatMap(({ id, value }) => {
    const text = value.kind === 'option' ? valueOf(data, id, say) : null;
    return text ? [row(say(`fields:${id}.short`), text)] : [];
  });
}

function nextTexts(data: PaperData, say: BothWords): Bilingual[] {
  const { service, handedOver, documentMissing, certificate } = data;
  const trouble = troubleTexts(data, say);
  const { document } = service.result;
  const until = certificate?.validUntil ? 'documentUntil' : 'document';
  return [
    ...trouble,
    ...(handedOver === 'done' && service.handOver !== 'none' ? [say(`receipt:done.${service.handOver}`)] : []),
    ...(document !== 'none' && !documentMissing ? [say(`receipt:done.${until}`)] : []),
    ...(document === 'none' && service.handOver === 'none' ? [say('receipt:done.noDocument')] : []),
  ];
}
