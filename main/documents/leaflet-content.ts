import type { ServiceDefinition } from '../catalogue/service-definition.ts';
import { servedGroups } from '../catalogue/service-view.ts';
import { chinaDay } from '../clock/china-time.ts';
import { distanceOf, type HallPlace } from '../contract/hall-place.ts';
import type { Bilingual, Language } from '../contract/language.ts';
import { visitorGroups, type VisitorGroup } from '../contract/visitor-group.ts';
import { lawText } from './law-text.ts';
import { leafletSteps, list } from './leaflet-steps.ts';
import { localDate } from './local-time.ts';
import { serviceRemark } from './service-words.ts';
import { wordsFor, type Words } from './words.ts';

export interface LeafletData {
  readonly service: ServiceDefinition;
  readonly language: Language;
  readonly hallName: Bilingual;
  /** Where people are helped whom the kiosk cannot help, as the city wrote them down. */
  readonly places?: readonly HallPlace[];
  readonly printedAt: Date;
}

/** A service's leaflet (办事指南, 行政许可法 Art. 30) as data, in one language: leaflet-page.ts draws it. */
export interface LeafletContent {
  readonly language: Language;
  readonly kind: string;
  readonly hallName: string;
  readonly title: string;
  readonly summary: string;
  /** What it may be confused with. */
  readonly isNot: { readonly label: string; readonly text: string } | null;
  readonly groups: readonly { readonly group: VisitorGroup; readonly served: boolean; readonly name: string }[];
  readonly sections: readonly LeafletSection[];
  readonly foot: readonly string[];
}

export interface LeafletSection {
  readonly heading: string;
  readonly points: readonly string[];
  readonly numbered?: true;
}

export function leafletContent(data: LeafletData, localesDir?: string): LeafletContent {
  const { service, language, hallName, places = [], printedAt } = data;
  const words = wordsFor(language, localesDir);
  const isNot = serviceRemark(service.id, 'isNot', language, localesDir);
  const tip = serviceRemark(service.id, 'tip', language, localesDir);
  const section = (heading: string, points: readonly string[]): LeafletSection => ({ heading: words(heading), points });
  const sections: readonly LeafletSection[] = [
    section('guide:heading.who', whoPoints(service, words)),
    section('journey:about.bring', materialPoints(service, language, words)),
    { ...section('guide:heading.steps', leafletSteps(service, language, words)), numbered: true },
    section('journey:about.fee', feePoints(service, words)),
    section('journey:about.time', timePoints(service, words)),
    section('journey:about.uses', usePoints(service, words, language)),
    section('guide:heading.notHere', refusalPoints(service, words)),
    section('guide:heading.where', placePoints(service, places, language, words)),
    section('journey:about.basis', basisPoints(service, language, localesDir)),
  ];
  return {
    language,
    kind: words('guide:title'),
    hallName: hallName[language],
    title: words(`services:${service.id}.name`),
    summary: words(`services:${service.id}.summary`),
    isNot: isNot === null ? null : { label: words('guide:isNot'), text: isNot },
    groups: visitorGroups.map((group) => ({
      group,
      served: service.who[group].served,
      name: words(`journey:groups.${group}`),
    })),
    sections: sections.filter(({ points }) => points.length > 0),
    foot: [
      ...(tip === null ? [] : [tip]),
      words('guide:call'),
      words('guide:printed', { day: localDate(language, chinaDay(printedAt)) }),
    ],
  };
}

function whoPoints({ who, age }: ServiceDefinition, words: Words): string[] {
  const elsewhere = visitorGroups.flatMap((group) => {
    const rule = who[group];
    return rule.served ? [] : [rule.refusal];
  });
  const { minimum, guardianBelow } = age;
  return [
    minimum > 0 ? words('guide:age.from', { age: minimum }) : words('guide:age.any'),
    ...(guardianBelow === undefined ? [] : [words('guide:age.guardian', { age: guardianBelow })]),
    ...[...new Set(elsewhere)].map((refusal) => words(`refusals:${refusal}.what`)),
  ];
}

