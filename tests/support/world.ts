import type { CaseRule, Asked } from '../../main/gateway/simulator/cases/finding.ts';
import { caseRules } from '../../main/gateway/simulator/cases/cases.ts';
import { everybody } from '../../main/gateway/simulator/people.ts';
import type { SyntheticPerson } from '../../main/gateway/simulator/people.ts';
import { world } from '../../main/gateway/simulator/world/world.ts';
import type { World } from '../../main/gateway/simulator/world/world.ts';

/** The fake clock's day. */
export const worldDay = '2026-11-21';
export const testWorld = (): World => world({ seed: 1, today: worldDay });

export const personNamed = (key: string): SyntheticPerson => {
  const person = everybody.find((one) => one.key === key);
  if (!person) throw new Error(`nobody is called ${key}`);
  return person;
};

/** Somebody with what they would answer before the office is asked. */
export interface Caller {
  readonly person: SyntheticPerson | null;
  readonly guardian: SyntheticPerson | null;
  readonly answers: Readonly<Record<string, string>>;
}
type Answers = Caller['answers'] | ((world: World) => Caller['answers']);
type Row = readonly [who: string | null, answers?: Answers, guardian?: string];

const vehicle =
  (plate: string) =>
  ({ vehicles }: World): Caller['answers'] => {
    const found = vehicles.find((one) => one.plate === plate);
    if (!found) throw new Error(`no vehicle ${plate}`);
    return { owner: 'individual', plate, plateType: `t${found.plateType}`, vinTail: found.vin.slice(-6) };
  };
const receiptOf =
  (applicant: string, service: string) =>
  ({ applications }: World): Caller['answers'] => {
    const found = applications.find((one) => one.applicant === applicant && one.service === service);
    if (!found) throw new Error(`no ${service} of ${applicant}`);
    return { receiptNumber: found.receiptNumber, documentTail: found.documentTail, lookup: 'receipt' };
  };
const newVehicle =
  (index: number) =>
  ({ newVehicles }: World): Caller['answers'] => ({ vin: newVehicles[index]?.vin ?? '' });
const registeredVin = ({ vehicles }: World): Caller['answers'] => ({ vin: vehicles[0]?.vin ?? '' });
const fineOf = (decisionNumber: string): Answers => ({ decisionNumber });

/** Who gets on with each service. */
const welcome: Readonly<Record<string, Row>> = {
  'temp-id-proof': ['zhang'],
  'id-card-renewal': ['zhang'],
  'id-card-replacement': ['li'],
  'id-card-collection': ['zhang', receiptOf('zhang', 'id-card-renewal')],
  'household-certificate': ['zhang', { certificateType: 'itemChange', changedItem: 'name' }],
  'no-criminal-record': ['zhang'],
  'residence-permit-endorsement': ['zhaxi'],
  'hk-macao-endorsement': ['zhang'],
  'passport-reissue': ['zhang'],
  'hk-macao-taiwan-permit-reissue': ['zhang'],
  'foreigner-accommodation-registration': ['tourist'],
  'exit-entry-record-query': ['zhang'],
  'exit-entry-progress-query': [null, receiptOf('li', 'passport-reissue')],
  'traffic-record-query': ['zhang', { lookup: 'licence' }],
  'traffic-violation-handling': ['zhang'],
  'traffic-fine-payment': [null, fineOf('5001050000000017')],
  'driving-licence-renewal': ['ouyang'],
  'driving-licence-replacement': ['zhang'],
  'vehicle-licence-replacement': ['zhang', vehicle('渝A12345')],
  'inspection-mark': ['zhang', vehicle('渝AD12345')],
  'temporary-plate': ['zhang', newVehicle(0)],
};

