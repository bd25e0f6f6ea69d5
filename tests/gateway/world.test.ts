import { expect, test } from 'vitest';
import { citizenIdProblem } from '../../main/contract/citizen-id.ts';
import { isReceiptNumber } from '../../main/contract/receipt-number.ts';
import { codeChecks } from '../../main/contract/code-rules.ts';
import { vinCheckIsRight } from '../../main/contract/vin.ts';
import { everybody } from '../../main/gateway/simulator/people.ts';
import { world } from '../../main/gateway/simulator/world/world.ts';
import { testWorld, worldDay } from '../support/world.ts';

test('the same seed makes the same world; another one other particulars of the same people', () => {
  expect(testWorld()).toEqual(testWorld());
  const other = world({ seed: 2, today: worldDay });
  expect(other.people).toEqual(testWorld().people);
  expect(other.crossings).not.toEqual(testWorld().crossings);
});

test('everybody is somebody else, with numbers that could be theirs', () => {
  expect(new Set(everybody.map(({ key }) => key)).size).toBe(everybody.length);
  expect(new Set(everybody.map(({ number }) => number)).size).toBe(everybody.length);
  for (const { group, number, documents } of everybody) {
    if (group !== 'foreign') expect(citizenIdProblem(number), number).toBeNull();
    if (group === 'hmt') expect(codeChecks.hmtResidencePermit.fault(number), number).toBeNull();
    if (/^9|^[A-Z]{3}/.test(number)) expect(codeChecks.foreignPermanentResidence.fault(number), number).toBeNull();
    for (const { kind, issuingState, number: document } of documents) {
      if (kind === 'homeReturnPermit') expect(codeChecks.homeReturnPermit.fault(document)).toBeNull();
      if (kind === 'taiwanCompatriotPermit') expect(codeChecks.taiwanCompatriotPermit.fault(document)).toBeNull();
      if (kind === 'hkMacaoPermit') expect(codeChecks.exitEntryPermit.fault(document)).toBeNull();
      if (kind === 'passport' && issuingState === 'CHN') expect(codeChecks.chinesePassport.fault(document)).toBeNull();
    }
  }
  expect(new Set(everybody.map(({ group }) => group))).toEqual(new Set(['mainland', 'hmt', 'foreign']));
});

test('whatever names a person names one of the people', () => {
  const keys = new Set(everybody.map(({ key }) => key));
  const { idCards, households, guardians, residencePermits, travelPapers, endorsements, stays, licences } = testWorld();
  const { vehicles, violations, fines, applications } = testWorld();
  const named = [
    ...[...idCards, ...residencePermits, ...travelPapers, ...endorsements, ...stays, ...licences].map(
      (one) => one.holder,
    ),
    ...households.flatMap(({ members }) => members.map(({ person }) => person)),
    ...guardians.flatMap(({ guardian, ward }) => [guardian, ward]),
    ...vehicles.map(({ owner }) => owner),
    ...[...violations, ...fines].map(({ driver }) => driver),
    ...applications.map(({ applicant }) => applicant),
  ];
  for (const key of named) expect(keys, key).toContain(key);
});

test('numbers of vehicles, receipts and decisions have their shapes', () => {
  const { vehicles, newVehicles, applications, fines } = testWorld();
  for (const { plate, vin } of vehicles) {
    expect(codeChecks.plate.fault(plate), plate).toBeNull();
    expect(codeChecks.vin.fault(vin), vin).toBeNull();
  }
  for (const { vin } of [...vehicles, ...newVehicles]) expect(vinCheckIsRight(vin), vin).toBe(true);
  for (const { receiptNumber } of applications) expect(isReceiptNumber(receiptNumber), receiptNumber).toBe(true);
  for (const { decisionNumber } of fines) expect(codeChecks.decision.fault(decisionNumber)).toBeNull();
});

test('a document that an application is looked up by is one of the applicant’s', () => {
  for (const { applicant, documentTail } of testWorld().applications) {
    const person = everybody.find(({ key }) => key === applicant);
    const numbers = [person?.number, ...(person?.documents ?? []).map(({ number }) => number)];
    expect(
      numbers.some((number) => number?.endsWith(documentTail)),
      `${applicant} ${documentTail}`,
    ).toBe(true);
  }
});

test('nobody is in two journeys at once, and none lies ahead', () => {
  for (const crossings of Object.values(testWorld().crossings)) {
    const days = crossings.map(({ date }) => date);
    expect(days).toEqual(days.toSorted().toReversed());
    for (const day of days) expect(day <= worldDay).toBe(true);
    const directions = crossings.map(({ direction }) => direction).toReversed();
    for (const [index, direction] of directions.entries()) expect(direction).not.toBe(directions[index + 1]);
  }
});
