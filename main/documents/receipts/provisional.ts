import { modelForm } from '../kinds/paper-kind.ts';
import type { PaperData } from '../paper-data.ts';
import { limitSection, materialsSection } from './acceptance.ts';
import { askSection, headSection, moneySection, numberCode, row, troubleTexts } from './common-sections.ts';
import type { ReceiptForm } from './receipt-form.ts';

/** While the network is away: it is kept, and nobody has accepted it. No seal stands on it. */
export const provisional: ReceiptForm = {
  mustSay: modelForm(
    'receipt:number',
    'receipt:time',
    'receipt:keptAt',
    'receipt:provisional.text',
    'receipt:received.label',
    'receipt:missing.label',
    'receipt:heading.ask',
  ),
  sections(data, say) {
    const { rows = [] } = headSection(data, say);
    const paid = data.payment?.state === 'paid';
    return [
      {
        rows: [...rows, row(say('receipt:keptAt'), data.hallName)],
        texts: [say('receipt:provisional.text'), ...troubleTexts(data, say)],
      },
      materialsSection(data, say),
      limitSection(data, say, say('receipt:provisional.limit')),
      moneySection(undecidedFine(data) ? null : data.payment, say),
      paid ? { texts: [say('receipt:provisional.paid')] } : {},
      askSection(data, say),
      numberCode(data, say),
    ];
  },
};

/** Nothing is due yet where nobody has decided. */
const undecidedFine = ({ service, payment }: PaperData): boolean =>
  service.fee.kind === 'fine' && payment?.state === 'due';