/** Each reason that an office gives, with somebody to whom it gives it. */
const turnedAway: Readonly<Record<string, Readonly<Record<string, Row>>>> = {
  'temp-id-proof': { guardianNotRegistered: ['wu', {}, 'ouyang'], recordNotUsable: ['zheng'] },
  'id-card-renewal': {
    tooEarlyToRenew: ['li'],
    firstIssueAtCounter: ['qian'],
    noFingerprintsOnRecord: ['zhao'],
    rareCharacters: ['wang'],
    recordNotUsable: ['zheng'],
  },
  'id-card-replacement': { firstIssueAtCounter: ['qian'], rareCharacters: ['ji'], recordNotUsable: ['zheng'] },
  'id-card-collection': {
    cardNotHere: ['anna', receiptOf('anna', 'id-card-renewal')],
    cardNotReady: ['ouyang', receiptOf('ouyang', 'id-card-renewal')],
    notTheApplicant: ['anna', receiptOf('zhang', 'id-card-renewal')],
  },
  'household-certificate': { onlyHukouStation: ['ayiguli'], recordNotUsable: ['zheng'] },
  'no-criminal-record': { stayedUnder180Days: ['tourist'], proofOfUseNeeded: ['ouyang'] },
  'residence-permit-endorsement': { noResidencePermit: ['zhang'], tooEarlyToEndorse: ['ayiguli'] },
  'hk-macao-endorsement': {
    permitExpiresTooSoon: ['zhao'],
    requestedLately: ['ouyang'],
    firstTimeElsewhere: ['ayiguli'],
    noPermitOnRecord: ['sun'],
  },
  'passport-reissue': { noPassportOnRecord: ['sun'], recordNotUsable: ['zheng'] },
  'hk-macao-taiwan-permit-reissue': { noPermitOnRecord: ['sun'], recordNotUsable: ['zheng'] },
  'exit-entry-progress-query': {
    applicationNotFound: [null, { lookup: 'receipt', receiptNumber: 'XJ-A07-261101-00001-0', documentTail: '0000' }],
  },
  'traffic-record-query': { noTrafficRecord: ['sun', { lookup: 'licence' }] },
  'traffic-violation-handling': { noViolations: ['anna'], licenceNotNormal: ['wang'] },
  'traffic-fine-payment': {
    decisionNotFound: [null, fineOf('5001059999999999')],
    alreadyPaid: [null, fineOf('5001050000000041')],
    decisionCancelled: [null, fineOf('5001050000000058')],
  },
  'driving-licence-renewal': {
    tooEarlyToRenewLicence: ['anna'],
    licenceTooOld: ['ayiguli'],
    openViolations: ['zhang'],
    noMedicalReport: ['zhaxi'],
    licenceNotNormal: ['wang'],
    noLicence: ['sun'],
  },
  'driving-licence-replacement': { licenceNotNormal: ['wang'], noLicence: ['sun'] },
  'vehicle-licence-replacement': { notOwner: ['sun', vehicle('渝A12345')] },
  'inspection-mark': {
    notOwner: ['sun', vehicle('渝AD12345')],
    tooEarlyForMark: ['li', vehicle('渝B2K345')],
    notExempt: ['ouyang', vehicle('渝C34567')],
    openViolations: ['zhang', vehicle('渝A12345')],
    noInsurance: ['ouyang', vehicle('渝AF00017')],
  },
  'temporary-plate': {
    alreadyRegistered: ['zhang', registeredVin],
    tooManyTemporaryPlates: ['zhang', newVehicle(1)],
    noInsurance: ['zhang', newVehicle(2)],
  },
};

/** Service and reason, each pair once. */
export const officeRefusals: readonly (readonly [service: string, refusal: string])[] = Object.entries(
  turnedAway,
).flatMap(([service, reasons]) => Object.keys(reasons).map((reason) => [service, reason] as const));

const callerOf = ([who, answers = {}, guardian]: Row, of: World): Caller => ({
  person: who === null ? null : personNamed(who),
  guardian: guardian === undefined ? null : personNamed(guardian),
  answers: typeof answers === 'function' ? answers(of) : answers,
});

/** Somebody to whom this service says no for this reason. */
export function personFor(service: string, refusal: string, of: World = testWorld()): Caller {
  const row = turnedAway[service]?.[refusal];
  if (!row) throw new Error(`no office gives ${refusal} for ${service}`);
  return callerOf(row, of);
}

/** Somebody who gets on with this service. */
export function welcomeAt(service: string, of: World = testWorld()): Caller {
  const row = welcome[service];
  if (!row) throw new Error(`nobody is named for ${service}`);
  return callerOf(row, of);
}

/** What the office says to them. */
export function find(
  service: string,
  { person, guardian, answers }: Caller,
  of: World = testWorld(),
  today = worldDay,
) {
  const rule: CaseRule | undefined = caseRules[service];
  if (!rule) throw new Error(`no office for ${service}`);
  const asked: Asked = { world: of, today, group: person?.group ?? 'mainland', person, guardian, answers };
  return rule(asked);
}
