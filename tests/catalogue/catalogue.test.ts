import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { baseCatalogue } from '../../main/catalogue/catalogue.ts';
import {
  serviceDefinitionSchema,
  type Condition,
  type FieldDefinition,
  type ServiceDefinition,
  type StepKind,
} from '../../main/catalogue/service-definition.ts';
import { servedGroups } from '../../main/catalogue/service-view.ts';
import { areaIds } from '../../main/contract/service-view.ts';
import { visitorGroups } from '../../main/contract/visitor-group.ts';

const ids = baseCatalogue.map(({ id }) => id);
const catalogueFolder = path.resolve(import.meta.dirname, '../../main/catalogue');

test('the wall has 21 services, each once, area by area', () => {
  expect(ids).toHaveLength(21);
  expect(new Set(ids).size).toBe(21);
  const areas = baseCatalogue.map(({ area }) => areaIds.indexOf(area));
  expect(areas).toEqual(areas.toSorted((a, b) => a - b));
  expect(areaIds.map((area) => baseCatalogue.filter((service) => service.area === area).length)).toEqual([7, 6, 8]);
});

/** The options of an earlier question or choice, by its id. */
function optionsBefore(
  { questions, fields }: ServiceDefinition,
  field: FieldDefinition | null,
): Map<string, readonly string[]> {
  const earlier = field ? fields.slice(0, fields.indexOf(field)) : fields;
  return new Map([
    ...questions.map(({ id, options }): [string, readonly string[]] => [id, options]),
    ...earlier.flatMap((one): [string, readonly string[]][] => (one.kind === 'choice' ? [[one.id, one.options]] : [])),
  ]);
}

function conditionHolds(
  when: Condition | undefined,
  options: Map<string, readonly string[]>,
  service: ServiceDefinition,
): void {
  for (const group of when?.groups ?? []) expect(servedGroups(service)).toContain(group);
  for (const [id, answers] of Object.entries(when?.answers ?? {})) {
    expect([...options.keys()], `${id} is asked before`).toContain(id);
    for (const answer of answers) expect(options.get(id), `${id} can be answered so`).toContain(answer);
  }
}

