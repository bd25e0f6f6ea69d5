/** What receipts of every form share. */
import { chinaMinute } from '../../clock/china-time.ts';
import { distanceOf, type HallPlace } from '../../contract/hall-place.ts';
import type { Bilingual } from '../../contract/language.ts';
import { maskPersonName, maskPersonNumber } from '../../contract/masking.ts';
import type { PaidView } from '../../contract/result-view.ts';
import type { Row } from '../page-content.ts';
import type { PaperData } from '../paper-data.ts';
import { factText, same } from '../paper-values.ts';
import type { SlipSection } from '../slip-content.ts';
import type { BothWords } from '../words.ts';

export const row = (label: Bilingual, value: Bilingual): Row => ({ label, value });
export const money = (fen: number, say: BothWords): Bilingual => factText({ kind: 'money', fen }, say);

/** Number and time; then whom it is about. A slip is dropped more easily than a certificate: it names nobody in full. */
export function headSection(data: PaperData, say: BothWords): SlipSection {
  const { receiptNumber, printedAt, person, guardian } = data;
  return {
    rows: [
      ...(receiptNumber === '' ? [] : [row(say('receipt:number'), same(receiptNumber))]),
      row(say('receipt:time'), same(chinaMinute(printedAt))),
      ...(person
        ? [
            row(say('receipt:name'), same(maskPersonName(person.name))),
            row(say('receipt:idNumber'), same(maskPersonNumber(person.number))),
          ]
        : []),
      ...(guardian ? [row(say('receipt:guardian'), same(maskPersonName(guardian.name)))] : []),
    ],
  };
}

/** What became of the money; nothing where none was asked. */
export function moneySection(payment: PaidView | null, say: BothWords): SlipSection {
  const heading = say('receipt:heading.fee');
  if (!payment) return {};
  const amount = row(say(`receipt:fee.${payment.state}`), money(payment.amountFen, say));
  switch (payment.state) {
    case 'paid':
      return { heading, rows: [amount, row(say('receipt:fee.fiscalReceipt'), same(payment.fiscalReceiptNumber))] };
    case 'due':
      return { heading, rows: [amount], texts: [say('receipt:fee.dueText')] };
    case 'refunding':
    case 'refunded': {
      const { refundNumber } = payment;
      const number = refundNumber === null ? [] : [row(say('receipt:fee.refundNumber'), same(refundNumber))];
      return { heading, rows: [amount, ...number], texts: [say('receipt:fee.refundText')] };
    }
  }
}

/** What did not come out as it should, and what to do about it now. */
export function troubleTexts({ service, handedOver, documentMissing }: PaperData, say: BothWords): Bilingual[] {
  const notInHand = handedOver === 'failed' || handedOver === 'unknown';
  return [
    ...(notInHand && service.handOver !== 'none' ? [say(`receipt:handOver.${service.handOver}.${handedOver}`)] : []),
    ...(documentMissing ? [say('receipt:documentMissing')] : []),
  ];
}

/** Where somebody asks, with its way. */
export function askSection({ place, officerPhone, hallName }: PaperData, say: BothWords): SlipSection {
  return {
    heading: say('receipt:heading.ask'),
    rows: place ? placeRows(place, say) : [],
    texts: [
      say('receipt:where', (language) => ({ phone: officerPhone, hall: hallName[language] })),
      say('receipt:notProof'),
    ],
  };
}

/** A place by its name, address, hours and phone, and how far it is on foot. */
export function placeRows({ name, address, hours, phone, distanceMetres }: HallPlace, say: BothWords): Row[] {
  const { unit, distance } = distanceOf(distanceMetres);
  const far = say(`journey:refused.${unit}`, { distance });
  return [
    row(say('receipt:places.name'), name),
    row(say('receipt:places.address'), {
      'zh-CN': `${address['zh-CN']}（${far['zh-CN']}）`,
      en: `${address.en} (${far.en})`,
    }),
    row(say('receipt:places.hours'), hours),
    row(say('receipt:places.phone'), same(phone)),
  ];
}

/** Scanned at a counter, by the collection service and by the progress query. */
export const numberCode = ({ receiptNumber }: PaperData, say: BothWords, caption = 'number'): SlipSection => ({
  code: { data: receiptNumber, caption: say(`receipt:scan.${caption}`) },
});
