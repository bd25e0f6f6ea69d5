import { wantedBy, modelForm } from '../kinds/paper-kind.ts';
import type { PaperData } from '../paper-data.ts';
import { dateText, optionOf } from '../paper-values.ts';
import type { SlipSection } from '../slip-content.ts';
import type { BothWords } from '../words.ts';
import { acceptance } from './acceptance.ts';
import { numberCode, row } from './common-sections.ts';
import type { ReceiptForm } from './receipt-form.ts';

/** 领证回执: an acceptance that says besides where, when and against what the card is collected. */
export const collection: ReceiptForm = {
  mustSay: [
    ...acceptance.mustSay,
    ...wantedBy('residentIdentityCardLaw', '11')('receipt:collection.bring'),
    ...wantedBy('residentIdentityCardLaw', '12')('receipt:collection.temporaryCard'),
    ...modelForm('receipt:collection.where', 'receipt:collection.when', 'receipt:collection.whenText'),
  ],
  sections(data, say) {
    const [head, ...rest] = acceptance.sections(data, say);
    return [
      ...(head ? [head] : []),
      collectionSection(data, say),
      ...rest.slice(0, -1),
      numberCode(data, say, 'collect'),
    ];
  },
};

export function collectionSection(data: PaperData, say: BothWords): SlipSection {
  const delivery = optionOf(data, 'delivery');
  const temporary = optionOf(data, 'temporaryCard');
  const lossDate = data.answers.find(({ id }) => id === 'lossDate')?.value;
  const post = delivery === 'post';
  return {
    heading: say('receipt:heading.collection'),
    rows: [
      ...(delivery === null
        ? []
        : [
            row(
              say('receipt:collection.where'),
              say(`receipt:collection.delivery.${delivery}`, (language) => ({ hall: data.hallName[language] })),
            ),
          ]),
      row(say('receipt:collection.when'), say('receipt:collection.whenText')),
      ...(temporary === null
        ? []
        : [row(say('receipt:collection.temporaryCard'), say(`receipt:collection.temporaryCardText.${temporary}`))]),
      ...(lossDate?.kind === 'date' ? [row(say('receipt:collection.lossDate'), dateText(lossDate.date))] : []),
    ],
    texts: [
      ...(lossDate ? [say('receipt:collection.lost')] : []),
      say('receipt:collection.bring'),
      ...(post ? [say('receipt:collection.bringPost')] : []),
    ],
  };
}
