import { parseArgs } from 'node:util';
import { baseCatalogue } from '../main/catalogue/catalogue.ts';
import { feeView } from '../main/catalogue/fee.ts';
import type { GroupIdentity, ServiceDefinition } from '../main/catalogue/service-definition.ts';
import { languageSchema, type Language } from '../main/contract/language.ts';
import { visitorGroups, type VisitorGroup } from '../main/contract/visitor-group.ts';
import { wordsFor, type Words } from '../main/documents/words.ts';
import { textTable } from './text-table.ts';

/** Words of this table alone; names and laws are the visitor's. */
const tableWords = {
  'zh-CN': {
    headings: ['代码', '名称', '内地', '港澳台', '外国', '证据', '类型', '费用（元）', '时限', '依据'],
    kinds: { instant: '即办', review: '审核', query: '查询' },
    sources: { statute: '法', page: '页' },
    free: '免费',
    minutes: (count: number) => `${count} 分钟`,
    days: (count: number) => `${count} 工作日`,
    promised: (count: number) => `承诺 ${count}`,
    article: (article: string) => `第 ${article} 条`,
    notes: '✓ 在这里办  → 到窗口  – 不适用    法：读过法条  页：公开的办事指南',
  },
  en: {
    headings: [
      'id',
      'name',
      'Mainland',
      'HK/Macao/Taiwan',
      'foreign',
      'evidence',
      'kind',
      'fee (yuan)',
      'limit',
      'basis',
    ],
    kinds: { instant: 'instant', review: 'review', query: 'query' },
    sources: { statute: 'statute', page: 'page' },
    free: 'free',
    minutes: (count: number) => `${count} min`,
    days: (count: number) => `${count} working day${count === 1 ? '' : 's'}`,
    promised: (count: number) => `promised: ${count}`,
    article: (article: string) => `Art. ${article}`,
    notes: "✓ here  → at a counter  – not for them    statute: read in the law  page: an office's published guide",
  },
} as const;
type TableWords = (typeof tableWords)[Language];

/** Refusals that say that a service is none of a group's business; every other one names a counter that does it. */
const notTheirs: ReadonlySet<string> = new Set(['notForHmt', 'notForForeigners']);

function groupMark({ who }: ServiceDefinition, group: VisitorGroup): string {
  const rule = who[group];
  if (rule.served) return '✓';
  return notTheirs.has(rule.refusal) ? '–' : '→';
}

const by = (method: GroupIdentity['methods'][number], group: GroupIdentity | undefined): boolean =>
  group?.methods.includes(method) ?? false;

/** By which evidence a visitor can say and prove who they are; none where a number of a paper is enough. */
export function evidenceOf({ identity, proof, steps }: ServiceDefinition): string[] {
  const { mainland, hmt, foreign } = identity;
  const all = [mainland, hmt, foreign];
  const found: Readonly<Record<string, boolean>> = {
    ID: by('card', mainland) || by('type', mainland),
    HMT: by('card', hmt) || by('passport', hmt),
    MRZ: all.some((group) => by('passport', group) && group?.documents.includes('passport')),
    EEP: all.some((group) => by('permitSlot', group)),
    FPR: by('card', foreign),
    FACE: proof?.face ?? false,
    FP: steps.includes('fingers') || (proof?.fingerprint ?? false),
    ALT: proof !== undefined,
  };
  return Object.keys(found).filter((code) => found[code]);
}

function feeText(service: ServiceDefinition, words: TableWords): string {
  const fee = feeView(service.fee);
  if (fee.kind === 'free') return words.free;
  return fee.kind === 'fixed' ? String(fee.yuan) : `${fee.yuanFrom}–${fee.yuanTo}`;
}

const limitLines = ({ limit }: ServiceDefinition, words: TableWords): string[] => [
  words.minutes(limit.minutes),
  ...(limit.workingDays === null ? [] : [words.days(limit.workingDays)]),
  ...(limit.promisedWorkingDays === null ? [] : [words.promised(limit.promisedWorkingDays)]),
];

/** One line for each law, with all its articles. */
function basisLines({ basis }: ServiceDefinition, words: TableWords, t: Words): string[] {
  const byLaw = Map.groupBy(basis, ({ law, source }) => `${t(`laws:${law}`)} [${words.sources[source]}]`);
  return [...byLaw].map(([law, rows]) => {
    const articles = rows.flatMap(({ article }) => (article === undefined ? [] : [article.replaceAll(',', ', ')]));
    return articles.length > 0 ? `${law} ${words.article(articles.join(', '))}` : law;
  });
}

/** The catalogue as a table for a terminal, in the order of the wall. */
export function servicesTable(services: readonly ServiceDefinition[], language: Language): string {
  const words = tableWords[language];
  const t = wordsFor(language);
  const rows = services.map((service) => [
    [service.id],
    [t(`services:${service.id}.name`)],
    ...visitorGroups.map((group) => [groupMark(service, group)]),
    [evidenceOf(service).join(' ') || '–'],
    [words.kinds[service.kind]],
    [feeText(service, words)],
    limitLines(service, words),
    basisLines(service, words, t),
  ]);
  return `${textTable(words.headings, rows)}\n${words.notes}\n`;
}

/** The language of the terminal: Chinese where it says so, else English. */
export const terminalLanguage = (lang: string | undefined): Language => (lang?.startsWith('zh') ? 'zh-CN' : 'en');

/** npm run services -- [--language zh-CN|en]. Returns the exit code. */
export function runServices(argv: readonly string[], lang: string | undefined, out: (text: string) => void): number {
  const { values } = parseArgs({ args: [...argv], options: { language: { type: 'string' } }, strict: false });
  const language = languageSchema.safeParse(values.language ?? terminalLanguage(lang));
  if (!language.success) {
    out('usage: npm run services -- [--language zh-CN|en]\n');
    return 2;
  }
  out(servicesTable(baseCatalogue, language.data));
  return 0;
}

if (import.meta.main) {
  process.exitCode = runServices(process.argv.slice(2), process.env['LC_ALL'] ?? process.env['LANG'], (text) =>
    process.stdout.write(text),
  );
}
