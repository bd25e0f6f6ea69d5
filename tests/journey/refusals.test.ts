import { expect, test } from 'vitest';
import { baseCatalogue } from '../../main/catalogue/catalogue.ts';
import type { ServiceDefinition } from '../../main/catalogue/service-definition.ts';
import { servedGroups } from '../../main/catalogue/service-view.ts';
import { visitorGroups, type VisitorGroup } from '../../main/contract/visitor-group.ts';
import { advance, journeyOf, stateName } from '../../main/journey/journey.ts';
import { missingWords } from '../support/missing-words.ts';
import { officeReasons } from '../support/office-answers.ts';
import { walk, type WalkOptions } from '../support/service-walk.ts';

/** One way to be sent elsewhere. */
interface Provocation {
  readonly reason: string;
  readonly by: string;
  readonly options: WalkOptions;
}

/** Every way in which this service's data, the law and the offices say no. */
function provocations(definition: ServiceDefinition): Provocation[] {
  const { id, who, age, questions, steps } = definition;
  const group: VisitorGroup = servedGroups(definition)[0] ?? 'mainland';
  const byGroup = visitorGroups.flatMap((other): Provocation[] => {
    const rule = who[other];
    return rule.served ? [] : [{ reason: rule.refusal, by: other, options: { definition, group: other } }];
  });
  const byAge: Provocation[] = age.refusal
    ? [{ reason: age.refusal, by: 'age', options: { definition, group, birthYear: 2026 - age.minimum + 1 } }]
    : [];
  const byAnswer = questions.flatMap(({ id: question, refuses }) =>
    Object.values(refuses).map((reason): Provocation => ({
      reason,
      by: question,
      options: { definition, group, refusedAnswer: reason },
    })),
  );
  const byOffice = (officeReasons[id] ?? []).map((reason): Provocation => ({
    reason,
    by: 'office',
    options: { definition, group, refusesCase: reason },
  }));
  const byObjection: Provocation[] = steps.includes('statement')
    ? [{ reason: 'objectionAtCounter', by: 'statement', options: { definition, group, response: 'object' } }]
    : [];
  return [...byGroup, ...byAge, ...byAnswer, ...byOffice, ...byObjection];
}

const provoked = baseCatalogue.flatMap((definition) =>
  provocations(definition).map((provocation) => ({ id: definition.id, definition, ...provocation })),
);

test.each(provoked)('$id says no by $by: $reason', ({ definition, reason, options }) => {
  const refused = walk(options);
  const step = refused.steps.at(-1);
  if (step?.name !== 'refused') throw new Error(`it went on to ${refused.end}`);
  expect(step.refusal.reason).toBe(reason);
  const declared = definition.refusals.find(({ id }) => id === reason);
  expect(step.refusal.place?.kind).toBe(declared?.place);
  expect(step.refusal.basis !== null).toBe(declared?.basis !== undefined);
  expect(missingWords(refused)).toBe('');
  expect(refused.effects).not.toContain('store');
});

test.each(provoked)('$id prints the way to the counter for $reason, and Back leaves it', ({ definition, options }) => {
  const journey = journeyOf(definition);
  const { state } = walk(options);
  const printing = advance(journey, state, { type: 'printSlip' });
  expect(printing.orders).toContainEqual({ do: 'begin', effect: 'printSlip' });
  const back = advance(journey, printing.state, { type: 'back' }).state;
  expect(stateName(back)).not.toBe(stateName(state));
  expect(back.context.refusal).toBeNull();
});

test.each(baseCatalogue)(
  '$id declares no refusal that nothing leads to, and every one that something does',
  (definition) => {
    const reasons = provocations(definition).map(({ reason }) => reason);
    expect([...new Set(reasons)].toSorted()).toEqual(definition.refusals.map(({ id }) => id).toSorted());
    for (const { basis } of definition.refusals) {
      if (basis !== undefined) expect(definition.basis[basis]).toBeDefined();
    }
  },
);
