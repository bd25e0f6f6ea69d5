import { codeChecks } from '../../main/contract/code-rules.ts';
import type { CaseItemView, FactRow } from '../../main/contract/fact-row.ts';
import type { FieldView } from '../../main/contract/field-view.ts';
import type { BasisView, ServiceView } from '../../main/contract/service-view.ts';
import type { Step } from '../../main/contract/session-snapshot.ts';

/** The words that a step's page cannot do without, as `namespace:key`. */
export const wordsOf = (step: Step): string[] => [...frameWords(step), ...ownWords(step)];

/** A question's page has no words but the question's own. */
function frameWords(step: Step): string[] {
  if (step.name === 'field' || step.name === 'question') return [];
  return [`journey:${step.name === 'checking' ? `checking.${step.what}.heading` : step.name}`];
}

function ownWords(step: Step): string[] {
  switch (step.name) {
    case 'about':
      return serviceWords(step.service);
    case 'question':
      return [...fieldWords(step.id), ...step.options.map((option) => `fields:${step.id}.options.${option}`)];
    case 'identityMethod':
      return step.methods.flatMap((method) => [
        `journey:identityMethod.${method}.title`,
        `journey:identityMethod.${method}.text`,
      ]);
    case 'documentShown':
      return [`journey:documentShown.kinds.${step.document.kind}`];
    case 'refused':
      return [
        ...['what', 'do'].map((part) => `refusals:${step.refusal.reason}.${part}`),
        ...basisWords(step.refusal.basis ? [step.refusal.basis] : []),
      ];
    case 'records':
    case 'choose':
      return [...factWords(step.facts), ...itemWords(step.items)];
    case 'statement':
      return [...factWords(step.facts), ...basisWords(step.basis)];
    case 'field':
      return [...fieldWords(step.field.id), ...kindWords(step.field)];
    case 'review':
      return step.rows.flatMap(({ id, kind, value }) => [
        `fields:${id}.short`,
        ...(kind === 'option' ? [`fields:${id}.options.${value}`] : []),
      ]);
    default:
      return [];
  }
}

const serviceWords = (service: ServiceView): string[] => [
  `services:${service.id}.name`,
  `services:${service.id}.summary`,
  ...service.materials.map(({ id }) => `materials:${id}`),
  ...service.purposes.map(({ id }) => `fields:purpose.options.${id}`),
  ...basisWords(service.basis),
  ...Object.values(service.groups).flatMap((group) =>
    group.state === 'elsewhere' ? [`refusals:${group.refusal}.what`, `refusals:${group.refusal}.do`] : [],
  ),
];

const basisWords = (basis: readonly BasisView[]): string[] => basis.map(({ law }) => `laws:${law}`);
const fieldWords = (id: string): string[] => [`fields:${id}.short`, `fields:${id}.question`];

function kindWords(field: FieldView): string[] {
  if (field.kind === 'choice') return field.options.map((option) => `fields:${field.id}.options.${option}`);
  if (field.kind !== 'code') return [];
  const warnings = codeChecks[field.rule].warning ? [`codes:${field.rule}.warnings.checkDigit`] : [];
  return [
    `codes:${field.rule}.format`,
    `codes:${field.rule}.faults.tooShort`,
    `codes:${field.rule}.faults.badShape`,
    ...warnings,
  ];
}

const factWords = (facts: readonly FactRow[]): string[] =>
  facts.flatMap(({ id, value }) => [
    `facts:${id}`,
    ...(value.kind === 'word' ? [`facts:values.${value.of}.${value.key}`] : []),
  ]);
const itemWords = (items: readonly CaseItemView[]): string[] =>
  items.flatMap(({ facts, blocked }) => [...factWords(facts), ...(blocked ? [`blocked:${blocked}`] : [])]);