function materialPoints(service: ServiceDefinition, language: Language, words: Words): string[] {
  const { materials } = service;
  const here = servedGroups(service);
  const points = (['bring', 'ifAny', 'shared'] as const).flatMap((need) => {
    const named = materials
      .filter((material) => material.need === need)
      .map(({ id, groups = visitorGroups }) => {
        const meant = here.filter((group) => groups.includes(group));
        if (meant.length === here.length) return words(`materials:${id}`);
        const names = meant.map((group) => words(`journey:groups.${group}`));
        return words('guide:only', {
          material: words(`materials:${id}`),
          groups: list(names, language, 'conjunction'),
        });
      });
    return named.map((material) => words(`guide:need.${need}`, { material }));
  });
  const nothing = materials.some(({ need }) => need === 'bring') ? [] : [words('journey:about.bringNothing')];
  return [...nothing, ...points];
}

function feePoints({ fee }: ServiceDefinition, words: Words): string[] {
  switch (fee.kind) {
    case 'free':
      return [words('journey:fee.free')];
    case 'fine':
      return [words('guide:fee.fine', { from: fee.yuanFrom, to: fee.yuanTo })];
    case 'table': {
      const base = fee.yuan > 0 ? [words('journey:fee.yuan', { fee: fee.yuan })] : [];
      return [...base, ...fee.terms.flatMap((term) => termPoints(term, fee.yuan > 0, words))];
    }
  }
}

type Term = Extract<ServiceDefinition['fee'], { kind: 'table' }>['terms'][number];

function termPoints({ field, yuan, times }: Term, more: boolean, words: Words): string[] {
  const option = (of: string, key: string): string => words(`fields:${of}.options.${key}`);
  const priced = Object.entries(yuan).filter(([, price]) => price > 0);
  // A yes that costs more is named by what it is about.
  const named = (key: string): string => (priced.length === 1 ? words(`fields:${field}.short`) : option(field, key));
  return [
    ...priced.map(([key, price]) =>
      words(`guide:fee.${more ? 'more' : 'option'}`, { option: named(key), yuan: price }),
    ),
    ...Object.entries(times?.of ?? {})
      .filter(([, factor]) => factor > 1)
      .map(([key, factor]) => words('guide:fee.times', { option: option(times?.field ?? '', key), times: factor })),
  ];
}

function timePoints({ limit }: ServiceDefinition, words: Words): string[] {
  const { minutes, workingDays, promisedWorkingDays } = limit;
  const days = (key: string, count: number | null): string[] =>
    count === null ? [] : [words(`journey:about.${key}`, { count })];
  return [
    words('journey:about.minutes', { count: minutes }),
    ...days('decided', workingDays),
    ...days('usually', promisedWorkingDays),
  ];
}

const usePoints = ({ purposes }: ServiceDefinition, words: Words, language: Language): string[] =>
  purposes.map(({ id, validityHours }) =>
    [words(`fields:purpose.options.${id}`), words('journey:validHours', { count: validityHours })].join(
      language === 'en' ? ': ' : '：',
    ),
  );

/** One line for each law, with all its articles. */
const basisPoints = ({ basis }: ServiceDefinition, language: Language, localesDir?: string): string[] =>
  [...Map.groupBy(basis, ({ law }) => law)].map(([law, rows]) => {
    const articles = rows
      .flatMap(({ article = '' }) => article.split(','))
      .filter((article) => article !== '')
      .toSorted((one, other) => Number.parseInt(one, 10) - Number.parseInt(other, 10));
    return lawText({ law, article: articles.length > 0 ? articles.join(',') : null }, language, localesDir);
  });

/** Of a group that is not served, the first section speaks already. */
function refusalPoints({ refusals, who }: ServiceDefinition, words: Words): string[] {
  const ofGroups = new Set(visitorGroups.flatMap((group) => (who[group].served ? [] : [who[group].refusal])));
  return refusals.filter(({ id }) => !ofGroups.has(id)).map(({ id }) => words(`refusals:${id}.what`));
}

function placePoints(
  { refusals }: ServiceDefinition,
  places: readonly HallPlace[],
  language: Language,
  words: Words,
): string[] {
  const kinds = [...new Set(refusals.map(({ place }) => place))];
  const named = kinds.flatMap((kind) => places.find((place) => place.kind === kind) ?? []);
  return named.map(({ name, address, hours, phone, distanceMetres }) => {
    const { unit, distance } = distanceOf(distanceMetres);
    const far = words(`journey:refused.${unit}`, { distance });
    return words('guide:place', {
      name: name[language],
      address: address[language],
      hours: hours[language],
      phone,
      far,
    });
  });
}
