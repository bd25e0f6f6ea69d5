import { expect, test } from 'vitest';
import english from '../../locales/en/facts.json' with { type: 'json' };
import blockedWords from '../../locales/en/blocked.json' with { type: 'json' };
import { baseCatalogue } from '../../main/catalogue/catalogue.ts';
import type { FactRow } from '../../main/contract/fact-row.ts';
import type { CaseSubject } from '../../main/gateway/service-case.ts';
import { everybody } from '../../main/gateway/simulator/people.ts';
import { caseFacts, caseItems } from '../../main/journey/case-facts.ts';
import { find, personNamed, welcomeAt } from '../support/world.ts';

/** What every office says of everybody whom it welcomes. */
const subjects: CaseSubject[] = baseCatalogue.flatMap(({ id }) => {
  const caller = welcomeAt(id);
  return [caller, ...everybody.map((person) => ({ ...caller, person }))].flatMap((one) => {
    const finding = find(id, one);
    return 'refusal' in finding ? [] : [finding.subject];
  });
});
const subject = <K extends CaseSubject['kind']>(kind: K): Extract<CaseSubject, { kind: K }> => {
  const found = subjects.find((one): one is Extract<CaseSubject, { kind: K }> => one.kind === kind);
  if (!found) throw new Error(kind);
  return found;
};
const value = (facts: readonly FactRow[], id: string) => facts.find((row) => row.id === id)?.value;
const rowsOf = (one: CaseSubject): FactRow[] => [
  ...caseFacts(one, null),
  ...caseItems(one).flatMap(({ facts, id }) => [...facts, ...caseFacts(one, id)]),
];

test('every kind of subject is said by some office', () => {
  const kinds = new Set(subjects.map(({ kind }) => kind));
  expect(kinds.size).toBe(13);
});

test('every fact has a name, and every word its words', () => {
  const names: Record<string, unknown> = english;
  const words: Record<string, Record<string, string>> = english.values;
  for (const { id, value: said } of subjects.flatMap(rowsOf)) {
    expect(names, id).toHaveProperty(id);
    if (said.kind === 'word') expect(words[said.of], `${id}: ${said.of}.${said.key}`).toHaveProperty(said.key);
  }
});

test('nothing is said twice in one list', () => {
  for (const one of subjects) {
    const lists = [caseFacts(one, null), ...caseItems(one).map(({ facts }) => facts)];
    for (const list of lists) expect(new Set(list.map(({ id }) => id)).size).toBe(list.length);
    expect(new Set(caseItems(one).map(({ id }) => id)).size).toBe(caseItems(one).length);
  }
});

test('what cannot be chosen says why, in words', () => {
  const reasons = subjects.flatMap((one) => caseItems(one).flatMap(({ blocked }) => blocked ?? []));
  expect(new Set(reasons).size).toBeGreaterThan(5);
  for (const reason of reasons) expect(blockedWords).toHaveProperty(reason);
});

test('document numbers are masked until they are asked for', () => {
  const crossings = subject('crossings');
  expect(caseItems(crossings)).toHaveLength(crossings.crossings.length);
  for (const [index, item] of caseItems(crossings).entries()) {
    const { documentNumber } = crossings.crossings[index]!;
    const said = value(item.facts, 'documentNumber');
    expect(said).toMatchObject({ kind: 'hidden', text: documentNumber });
    expect(said?.kind === 'hidden' && said.masked).not.toContain(documentNumber.slice(1, -2));
  }
});

test('of a chosen violation the statement says what, where, when, by which rule and how much', () => {
  const finding = find('traffic-violation-handling', {
    ...welcomeAt('traffic-violation-handling'),
    person: personNamed('zhang'),
  });
  const traffic = 'subject' in finding ? finding.subject : null;
  if (traffic?.kind !== 'traffic') throw new Error('no traffic');
  const [violation] = traffic.violations;
  const facts = caseFacts(traffic, violation!.id);
  expect(facts.map(({ id }) => id)).toEqual([
    'violationTime',
    'violationPlace',
    'plate',
    'act',
    'fine',
    'points',
    'brokenArticle',
    'penaltyArticle',
  ]);
  expect(value(facts, 'fine')).toEqual({ kind: 'money', fen: violation!.fineFen });
  // Of the case as a whole: the licence, and how much there is.
  expect(value(caseFacts(traffic, null), 'licencePoints')).toEqual({ kind: 'count', count: 3 });
});

const fineSaid = (decisionNumber: string) => {
  const finding = find('traffic-fine-payment', { person: null, guardian: null, answers: { decisionNumber } });
  return 'subject' in finding ? caseFacts(finding.subject, null) : [];
};

test('a fine that is late shows the surcharge and the sum; one in time shows neither', () => {
  expect(value(fineSaid('5001050000000025'), 'total')).toEqual({ kind: 'money', fen: 26_600 });
  expect(value(fineSaid('5001050000000017'), 'surcharge')).toBeUndefined();
});

test('a code that nobody has a word for is shown as it is', () => {
  const facts = caseFacts({ ...subject('stay'), visaType: 'J1' }, null);
  expect(value(facts, 'visaType')).toEqual({ kind: 'text', text: 'J1' });
});
