import { beforeAll, describe, expect, test } from 'vitest';
import { baseCatalogue } from '../../main/catalogue/catalogue.ts';
import { missingWords } from '../support/missing-words.ts';
import { served, serviceOf } from '../support/served-services.ts';
import { methodsOf, walk, type Walk, type WalkOptions } from '../support/service-walk.ts';

/** Every way of saying who one is, from the first page to the last. A document is typed where the scanner is broken. */
const walksOf = (options: Pick<WalkOptions, 'definition' | 'group'> & Partial<WalkOptions>): Walk[] =>
  methodsOf(options.definition, options.group).map((method) =>
    walk({ ...options, method, brokenDevices: method === 'typedDocument' ? ['passportReader'] : [] }),
  );

test('the wall has 21 services, each once', () => {
  expect(new Set(baseCatalogue.map(({ id }) => id)).size).toBe(21);
  expect(baseCatalogue).toHaveLength(21);
});

describe.each(served)('$id for $group', ({ definition, group }) => {
  let walks: readonly Walk[] = [];
  beforeAll(() => {
    walks = walksOf({ definition, group });
  });

  test('leads from the first page to the result, by every way of saying who one is', () => {
    for (const { end } of walks) expect(end).toBe('result');
  });

  test('has words in both languages on every page', () => {
    expect(missingWords(...walks)).toBe('');
  });

  test('asks for nothing that the office knows', () => {
    const onFile = new Set(definition.fields.flatMap(({ id, known }) => (known?.by === 'case' ? [id] : [])));
    for (const known of walksOf({ definition, group, knows: true })) {
      const asked = known.steps.flatMap((step) => (step.name === 'field' ? [step.field.id] : []));
      expect(asked.filter((id) => onFile.has(id))).toEqual([]);
      expect(known.end).toBe('result');
      expect(missingWords(known)).toBe('');
    }
  });

  test('pays before anything is sent, or is asked when all is decided, or not at all', () => {
    for (const { effects } of walks) {
      const order = effects.filter((effect) => effect === 'openPayment' || effect === 'store');
      const expected = { none: ['store'], before: ['openPayment', 'store'], after: ['store', 'openPayment'] };
      expect(order).toEqual(expected[definition.payment]);
    }
  });
});

const proving = served.filter(({ definition }) => definition.proof);

test.each(proving)(
  '$id lets $group prove it without a face: by a finger, or by an officer',
  ({ definition, group }) => {
    const byFinger = walk({ definition, group, way: 'finger' });
    expect([byFinger.end, byFinger.context.evidence?.kind]).toEqual(['result', 'fingerprint']);
    const byOfficer = walk({ definition, group, way: 'officer', brokenDevices: ['camera'] });
    expect([byOfficer.end, byOfficer.context.evidence?.kind]).toEqual(['result', 'officer']);
    expect(missingWords(byFinger, byOfficer)).toBe('');
  },
);

const queued = served.filter(({ definition }) => !definition.needs.gateway);

test.each(queued)('$id takes $group without the network, and nobody is asked for money', ({ definition, group }) => {
  const offline = walk({ definition, group, offline: true });
  expect(offline.end).toBe('result');
  expect(offline.effects).toContain('store');
  expect(offline.effects).not.toContain('openPayment');
  expect(offline.effects).not.toContain('openCase');
  expect(offline.context.accepted).toBe(false);
  expect(missingWords(offline)).toBe('');
});

test('who pays a fine reads what it is for, with its surcharge, before any money is asked for', () => {
  const { steps } = walk({ definition: serviceOf('traffic-fine-payment'), group: 'mainland' });
  const names = steps.map(({ name }) => name);
  const records = steps.find(({ name }) => name === 'records');
  expect(names.indexOf('records')).toBeGreaterThan(-1);
  expect(names.indexOf('records')).toBeLessThan(names.indexOf('pay'));
  expect(JSON.stringify(records)).toContain('6000');
});
