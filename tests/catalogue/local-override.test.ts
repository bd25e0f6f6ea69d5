import { describe, expect, test } from 'vitest';
import { baseCatalogue } from '../../main/catalogue/catalogue.ts';
import { feeFen } from '../../main/catalogue/fee.ts';
import { localOverrideSchema, overriddenCatalogue } from '../../main/catalogue/local-override.ts';
import type { ServiceDefinition } from '../../main/catalogue/service-definition.ts';
import { serviceView, servedGroups, validityHours, type Capabilities } from '../../main/catalogue/service-view.ts';
import { deviceNames } from '../../main/contract/device-status.ts';
import type { Step } from '../../main/contract/session-snapshot.ts';
import type { VisitorGroup } from '../../main/contract/visitor-group.ts';
import { override } from '../support/city-override.ts';
import { missingWords } from '../support/missing-words.ts';
import { must } from '../support/outbox-fixture.ts';
import { serviceOf } from '../support/served-services.ts';
import { walk, type Walk } from '../support/service-walk.ts';

const changedAll = (services: Readonly<Record<string, unknown>>): readonly ServiceDefinition[] =>
  must(overriddenCatalogue(baseCatalogue, localOverrideSchema.parse(override(services))));

/** The service as a city has it. */
const changed = (id: string, change: unknown): ServiceDefinition =>
  changedAll({ [id]: change }).find((service) => service.id === id) ?? expect.fail(id);

const everythingWorks: Capabilities = {
  services: baseCatalogue,
  gateway: true,
  gatewayServices: baseCatalogue.map(({ id }) => id),
  canKeep: true,
  permitRewriter: true,
  fittedDevices: deviceNames,
  brokenDevices: [],
  places: [],
};
const tile = (service: ServiceDefinition) => serviceView(service, everythingWorks);

type Shown<Name extends Step['name']> = Extract<Step, { name: Name }>;
const shown = <Name extends Step['name']>({ steps }: Walk, name: Name): Shown<Name> =>
  steps.find((step): step is Shown<Name> => step.name === name) ?? expect.fail(`no ${name} was shown`);
const firstPage = (definition: ServiceDefinition, group: VisitorGroup = 'mainland') =>
  shown(walk({ definition, group }), 'about').service;

test('a city that changes nothing has the base catalogue', () => {
  expect(changedAll({})).toEqual(baseCatalogue);
  expect(changedAll({ 'passport-reissue': {} })).toEqual(baseCatalogue);
});

const others = (services: readonly ServiceDefinition[]) => services.filter(({ id }) => id !== 'passport-reissue');

test('what a city changes of one service changes no other', () => {
  const all = changedAll({ 'passport-reissue': { fee: { yuan: 100 }, limit: { minutes: 20 } } });
  expect(others(all)).toEqual(others(baseCatalogue));
});

describe('a fee', () => {
  test('stands on tile and first page, and is what is asked for', () => {
    const service = changed('passport-reissue', { fee: { yuan: 100 } });
    expect(tile(service).fee).toEqual({ kind: 'fixed', yuan: 100 });
    expect(firstPage(service).fee).toEqual({ kind: 'fixed', yuan: 100 });
    expect(shown(walk({ definition: service, group: 'mainland' }), 'pay').payment.amountFen).toBe(10_000);
    const base = walk({ definition: serviceOf('passport-reissue'), group: 'mainland' });
    expect(shown(base, 'pay').payment.amountFen).toBe(12_000);
  });

  test('that a city waives is free, and nobody is asked for money', () => {
    const service = changed('passport-reissue', { fee: { yuan: 0 } });
    expect(tile(service).fee).toEqual({ kind: 'free' });
    expect(walk({ definition: service, group: 'mainland' }).effects).not.toContain('openPayment');
  });

  test('of an answer is another one, and the rest stays', () => {
    const service = changed('id-card-renewal', { fee: { answers: { temporaryCard: { yes: 5 } } } });
    expect(tile(service).fee).toEqual({ kind: 'range', yuanFrom: 20, yuanTo: 25 });
    expect(feeFen(service.fee, { temporaryCard: 'yes' }, 0)).toBe(2500);
    expect(feeFen(service.fee, { temporaryCard: 'no' }, 0)).toBe(2000);
  });
});