describe.each(baseCatalogue)('$id', (service) => {
  const { area, id, who, age, questions, identity, proof, materials, steps, fields, fee, payment, refusals } = service;
  const served = servedGroups(service);
  const refusalIds = refusals.map((refusal) => refusal.id);
  const has = (step: StepKind): boolean => steps.includes(step);
  const inOrder = (...wanted: readonly StepKind[]): void => {
    const there = wanted.filter(has);
    expect(there).toEqual(steps.filter((step) => there.includes(step)));
  };

  test('is a service as the schema says, in a file of its name', () => {
    expect(serviceDefinitionSchema.parse(service)).toEqual(service);
    expect(existsSync(path.join(catalogueFolder, area, `${id}.ts`))).toBe(true);
  });

  test('names everything once', () => {
    const named: Readonly<Record<string, readonly string[]>> = {
      refusals: refusalIds,
      asked: [...questions, ...fields].map((one) => one.id),
      materials: materials.map((material) => material.id),
      steps,
      options: [...optionsBefore(service, null)].flatMap(([one, options]) =>
        options.map((option) => `${one}.${option}`),
      ),
      basis: service.basis.map(({ law, article }) => `${law} ${article ?? ''}`),
    };
    for (const [what, names] of Object.entries(named)) expect([...new Set(names)], what).toEqual(names);
  });

  test('says no only with refusals that it declares, each with its rule', () => {
    const used = [
      ...visitorGroups.flatMap((group) => (who[group].served ? [] : [who[group].refusal])),
      ...questions.flatMap(({ refuses }) => Object.values(refuses)),
      ...(age.refusal === undefined ? [] : [age.refusal]),
      ...(age.guardianBelow === undefined ? [] : ['guardianNotRegistered']),
    ];
    for (const refusal of used) expect(refusalIds).toContain(refusal);
    expect(age.refusal !== undefined, 'a least age says why').toBe(age.minimum > 0);
    for (const { basis } of refusals) if (basis !== undefined) expect(service.basis[basis]).toBeDefined();
  });

  test('asks what can be answered', () => {
    for (const { options, refuses, when } of questions) {
      for (const option of Object.keys(refuses)) expect(options).toContain(option);
      expect(
        options.some((option) => refuses[option] === undefined),
        'one answer goes on',
      ).toBe(true);
      conditionHolds(when, optionsBefore(service, null), service);
    }
    for (const field of fields) {
      conditionHolds(field.when, optionsBefore(service, field), service);
      if (field.kind !== 'date') continue;
      expect(field.fromDays).toBeLessThanOrEqual(field.toDays);
      const before = fields.slice(0, fields.indexOf(field)).filter(({ kind }) => kind === 'date');
      if (field.notBefore !== undefined) expect(before.map((one) => one.id)).toContain(field.notBefore);
    }
    const purpose = fields.find((field) => field.id === 'purpose');
    expect(service.purposes.map((one) => one.id)).toEqual(purpose?.kind === 'choice' ? purpose.options : []);
  });

  test('counts its fee from answers that exist', () => {
    const options = optionsBefore(service, null);
    for (const term of fee.kind === 'table' ? fee.terms : []) {
      expect(Object.keys(term.yuan).toSorted()).toEqual(options.get(term.field)?.toSorted());
      if (term.times) expect(Object.keys(term.times.of).toSorted()).toEqual(options.get(term.times.field)?.toSorted());
    }
    expect(payment === 'none', 'what costs is paid').toBe(fee.kind === 'free');
  });

  test('knows who everybody is whom it serves', () => {
    expect(Object.keys(identity).toSorted()).toEqual(has('identity') ? served.toSorted() : []);
    expect(has('proof')).toBe(proof !== undefined);
    expect(has('faceConsent'), 'face needs a consent of its own').toBe(proof?.face ?? false);
    if (proof) expect(has('identity')).toBe(true);
    for (const group of Object.values(identity)) {
      const reads = group.methods.some((method) => ['passport', 'permitSlot', 'typedDocument'].includes(method));
      expect(group.documents.length > 0, 'what reads documents takes some').toBe(reads);
    }
    for (const { groups } of materials) for (const group of groups ?? []) expect(served).toContain(group);
    for (const { known } of fields) {
      if (known?.by === 'identity') expect(has('identity')).toBe(true);
      if (known?.by === 'case') inOrder('case', 'fields');
    }
  });

  test('prints the application itself where nothing is issued at once', () => {
    const { document, onApplication } = service.result;
    if (document !== 'none') expect(onApplication === true).toBe(service.kind === 'review');
  });

  test('has a step for each of its parts, in an order that can be gone', () => {
    expect(steps.slice(0, 2)).toEqual(['about', 'notice']);
    expect(steps.at(-1)).toBe('paper');
    const parts: Readonly<Partial<Record<StepKind, boolean>>> = {
      questions: questions.length > 0,
      fields: fields.length > 0,
      idPhoto: service.idPhoto !== undefined,
      pay: payment !== 'none',
      handOver: service.handOver !== 'none',
      paper: service.result.document !== 'none' || service.result.receipt !== 'none',
    };
    for (const [step, wanted] of Object.entries(parts))
      expect([step, (steps as string[]).includes(step)]).toEqual([step, wanted]);
    inOrder(
      'questions',
      'faceConsent',
      'identity',
      'proof',
      'case',
      'choose',
      'statement',
      'sign',
      'review',
      'submit',
      'paper',
    );
    inOrder('fields', 'idPhoto', 'fingers', 'sign');
    inOrder('fields', 'review', 'submit', 'surrender', 'handOver', 'paper');
    if (payment === 'before') inOrder('review', 'pay', 'submit');
    if (payment === 'after') inOrder('submit', 'pay', 'paper');
    for (const step of ['choose', 'statement'] as const) if (has(step)) expect(has('case')).toBe(true);
  });

  test('needs the devices that its steps use', () => {
    const { devices } = service.needs;
    if (has('idPhoto')) expect(devices).toContain('camera');
    if (has('fingers')) expect(devices).toContain('fingerprintReader');
    if (has('surrender') || service.handOver === 'endorsement') expect(devices).toContain('permitSlot');
    if (service.handOver === 'card') expect(devices).toContain('cardDispenser');
    // What is not answered on the spot can be sent later; a query and an answer cannot.
    if (service.kind === 'query') expect(service.needs.gateway).toBe(true);
    if (service.kind === 'review') expect(service.limit.workingDays).not.toBeNull();
  });

  test('offers other services of the wall', () => {
    for (const offer of service.offers) expect(ids).toContain(offer);
    expect(service.offers).not.toContain(id);
  });
});
