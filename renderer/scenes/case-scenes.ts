import type { CaseItemView, FactRow } from '../../main/contract/fact-row.ts';
import { progressAt, returning, scene, type Scenes } from './scene.ts';

const licenceFacts: readonly FactRow[] = [
  { id: 'licenceFile', value: { kind: 'hidden', text: '500100123456', masked: '5001****3456' } },
  { id: 'vehicleClasses', value: { kind: 'text', text: 'C1' } },
  { id: 'licenceState', value: { kind: 'word', of: 'licenceState', key: 'normal' } },
  { id: 'licencePoints', value: { kind: 'count', count: 6 } },
  { id: 'cycleEnds', value: { kind: 'date', date: '2027-03-14' } },
];

const crossing = (day: number, direction: 'exit' | 'entry'): CaseItemView => ({
  id: `crossing-${day}`,
  blocked: null,
  facts: [
    { id: 'crossingDate', value: { kind: 'date', date: `2026-09-${String(day).padStart(2, '0')}` } },
    { id: 'direction', value: { kind: 'word', of: 'direction', key: direction } },
    { id: 'port', value: { kind: 'bilingual', text: { 'zh-CN': '示例机场口岸', en: 'Example Airport' } } },
    {
      id: 'documentKind',
      value: { kind: 'word', of: 'documentKind', key: day % 3 === 0 ? 'hkMacaoPermit' : 'passport' },
    },
    { id: 'documentNumber', value: { kind: 'hidden', text: 'E12345678', masked: 'E****5678' } },
  ],
});

const violation = (id: string, fen: number, blocked: string | null): CaseItemView => ({
  id,
  blocked,
  facts: [
    { id: 'violationTime', value: { kind: 'time', time: '2026-10-18T07:42:00+08:00' } },
    {
      id: 'violationPlace',
      value: { kind: 'bilingual', text: { 'zh-CN': '示例大道与示例路口', en: 'Example Avenue at Example Road' } },
    },
    { id: 'plate', value: { kind: 'text', text: '渝A12345' } },
    {
      id: 'act',
      value: { kind: 'bilingual', text: { 'zh-CN': '违反禁止标线指示', en: 'Crossing a no-crossing line' } },
    },
    { id: 'fine', value: { kind: 'money', fen } },
    { id: 'points', value: { kind: 'count', count: 1 } },
  ],
});
const rules: readonly FactRow[] = [
  {
    id: 'brokenArticle',
    value: { kind: 'bilingual', text: { 'zh-CN': '道路交通安全法第三十八条', en: 'Road Traffic Safety Law, Art. 38' } },
  },
  {
    id: 'penaltyArticle',
    value: { kind: 'bilingual', text: { 'zh-CN': '道路交通安全法第九十条', en: 'Road Traffic Safety Law, Art. 90' } },
  },
];
const violations = [
  violation('violation-1', 10_000, null),
  violation('violation-2', 20_000, null),
  violation('violation-3', 50_000, 'fineOver200'),
  violation('violation-4', 10_000, 'pointsReach12'),
];
const here = { progress: progressAt('case') };

/** What the office says, and what the visitor answers to it. */
export const caseScenes: Scenes = {
  records: scene({ name: 'records', facts: licenceFacts, items: [] }, here),
  'records-many': scene(
    {
      name: 'records',
      facts: [],
      items: Array.from({ length: 27 }, (_, index) => crossing(index + 1, index % 2 === 0 ? 'exit' : 'entry')),
    },
    here,
  ),
  'records-none': scene({ name: 'records', facts: [], items: [] }, here),
  choose: scene({ name: 'choose', facts: licenceFacts, items: violations, chosen: null }, here),
  'choose-chosen': scene({ name: 'choose', facts: licenceFacts, items: violations, chosen: 'violation-2' }, here),
  'choose-none': scene(
    { name: 'choose', facts: licenceFacts, items: violations.filter(({ blocked }) => blocked !== null), chosen: null },
    here,
  ),
  statement: scene(
    {
      name: 'statement',
      facts: [...(violations[0]?.facts ?? []), ...rules],
      basis: [
        { law: 'roadTrafficSafetyLaw', article: '38,90' },
        { law: 'administrativePenaltyLaw', article: '44–45' },
        { law: 'trafficViolationProcedure', article: '58' },
      ],
    },
    { ...here, ...returning },
  ),
  defence: scene({ name: 'defence', value: '', fault: null, maxLength: 200 }, { ...here, ...returning }),
  'defence-long': scene(
    {
      name: 'defence',
      value: '救护车从后面过来，为了让路，我压到了实线。当时车上还有行车记录仪的录像，可以提供给民警核对。'.repeat(3),
      fault: 'badCharacter',
      maxLength: 200,
    },
    { ...here, ...returning },
  ),
};