describe('limits', () => {
  test('are on the first page, each by itself', () => {
    const service = changed('passport-reissue', { limit: { promisedWorkingDays: 5 } });
    expect(firstPage(service).limit).toEqual({ minutes: 10, workingDays: 15, promisedWorkingDays: 5 });
    const promisedNothing = changed('passport-reissue', { limit: { promisedWorkingDays: null, minutes: 20 } });
    expect(firstPage(promisedNothing).limit).toEqual({ minutes: 20, workingDays: 15, promisedWorkingDays: null });
  });
});

describe('opening', () => {
  test('a service that is not offered here is at the counter', () => {
    const service = changed('temporary-plate', { open: false });
    expect(tile(service).availability).toEqual({ state: 'counter', because: 'closedHere' });
    expect(tile(changed('temporary-plate', { open: true })).availability).toEqual({ state: 'available' });
  });
});

describe('purposes', () => {
  const service = changed('temp-id-proof', { purposes: { hotel: 48, rail: 12 } });

  test('that stay are on the first page, with their hours', () => {
    expect(firstPage(service).purposes).toEqual([
      { id: 'rail', validityHours: 12 },
      { id: 'hotel', validityHours: 48 },
    ]);
  });

  test('are the only ones that are asked about, and decide how long the paper is valid', () => {
    const asked = walk({ definition: service, group: 'mainland' }).steps.find(
      (step) => step.name === 'field' && step.field.id === 'purpose',
    );
    expect(asked).toMatchObject({ field: { options: ['rail', 'hotel'] } });
    expect(validityHours(service, 'rail')).toBe(12);
    expect(validityHours(service, 'exam')).toBeNull();
  });

  test('a paper without purposes has its own hours', () => {
    expect(validityHours(changed('temporary-plate', { validityHours: 240 }), undefined)).toBe(240);
  });
});

describe('groups', () => {
  test('that are not served here are told so on the first page, with the place', () => {
    const service = changed('exit-entry-record-query', { who: { hmt: { served: false, refusal: 'notForHmt' } } });
    expect(tile(service).groups.hmt).toEqual({ state: 'elsewhere', refusal: 'notForHmt' });
    const refused = walk({ definition: service, group: 'hmt' });
    expect(refused.steps.map(({ name }) => name)).toEqual(['about', 'refused']);
    expect(shown(refused, 'refused').refusal).toMatchObject({
      reason: 'notForHmt',
      place: { kind: 'exitEntryCounter' },
    });
    expect(missingWords(refused)).toBe('');
  });

  test('that are served after all, where the service knows how they say who they are', () => {
    const narrowed = changedAll({
      'exit-entry-record-query': { who: { hmt: { served: false, refusal: 'notForHmt' } } },
    });
    const change = { 'exit-entry-record-query': { who: { hmt: { served: true } } } };
    const again = must(overriddenCatalogue(narrowed, localOverrideSchema.parse(override(change))));
    expect(tile(again.find(({ id }) => id === 'exit-entry-record-query') ?? expect.fail()).groups.hmt).toEqual({
      state: 'served',
    });
  });

  test('a refusal of another service of the area brings its place, not its law', () => {
    const service = changed('no-criminal-record', { who: { hmt: { served: false, refusal: 'groupElsewhere' } } });
    const own = serviceOf('no-criminal-record').refusals;
    expect(service.refusals).toEqual([...own, { id: 'groupElsewhere', place: 'householdCounter' }]);
    const lender = serviceOf('residence-permit-endorsement').refusals.find(({ id }) => id === 'groupElsewhere');
    expect(lender?.basis).toBeDefined();
  });
});

/** All that a city can change, at once. */
const everything = {
  'temp-id-proof': { purposes: { rail: 12, exam: 200 }, limit: { minutes: 8 } },
  'id-card-renewal': { fee: { yuan: 30, answers: { temporaryCard: { yes: 0 } } } },
  'no-criminal-record': { who: { foreign: { served: false, refusal: 'foreignerToExitEntry' } } },
  'hk-macao-endorsement': { fee: { answers: {} }, limit: { minutes: 12 } },
  'passport-reissue': { fee: { yuan: 0 }, limit: { workingDays: 10, promisedWorkingDays: null } },
  'driving-licence-renewal': { fee: { yuan: 15 } },
  'temporary-plate': { validityHours: 15 * 24 },
};

