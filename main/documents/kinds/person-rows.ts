import type { Row } from '../page-content.ts';
import type { PaperData } from '../paper-data.ts';
import { rowsOf } from '../paper-values.ts';
import type { BothWords } from '../words.ts';

/** Whom a paper is about, with the number by which the law knows them; two rows beside each other, or four. */
export function personRows(data: PaperData, say: BothWords, beside: 'half' | 'full' = 'full'): Row[] {
  const half = beside === 'half' ? ({ half: true } as const) : {};
  return rowsOf(
    data,
    [
      { label: 'name', strong: true, required: true, ...half },
      { label: 'sex', required: true, ...half },
      { label: 'birthDate', required: true, ...half },
      { label: data.person?.group === 'mainland' ? 'idNumber' : 'number', from: ['number'], required: true, ...half },
    ],
    say,
  );
}
