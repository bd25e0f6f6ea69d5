import { everybody } from '../applicant.ts';
import type { ServiceDefinition } from '../service-definition.ts';

/**
 * 出入境办证进度与签注余次查询 — Application Progress and Remaining-Visits Query. Who has the number of the receipt and the
 * end of the document is shown how far it is, and nobody's name.
 */
export const exitEntryProgressQuery: ServiceDefinition = {
  id: 'exit-entry-progress-query',
  area: 'exit-entry',
  kind: 'query',
  open: true,
  who: everybody,
  age: { minimum: 0 },
  questions: [{ id: 'progressLookup', options: ['receipt', 'permit'], refuses: {} }],
  identity: {},
  materials: [
    { id: 'applicationReceipt', need: 'ifAny' },
    { id: 'hkMacaoPermit', need: 'ifAny', groups: ['mainland'] },
  ],
  steps: ['about', 'notice', 'questions', 'fields', 'case', 'submit', 'paper'],
  fields: [
    {
      id: 'receiptNumber',
      kind: 'code',
      rule: 'receipt',
      scan: true,
      when: { answers: { progressLookup: ['receipt'] } },
    },
    { id: 'documentTail', kind: 'code', rule: 'documentTail', when: { answers: { progressLookup: ['receipt'] } } },
    {
      id: 'permitNumber',
      kind: 'code',
      rule: 'exitEntryPermit',
      scan: true,
      when: { answers: { progressLookup: ['permit'] } },
    },
  ],
  purposes: [],
  fee: { kind: 'free' },
  payment: 'none',
  limit: { minutes: 2, workingDays: null, promisedWorkingDays: null },
  needs: { devices: [], gateway: true },
  handOver: 'none',
  result: { document: 'none', receipt: 'query' },
  refusals: [{ id: 'applicationNotFound', place: 'exitEntryCounter' }],
  offers: ['hk-macao-endorsement'],
  basis: [
    // A receipt for a visa decides within 7 working days, one for a residence permit within 15.
    { law: 'foreignersEntryRegulations', article: '13', source: 'statute' },
    { law: 'foreignersEntryRegulations', article: '18', source: 'statute' },
    { law: 'onlineServiceRules', article: '6', source: 'statute' },
  ],
};