test.each(
  changedAll(everything).flatMap((definition) => servedGroups(definition).map((group) => ({ definition, group }))),
)(
  '$definition.id for $group still leads from the first page to the result as a city has it',
  ({ definition, group }) => {
    const walked = walk({ definition, group });
    expect(walked.end).toBe('result');
    expect(missingWords(walked)).toBe('');
  },
);

const faultOf = (id: string, change: unknown) => {
  const result = overriddenCatalogue(baseCatalogue, localOverrideSchema.parse(override({ [id]: change })));
  return result.ok ? 'it fits' : `${result.error.path.join('.')}: ${result.error.message}`;
};

describe('what does not fit is said with its place', () => {
  test.each([
    ['passport', {}, 'services.passport: there is no service passport'],
    [
      'temp-id-proof',
      { who: { foreign: { served: true } } },
      'services.temp-id-proof.who.foreign: temp-id-proof knows no way for this group to say who it is',
    ],
    [
      'no-criminal-record',
      { who: { foreign: { served: false, refusal: 'underSixteen' } } },
      'services.no-criminal-record.who.foreign.refusal: no service of this area sends a group by underSixteen',
    ],
    [
      'temporary-plate',
      { who: { foreign: { served: false, refusal: 'notForForeigners' } } },
      'services.temporary-plate.who.foreign.refusal: no service of this area sends a group by notForForeigners',
    ],
    [
      'temp-id-proof',
      { who: { mainland: { served: false, refusal: 'groupElsewhere' } } },
      'services.temp-id-proof.who: temp-id-proof would serve nobody; close it instead',
    ],
    [
      'traffic-fine-payment',
      { fee: { yuan: 10 } },
      'services.traffic-fine-payment.fee: a fine is what its decision says',
    ],
    [
      'temp-id-proof',
      { fee: { yuan: 10 } },
      'services.temp-id-proof.fee: temp-id-proof has no step in which anybody could pay',
    ],
    [
      'passport-reissue',
      { fee: { answers: { post: { yes: 10 } } } },
      'services.passport-reissue.fee.answers.post: the fee of passport-reissue does not depend on post',
    ],
    [
      'id-card-renewal',
      { fee: { answers: { temporaryCard: { perhaps: 10 } } } },
      'services.id-card-renewal.fee.answers.temporaryCard.perhaps: temporaryCard has no answer perhaps',
    ],
    [
      'temp-id-proof',
      { purposes: { rail: 24, moon: 24 } },
      'services.temp-id-proof.purposes.moon: temp-id-proof has no purpose moon',
    ],
    [
      'temp-id-proof',
      { purposes: { rail: 24 } },
      'services.temp-id-proof.purposes: at least two purposes must stay; close the service instead',
    ],
    [
      'passport-reissue',
      { validityHours: 24 },
      'services.passport-reissue.validityHours: no paper of passport-reissue has hours of its own',
    ],
  ])('%s %j', (id, change, sentence) => {
    expect(faultOf(id, change)).toBe(sentence);
  });

  test('control: the same with what the service has', () => {
    expect(faultOf('id-card-renewal', { fee: { answers: { temporaryCard: { yes: 10 } } } })).toBe('it fits');
    expect(faultOf('temp-id-proof', { purposes: { rail: 24, air: 24 } })).toBe('it fits');
    expect(faultOf('traffic-fine-payment', { who: { hmt: { served: true } } })).toBe('it fits');
  });

  test('a number that the schema lets through is one that a service can have', () => {
    for (const hours of [1, 24 * 90])
      expect(faultOf('temp-id-proof', { purposes: { rail: hours, air: hours } })).toBe('it fits');
    expect(
      localOverrideSchema.safeParse(override({ 'temp-id-proof': { purposes: { rail: 24 * 90 + 1 } } })).success,
    ).toBe(false);
  });
});
