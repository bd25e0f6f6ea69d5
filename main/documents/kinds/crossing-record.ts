import type { CaseItemView } from '../../contract/fact-row.ts';
import type { Bilingual } from '../../contract/language.ts';
import type { PaperData } from '../paper-data.ts';
import { factText, rowsOf, same, valueOf } from '../paper-values.ts';
import type { BothWords } from '../words.ts';
import { personRows } from './person-rows.ts';
import { issuedFrame, modelForm, wantedBy } from './paper-kind.ts';
import type { PaperKind } from './paper-kind.ts';

/** By the ids of a crossing's facts. */
const columns = [
  { id: 'crossingDate', share: 0.2 },
  { id: 'direction', share: 0.11 },
  { id: 'port', share: 0.23 },
  { id: 'documentKind', share: 0.24 },
  { id: 'documentNumber', share: 0.16 },
] as const;

/** 出入境记录: every crossing of the period, under the electronic seal that makes it worth a stamped paper. */
export const crossingRecord: PaperKind = {
  mustSay: [
    ...wantedBy('onlineServiceRules', '9')('papers:crossingRecord.seal', 'papers:closing.authority'),
    ...modelForm(
      'papers:crossingRecord.title',
      'papers:labels.name',
      'papers:labels.idNumber',
      'papers:labels.period',
      'papers:labels.crossings',
      ...columns.map(({ id }) => `papers:labels.${id}`),
    ),
  ],
  content: (data, say) => ({
    ...issuedFrame(data, say),
    title: say('papers:crossingRecord.title'),
    statement: say('papers:crossingRecord.statement'),
    parts: [
      { kind: 'rows', heading: null, rows: whose(data, say) },
      {
        kind: 'table',
        columns: [
          { label: say('papers:labels.index'), share: 0.06 },
          ...columns.map(({ id, share }) => ({ label: say(`papers:labels.${id}`), share })),
        ],
        rows: data.items.map((item, index) => [same(String(index + 1)), ...cellsOf(item, say)]),
      },
    ],
    notes: [
      say(data.items.length === 0 ? 'papers:crossingRecord.none' : 'papers:crossingRecord.end'),
      say('papers:crossingRecord.seal'),
    ],
  }),
};

function whose(data: PaperData, say: BothWords) {
  const asked = rowsOf(
    data,
    [
      { label: 'crossingDocument', half: true },
      { label: 'recordUse', half: true },
    ],
    say,
  );
  const count = { label: say('papers:labels.crossings'), value: same(String(data.items.length)) };
  return [
    ...personRows(data, say, 'half'),
    { label: say('papers:labels.period'), value: period(data, say) },
    ...asked,
    count,
  ];
}

function period(data: PaperData, say: BothWords): Bilingual {
  const [from, to] = [valueOf(data, 'periodFrom', say), valueOf(data, 'periodTo', say)];
  if (!from || !to) throw new Error('a record of crossings names its period');
  return say('papers:fromTo', (language) => ({ from: from[language], to: to[language] }));
}

const cellsOf = ({ facts }: CaseItemView, say: BothWords): Bilingual[] =>
  columns.map(({ id }) => {
    const fact = facts.find((row) => row.id === id);
    return fact ? factText(fact.value, say) : same('');
  });
