import { baseCatalogue } from '../../main/catalogue/catalogue.ts';
import type { FieldDefinition, ServiceDefinition } from '../../main/catalogue/service-definition.ts';
import { areaViews, serviceView, type Capabilities } from '../../main/catalogue/service-view.ts';
import { deviceNames } from '../../main/contract/device-status.ts';
import type { FieldFault, FieldView, FieldWarning } from '../../main/contract/field-view.ts';
import { placeKinds, type HallPlace } from '../../main/contract/hall-place.ts';
import type { Language } from '../../main/contract/language.ts';
import type { AreaView, Availability } from '../../main/contract/service-view.ts';
import type { SessionSnapshot, Step } from '../../main/contract/session-snapshot.ts';
import { fieldViewOf } from '../../main/journey/field-answer.ts';
import { refusalView } from '../../main/journey/refusal-view.ts';
import { typedDocumentFields } from '../../main/journey/typed-document.ts';
import { paper, progressAt, returning, scene } from '../../renderer/scenes/scene.ts';
import { today, validValue } from '../support/valid-values.ts';
import { wordsAt, wordsBelow } from '../support/locale-words.ts';

/** A page of a service. */
export interface CataloguePage {
  readonly name: string;
  /** One after the other, as in a visit; the last one is the page. */
  readonly snapshots: readonly [...SessionSnapshot[], SessionSnapshot];
  /** Words that must be on it. */
  readonly says: readonly string[];
  /** Titles of answers that stand on several pages where one has no room for all. */
  readonly options: Readonly<Record<string, string>>;
  /** The same page once more, with what is wrong with the answer. */
  readonly again: boolean;
}

const longPlace = (kind: HallPlace['kind']): HallPlace => ({
  kind,
  name: { 'zh-CN': '示例区公安分局出入境管理支队接待大厅', en: 'Example District Exit and Entry Administration Hall' },
  address: { 'zh-CN': '示例大道北段 1024 号附 10 号一楼', en: 'ground floor, 1024-10 Example Avenue North' },
  hours: { 'zh-CN': '周一至周五 9:00–12:00、13:30–17:00', en: 'Monday to Friday 9:00–12:00 and 13:30–17:00' },
  phone: '023-0000 0120',
  distanceMetres: 12_400,
});
const places = placeKinds.map(longPlace);
const all: Capabilities = {
  services: baseCatalogue,
  gateway: true,
  gatewayServices: baseCatalogue.map(({ id }) => id),
  canKeep: true,
  permitRewriter: true,
  fittedDevices: deviceNames,
  brokenDevices: [],
  places,
};

/** All tiles, in each state that a tile may have. */
export const tiles: Readonly<Record<string, readonly AreaView[]>> = {
  available: areaViews(all),
  queued: withAvailability({ state: 'queued' }),
  counter: withAvailability({ state: 'counter', because: 'documentPrinter' }),
};

function withAvailability(availability: Availability): AreaView[] {
  return areaViews(all).map((area) => ({
    ...area,
    services: area.services.map((service) => ({ ...service, availability })),
  }));
}

/** Every page of the catalogue whose words are a service's own. */
export const cataloguePages = (language: Language): CataloguePage[] => {
  const services = baseCatalogue.flatMap((service) => pagesOf(service, language));
  const typed = typedDocumentFields.flatMap((field) => fieldPages('typed document', [], field, language));
  return [...onceEach(services), ...onceEach(typed)];
};

/** Several services ask for the same thing in the same words. */
function onceEach(pages: readonly CataloguePage[]): CataloguePage[] {
  const seen = new Set<string>();
  return pages.filter(({ snapshots }) => {
    const page = JSON.stringify(snapshots.at(-1));
    return !seen.has(page) && seen.add(page);
  });
}

function pagesOf(service: ServiceDefinition, language: Language): CataloguePage[] {
  const view = serviceView(service, all);
  const asks = { language, ...returning };
  const words = (key: string): string => wordsAt(language, key);
  const about = scene({ name: 'about', service: view, leaflet: paper('waiting') }, { language });
  const first = {
    name: `${service.id} about`,
    says: [words(`services:${service.id}.name`)],
    options: {},
    again: false,
  };
  const page = (name: string, step: Step, says: string): CataloguePage => ({
    name: `${service.id} ${name}`,
    snapshots: [about, scene(step, { ...asks, progress: progressAt('details') })],
    says: [says],
    options: {},
    again: false,
  });
  return [
    { ...first, snapshots: [about] },
    ...service.refusals.map(({ id }) => {
      const refusal = refusalView(service, { reason: id, from: '2027-02-21' }, places);
      const step: Step = { name: 'refused', service: view, refusal, slip: paper('failed', 'receipt-paper-out') };
      return page(`refused: ${id}`, step, words(`refusals:${id}.what`));
    }),
    ...service.questions.map(({ id, options }) =>
      page(`question: ${id}`, { name: 'question', id, options, value: '' }, words(`fields:${id}.question`)),
    ),
    ...service.fields.flatMap((field) => fieldPages(service.id, [about], field, language)),
  ];
}

/** A question as it is asked first, with its longest fault and with its longest warning. */
function fieldPages(
  of: string,
  before: readonly SessionSnapshot[],
  definition: FieldDefinition,
  language: Language,
): CataloguePage[] {
  const field = fieldViewOf(definition, today);
  const words = (key: string): string => wordsAt(language, key);
  const asked = (
    name: string,
    told: { fault?: FieldFault; warning?: FieldWarning; value?: string },
    says: string,
  ): CataloguePage => ({
    name: `${of} field: ${field.id}${name}`,
    snapshots: [
      ...before,
      scene(
        { name: 'field', field, value: '', fault: null, warning: null, ...told },
        { language, ...returning, progress: progressAt('details') },
      ),
    ],
    says: [words(`fields:${field.id}.question`), says],
    options:
      field.kind === 'choice' && says === ''
        ? Object.fromEntries(field.options.map((id) => [id, words(`fields:${field.id}.options.${id}`)]))
        : {},
    again: says !== '',
  });
  const [fault, faultWords] = longest(field, 'faults', language);
  const pages = [asked('', {}, ''), asked(`, ${fault}`, { fault: fault as FieldFault }, faultWords)];
  if (!mayWarn(definition, language)) return pages;
  const [warning, warningWords] = longest(field, 'warnings', language);
  // A warning is about an answer, which is right.
  const value = validValue(definition);
  return [...pages, asked(`, ${warning}`, { warning: warning as FieldWarning, value }, warningWords)];
}

const mayWarn = (field: FieldDefinition, language: Language): boolean =>
  field.kind === 'date'
    ? field.lateAfterDays !== undefined
    : field.kind === 'code' && Object.keys(wordsBelow(language, `codes:${field.rule}.warnings`)).length > 0;

/** The longest words that a fault or warning of this question may have, with its key; empty where there are none. */
function longest(field: FieldView, list: 'faults' | 'warnings', language: Language): [key: string, words: string] {
  const words = {
    ...wordsBelow(language, `fields:${list}`),
    ...(field.kind === 'code' ? wordsBelow(language, `codes:${field.rule}.${list}`) : {}),
    ...wordsBelow(language, `fields:${field.id}.${list}`),
  };
  const longestFirst = Object.entries(words).toSorted(([, one], [, other]) => other.length - one.length);
  return longestFirst[0] ?? ['', ''];
}
