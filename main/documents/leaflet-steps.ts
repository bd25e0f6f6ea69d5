import type { ServiceDefinition, StepKind } from '../catalogue/service-definition.ts';
import { servedGroups } from '../catalogue/service-view.ts';
import type { Language } from '../contract/language.ts';
import { identityMethods } from '../contract/session-snapshot.ts';
import type { Words } from './words.ts';

/** The way through a service in four to seven steps of plain sentences. */
export function leafletSteps(service: ServiceDefinition, language: Language, words: Words): string[] {
  const { id, area, steps, kind, result, handOver, payment } = service;
  const has = (...kinds: readonly StepKind[]): boolean => kinds.some((one) => steps.includes(one));
  const say = (key: string, params = {}): string => words(`guide:steps.${key}`, params);
  const taken = (['idPhoto', 'fingers'] as const).filter((one) => has(one));
  const what = list(
    taken.map((one) => say(`take.${one}`)),
    language,
    'conjunction',
  );
  const parts: readonly (readonly string[])[] = [
    [say('open', { area: words(`journey:areas.${area}`), service: words(`services:${id}.name`) })],
    has('identity') ? identitySentences(service, language, say) : [],
    [...(has('choose') ? [say('choose')] : []), ...(has('fields') ? [say('fields')] : [])],
    has('statement') ? [say('statement')] : [],
    taken.length > 0 ? [say('record', { what })] : [],
    has('sign', 'review') ? [say(has('sign') ? 'sign' : 'review')] : [],
    kind === 'query' ? [say('records')] : [],
    payment === 'none' ? [] : [say(`pay.${payment}`)],
    handOver === 'none' ? [] : [say(`handOver.${handOver}`)],
    [say(result.document === 'none' ? 'paper.receipt' : 'paper.document')],
  ];
  return parts.filter(({ length }) => length > 0).map((sentences) => sentences.join(language === 'en' ? ' ' : ''));
}

type Say = (key: string, params?: Readonly<Record<string, string>>) => string;

function identitySentences(service: ServiceDefinition, language: Language, say: Say): string[] {
  const { identity, proof } = service;
  const used = servedGroups(service).flatMap((group) => identity[group]?.methods ?? []);
  const methods = identityMethods.filter((method) => used.includes(method)).map((method) => say(`identity.${method}`));
  const ways = proof ? [...(['face', 'fingerprint'] as const).filter((way) => proof[way]), proof.alternative] : [];
  const either = (texts: readonly string[]): string => list(texts, language, 'disjunction');
  return [
    say('identityBy', { methods: either(methods) }),
    ...(ways.length > 0 ? [say('proof', { ways: either(ways.map((way) => say(`ways.${way}`))) })] : []),
  ];
}

export const list = (texts: readonly string[], language: Language, type: 'conjunction' | 'disjunction'): string =>
  new Intl.ListFormat(language, { type }).format(texts);
