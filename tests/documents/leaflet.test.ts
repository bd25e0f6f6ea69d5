import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { baseCatalogue } from '../../main/catalogue/catalogue.ts';
import type { ServiceDefinition } from '../../main/catalogue/service-definition.ts';
import { servedGroups } from '../../main/catalogue/service-view.ts';
import { languages, type Language } from '../../main/contract/language.ts';
import { leafletContent } from '../../main/documents/leaflet-content.ts';
import { leafletPdf } from '../../main/documents/leaflet.ts';
import { lawText } from '../../main/documents/law-text.ts';
import { wordsFor } from '../../main/documents/words.ts';
import { expectApproved } from '../support/approved-picture.ts';
import { counter, issued, serviceOf } from '../support/receipts.ts';
import { hasPoppler, pdfCharacters, pdfInfo, pdfPages, pdfPicture, pdfWords, spaceless } from '../support/poppler.ts';

const poppler = hasPoppler();
const dataOf = (service: ServiceDefinition, language: Language) => ({
  service,
  language,
  hallName: issued.hallName,
  places: [counter, { ...counter, kind: 'exitEntryCounter' as const }, { ...counter, kind: 'bank' as const }],
  printedAt: issued.printedAt,
});
const all = baseCatalogue.flatMap((service) =>
  languages.map((language) => [service.id, language, dataOf(service, language)] as const),
);

const contentOf = (id: string, language: Language) => leafletContent(dataOf(serviceOf(id), language));

/** Figures that must stand on it, whatever its words say. */
function figures({ fee, limit }: ServiceDefinition): number[] {
  const money =
    fee.kind === 'free'
      ? []
      : fee.kind === 'fine'
        ? [fee.yuanFrom, fee.yuanTo]
        : [fee.yuan, ...fee.terms.flatMap(({ yuan }) => Object.values(yuan))].filter((yuan) => yuan > 0);
  return [...money, limit.minutes, limit.workingDays ?? 0, limit.promisedWorkingDays ?? 0].filter((one) => one > 0);
}

describe.skipIf(!poppler.ok)(`each leaflet${poppler.ok ? '' : ` (${poppler.reason})`}`, () => {
  test.each(all)('of %s in %s is one page that says all', async (_id, language, data) => {
    const { service } = data;
    const pdf = await leafletPdf(data);
    const text = pdfCharacters(pdf);
    const words = wordsFor(language);
    const wanted = [
      words(`services:${service.id}.name`),
      words(`services:${service.id}.summary`),
      ...(service.fee.kind === 'free' ? [words('journey:fee.free')] : []),
      ...figures(service).map(String),
      ...service.materials.map(({ id }) => words(`materials:${id}`)),
      ...service.basis.map(({ law }) => words(`laws:${law}`)),
      ...service.basis.flatMap(
        ({ article = null, law }) =>
          lawText({ law, article }, language)
            .slice(words(`laws:${law}`).length)
            .match(/\d+(?:–\d+)?/g) ?? [],
      ),
      ...service.refusals.map(({ id }) => words(`refusals:${id}.what`)),
      ...service.purposes.map(({ id }) => words(`fields:purpose.options.${id}`)),
    ];
    expect(wanted.filter((one) => !text.includes(spaceless(one)))).toEqual([]);
    expect(pdfPages(pdf)).toBe(1);
    expect(pdfInfo(pdf)).toMatch(/Tagged:\s+yes/);
    // All of it on the paper, inside the margins that a printer leaves white.
    for (const word of pdfWords(pdf)) {
      expect(word.left).toBeGreaterThan(36);
      expect(word.right).toBeLessThan(560);
      expect(word.bottom).toBeLessThan(830);
    }
  });

  test.each([
    ['temp-id-proof', 'zh-CN'],
    ['hk-macao-endorsement', 'en'],
    ['driving-licence-renewal', 'zh-CN'],
  ] as const)('of %s in %s looks as approved', async (id, language) => {
    const pdf = await leafletPdf(dataOf(serviceOf(id), language));
    expectApproved(pdfPicture(pdf, 75), new URL(`approved/leaflet-${id}-${language}.png`, import.meta.url));
  });
});

describe('what a leaflet says', () => {
  test.each(all)('%s in %s takes four to seven steps', (_id, _language, data) => {
    const steps = leafletContent(data).sections.find(({ numbered }) => numbered)?.points ?? [];
    expect(steps.length).toBeGreaterThanOrEqual(4);
    expect(steps.length).toBeLessThanOrEqual(7);
  });

  test.each(baseCatalogue)('$id shows each group as served here or not', (service) => {
    const { groups } = leafletContent(dataOf(service, 'en'));
    expect(groups.filter(({ served }) => served).map(({ group }) => group)).toEqual(servedGroups(service));
  });

  test('each way of the endorsement has its price, and both places cost twice', () => {
    const fee = contentOf('hk-macao-endorsement', 'en').sections.find(({ heading }) => heading === 'Fee')?.points;
    expect(fee).toContain('1 visit within 3 months: 15 yuan');
    expect(fee).toContain('Multiple visits within 1 year: 80 yuan');
    expect(fee).toContain('Hong Kong and Macao: 2 times as much');
  });

  test('what costs more is named beside the fee', () => {
    const fee = contentOf('id-card-replacement', 'zh-CN').sections.find(({ heading }) => heading === '费用')?.points;
    expect(fee).toEqual(['40 元', `${wordsFor('zh-CN')('fields:temporaryCard.short')}：加 10 元`]);
  });

  test('a place is named only where somebody may be sent there', () => {
    const where = contentOf('temp-id-proof', 'en').sections.find(({ heading }) => heading === 'Where else to go');
    expect(where?.points).toHaveLength(1);
    expect(where?.points[0]).toContain('023-00000120');
    const none = leafletContent({ ...dataOf(serviceOf('temp-id-proof'), 'en'), places: [] });
    expect(none.sections.map(({ heading }) => heading)).not.toContain('Where else to go');
  });

  test('too many words are a mistake of the words, not a second page', async () => {
    const localesDir = fileURLToPath(new URL('../../locales', import.meta.url));
    const service = serviceOf('temp-id-proof');
    const refusals = Array.from({ length: 200 }, () => service.refusals[3]!);
    const data = { ...dataOf(service, 'en'), service: { ...service, refusals } };
    await expect(leafletPdf(data, { localesDir })).rejects.toThrow(/does not fit/);
  });
});
