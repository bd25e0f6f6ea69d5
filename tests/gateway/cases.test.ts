import { describe, expect, test } from 'vitest';
import { baseCatalogue } from '../../main/catalogue/catalogue.ts';
import { addDays } from '../../main/contract/calendar-day.ts';
import { serviceCaseSchema } from '../../main/gateway/service-case.ts';
import { caseRules } from '../../main/gateway/simulator/cases/cases.ts';
import type { Finding } from '../../main/gateway/simulator/cases/finding.ts';
import { everybody } from '../../main/gateway/simulator/people.ts';
import { surchargeFen } from '../../main/gateway/simulator/world/fines.ts';
import { find, officeRefusals, personFor, personNamed, testWorld, welcomeAt, worldDay } from '../support/world.ts';

const definitionOf = (service: string) => {
  const definition = baseCatalogue.find(({ id }) => id === service);
  if (!definition) throw new Error(service);
  return definition;
};
const subjectOf = (finding: Finding) => {
  if ('refusal' in finding) throw new Error(finding.refusal);
  return finding.subject;
};

test('each service of the catalogue has an office, and no other', () => {
  expect(Object.keys(caseRules).toSorted()).toEqual(baseCatalogue.map(({ id }) => id).toSorted());
});

test.each(officeRefusals)('%s: somebody of the world is told %s', (service, refusal) => {
  expect(find(service, personFor(service, refusal))).toMatchObject({ refusal });
  expect(definitionOf(service).refusals.map(({ id }) => id)).toContain(refusal);
});

test('no office gives a reason that the service does not declare, whoever asks', () => {
  for (const [service, rule] of Object.entries(caseRules)) {
    const declared = new Set(definitionOf(service).refusals.map(({ id }) => id));
    for (const person of [...everybody, null]) {
      const group = person?.group ?? 'mainland';
      const finding = rule({ world: testWorld(), today: worldDay, group, person, guardian: null, answers: {} });
      if ('refusal' in finding)
        expect(declared, `${service} for ${person?.key ?? 'nobody'}`).toContain(finding.refusal);
    }
  }
});

describe.each(baseCatalogue.map(({ id }) => id))('%s', (service) => {
  test('somebody of the world is welcome, and the answer is one that travels', () => {
    const finding = find(service, welcomeAt(service));
    if ('refusal' in finding) throw new Error(finding.refusal);
    const { known = {}, answeredNow = true, subject } = finding;
    serviceCaseSchema.parse({ caseId: 'case-0000', refusal: null, known, answeredNow, subject });
  });

  test('what the office may know, it knows of them', () => {
    const definition = definitionOf(service);
    const finding = find(service, welcomeAt(service));
    const known = 'refusal' in finding ? {} : (finding.known ?? {});
    const asked = definition.fields.filter((field) => field.known?.by === 'case');
    expect(Object.keys(known)).toEqual(expect.arrayContaining(asked.map(({ id }) => id)));
  });
});

test('the day from which it would be otherwise is the first such day', () => {
  for (const [service, refusal] of officeRefusals) {
    const caller = personFor(service, refusal);
    const finding = find(service, caller);
    const from = 'refusal' in finding ? finding.from : undefined;
    // How long somebody has been in the country is counted by the border, not by the calendar.
    if (from === undefined || refusal === 'stayedUnder180Days') continue;
    expect(find(service, caller, testWorld(), addDays(from, -1)), refusal).toMatchObject({ refusal });
    expect(find(service, caller, testWorld(), from), refusal).not.toMatchObject({ refusal });
  }
});

test('a machine may decide what the law leaves to it, and says why not for the rest', () => {
  const subject = subjectOf(
    find('traffic-violation-handling', { ...welcomeAt('traffic-violation-handling'), person: personNamed('li') }),
  );
  const blocked = subject.kind === 'traffic' ? subject.violations.map((one) => one.blocked) : [];
  expect(new Set(blocked)).toEqual(
    new Set([null, 'fineOver200', 'notCamera', 'notYourVehicle', 'pointsReach12', 'underReview']),
  );
  const record = subjectOf(
    find('traffic-record-query', { ...welcomeAt('traffic-record-query'), person: personNamed('wang') }),
  );
  expect(record).toMatchObject({ violations: [{ blocked: 'licenceNotNormal' }] });
});

test('eleven points are still the machine’s, twelve are not', () => {
  for (const [points, blocked] of [
    [8, null],
    [9, 'pointsReach12'],
  ] as const) {
    const world = testWorld();
    const licence = world.licences.find(({ holder }) => holder === 'zhang');
    if (licence) licence.points = points;
    const subject = subjectOf(find('traffic-violation-handling', welcomeAt('traffic-violation-handling'), world));
    const violations = subject.kind === 'traffic' ? subject.violations : [];
    expect(violations.find((one) => one.points === 3)?.blocked).toBe(blocked);
  }
});

test.each([
  [0, 0],
  [15, 0],
  [16, 300],
  [26, 3_300],
  [48, 9_900],
  [49, 10_000],
  [400, 10_000],
])('a fine of 100 yuan, %i days after the decision, has a surcharge of %i fen', (days, fen) => {
  expect(surchargeFen({ decidedAt: worldDay, fineFen: 10_000 }, addDays(worldDay, days))).toBe(fen);
});

const optionsOf = (key: string) => {
  const subject = subjectOf(
    find('hk-macao-endorsement', { ...welcomeAt('hk-macao-endorsement'), person: personNamed(key) }),
  );
  return subject.kind === 'endorsements' ? subject.options : [];
};

test('an endorsement does not outlive the permit', () => {
  expect(optionsOf('zhang')).toContainEqual({ destination: 'both', type: 'individual', visits: 'yearTwice' });
  // Her permit ends within the year.
  const visits = new Set(optionsOf('anna').map((option) => option.visits));
  expect(visits).toEqual(new Set(['threeMonthsOnce', 'threeMonthsTwice']));
});

const kinshipWith = (related: string) => {
  const { number, name } = personNamed(related);
  const answers = { certificateType: 'kinship', relatedName: name, relatedNumber: number };
  return find('household-certificate', { person: personNamed('zhang'), guardian: null, answers });
};

test('kinship is answered at once inside one household, and looked up otherwise', () => {
  expect(kinshipWith('wu')).not.toHaveProperty('answeredNow');
  expect(kinshipWith('sun')).toMatchObject({ answeredNow: false });
});

test('whose receipt it is, the end of the document says', () => {
  const { answers } = welcomeAt('exit-entry-progress-query');
  const caller = { person: null, guardian: null, answers: { ...answers, documentTail: '9999' } };
  expect(find('exit-entry-progress-query', caller)).toEqual({ refusal: 'applicationNotFound' });
  const spoken = { ...answers, receiptNumber: (answers['receiptNumber'] ?? '').replaceAll('-', '') };
  expect(find('exit-entry-progress-query', { ...caller, answers: spoken })).toHaveProperty('subject');
});
