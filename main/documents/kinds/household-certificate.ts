import { maskCitizenId } from '../../contract/masking.ts';
import type { Row } from '../page-content.ts';
import type { PaperData } from '../paper-data.ts';
import { factText, rowsOf, same, valueOf } from '../paper-values.ts';
import type { BothWords } from '../words.ts';
import { personRows } from './person-rows.ts';
import { issuedFrame, modelForm } from './paper-kind.ts';
import type { PaperKind } from './paper-kind.ts';

/** As the sentence above, or among the answers. */
const shownAlready: ReadonlySet<string> = new Set(['statement', 'changedItem', 'relatedName']);

/** 户籍类证明: what the register says of one matter, for one use and one unit. */
export const householdCertificate: PaperKind = {
  mustSay: modelForm(
    'papers:householdCertificate.title',
    'papers:labels.name',
    'papers:labels.idNumber',
    'papers:labels.certificateType',
    'papers:labels.use',
    'papers:labels.receivingUnit',
  ),
  content: (data, say) => ({
    ...issuedFrame(data, say),
    title: say('papers:householdCertificate.title'),
    statement: valueOf(data, 'statement', say) ?? say('papers:householdCertificate.statement'),
    parts: [
      {
        kind: 'rows',
        heading: say('papers:headings.person'),
        rows: personRows(data, say, 'half'),
      },
      {
        kind: 'rows',
        heading: say('papers:headings.certified'),
        rows: [
          ...rowsOf(
            data,
            [
              { label: 'certificateType', required: true },
              { label: 'changedItem' },
              { label: 'relatedName', half: true },
            ],
            say,
          ),
          ...relatedNumber(data, say),
          ...data.facts
            .filter(({ id }) => !shownAlready.has(id))
            .map(({ id, value }) => ({ label: say(`facts:${id}`), value: factText(value, say) })),
        ],
      },
      {
        kind: 'rows',
        heading: say('papers:headings.use'),
        rows: rowsOf(
          data,
          [
            { label: 'use', from: ['useText', 'use'], required: true },
            { label: 'receivingUnit', required: true },
          ],
          say,
        ),
      },
    ],
    notes: [say('papers:householdCertificate.scope'), say('papers:householdCertificate.basis')],
  }),
};

/** Somebody else's number, to tell them from another of that name, and no more of it. */
function relatedNumber(data: PaperData, say: BothWords): Row[] {
  const number = valueOf(data, 'relatedNumber', say)?.['zh-CN'];
  if (!number) return [];
  return [{ label: say('papers:labels.relatedNumber'), value: same(maskCitizenId(number)), half: true }];
}
