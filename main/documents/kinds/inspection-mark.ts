import { chinaDay } from '../../clock/china-time.ts';
import { dateText, rowsOf, valueOf } from '../paper-values.ts';
import { issuedFrame, modelForm, wantedBy } from './paper-kind.ts';
import type { PaperKind } from './paper-kind.ts';

/** 检验合格标志: the mark to be cut out, and below it what it stands for. The electronic mark is worth the same. */
export const inspectionMark: PaperKind = {
  mustSay: [
    ...wantedBy('vehicleRegistrationRules', '54–57')('papers:inspectionMark.electronic'),
    ...modelForm(
      'papers:inspectionMark.title',
      'papers:inspectionMark.mark',
      'papers:inspectionMark.until',
      'papers:labels.plate',
      'papers:labels.vinTail',
      'papers:labels.validUntil',
    ),
  ],
  content(data, say) {
    const frame = issuedFrame(data, say);
    const { validUntil, verificationUrl } = frame.certificate;
    if (validUntil === null) throw new Error('an inspection mark ends');
    const lastDay = chinaDay(new Date(validUntil));
    const [year = '', month = ''] = lastDay.split('-');
    const written = (id: string): string => valueOf(data, id, say)?.['zh-CN'] ?? '';
    return {
      ...frame,
      title: say('papers:inspectionMark.title'),
      statement: null,
      parts: [
        {
          kind: 'mark',
          mark: { year, month, plate: written('plate'), vinTail: written('vinTail'), url: verificationUrl },
        },
        {
          kind: 'rows',
          heading: say('papers:headings.vehicle'),
          rows: [
            ...rowsOf(
              data,
              [
                { label: 'plate', half: true, required: true },
                { label: 'plateType', half: true },
                { label: 'make', half: true },
                { label: 'vinTail', half: true, required: true },
              ],
              say,
            ),
            { label: say('papers:labels.validUntil'), value: dateText(lastDay) },
          ],
        },
      ],
      notes: [
        say('papers:inspectionMark.placing'),
        say('papers:inspectionMark.electronic'),
        say('papers:inspectionMark.meaning'),
      ],
    };
  },
};
