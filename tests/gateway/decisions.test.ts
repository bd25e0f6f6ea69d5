import { randomBytes } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import type { Application } from '../../main/gateway/submission-content.ts';
import type { CaseQuestion } from '../../main/gateway/service-case.ts';
import { setUpSimulatedKeys } from '../../main/gateway/key-setup.ts';
import { normalBehaviour } from '../../main/gateway/simulator/behaviour.ts';
import { newOffice } from '../../main/gateway/simulator/office.ts';
import type { SyntheticPerson } from '../../main/gateway/simulator/people.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { personNamed, welcomeAt } from '../support/world.ts';
import { contentFor } from './fixture.ts';

// No route is asked here, so no key is used.
type Keys = Awaited<ReturnType<typeof setUpSimulatedKeys>>['gateway'];
const keys: Keys = Object.create(null);

const baseUrl = () => 'https://gateway.example';

let clock: FakeClock;
let office: ReturnType<typeof newOffice>;
beforeEach(() => {
  clock = new FakeClock();
  office = newOffice({ keys, clock, services: [], baseUrl, behaviour: () => normalBehaviour });
});

/** Says who they are and is recognised. */
function recognised({ number, name }: SyntheticPerson) {
  const found = office.register.find({ by: 'number', number, name });
  if (!found.ok) throw new Error(found.error);
  const { recordId } = found.value;
  return { recordId, evidenceId: office.register.giveEvidence(recordId, 'face') };
}

function open(service: string, who: string | null, answers: CaseQuestion['answers'] = {}) {
  const proved = who === null ? null : recognised(personNamed(who));
  const about = proved ? ({ by: 'record', ...proved, wardRecordId: null } as const) : ({ by: 'answers' } as const);
  const opened = office.cases.open({ service, about, group: 'mainland', answers });
  if (!opened.ok) throw new Error(opened.error);
  return { case: opened.value, evidenceId: proved?.evidenceId ?? '' };
}

/** The visit's application, paid where it must be. */
function apply(
  service: string,
  who: string | null,
  answers: CaseQuestion['answers'] = {},
  more: Partial<Application> = {},
) {
  const { case: opened, evidenceId } = open(service, who, answers);
  const person = who === null ? null : personNamed(who);
  const content = contentFor(person ?? { number: '', name: '' }, evidenceId, {
    service,
    person: person && { number: person.number, name: person.name },
    evidence: person && { kind: 'face', evidenceId },
    caseId: opened.caseId,
    answers: { ...answers },
    validityHours: null,
    ...more,
  });
  return { opened, outcome: () => office.decisions.decide(content) };
}

function paidOrder(service: string, yuan: number): string {
  const orderId = randomBytes(16).toString('hex');
  office.payments.open({ orderId, purpose: { kind: 'fee', service }, amountFen: yuan * 100 });
  office.payments.pay(orderId);
  return orderId;
}

const certificateOf = (outcome: ReturnType<ReturnType<typeof apply>['outcome']>) => {
  if (outcome.kind !== 'issued') throw new Error(JSON.stringify(outcome));
  return outcome.certificate;
};

test('a decided violation leaves the list, costs its points and is a fine to pay under the decision’s number', () => {
  const { opened } = apply('traffic-violation-handling', 'zhang');
  const [item] = opened.subject.kind === 'traffic' ? opened.subject.violations.map(({ id }) => id) : [];
  const accepts = { item: item ?? '', response: 'accept' } as const;
  const { number, validUntil } = certificateOf(apply('traffic-violation-handling', 'zhang', {}, accepts).outcome());
  expect(number).toMatch(/^\d{16}$/);
  expect(validUntil).toBeNull();
  expect(office.world.violations.map(({ id }) => id)).not.toContain(item);
  expect(office.world.licences.find(({ holder }) => holder === 'zhang')?.points).toBe(6);
  expect(open('traffic-fine-payment', null, { decisionNumber: number }).case.subject).toMatchObject({
    kind: 'fine',
    fine: { fineFen: 15_000, surchargeFen: 0, state: 'unpaid', dueDate: '2026-12-06' },
  });
  // Once decided is decided.
  expect(apply('traffic-violation-handling', 'zhang', {}, accepts).outcome()).toEqual({
    kind: 'refused',
    reason: 'notEligible',
  });
});

test('a defence is heard by an officer: nothing is decided and nothing changes', () => {
  const before = office.world.violations.length;
  const { opened } = apply('traffic-violation-handling', 'zhang');
  const [item] = opened.subject.kind === 'traffic' ? opened.subject.violations.map(({ id }) => id) : [];
  const defends = { item: item ?? '', response: 'defend', defence: '当时正在避让救护车' } as const;
  expect(apply('traffic-violation-handling', 'zhang', {}, defends).outcome()).toEqual({ kind: 'accepted' });
  expect(office.world.violations).toHaveLength(before);
});

test('what no machine may decide is not decided, whatever a kiosk sends', () => {
  const { opened } = apply('traffic-violation-handling', 'li');
  const blocked = opened.subject.kind === 'traffic' ? opened.subject.violations.filter((one) => one.blocked) : [];
  expect(blocked.length).toBeGreaterThan(3);
  for (const { id } of blocked)
    expect(apply('traffic-violation-handling', 'li', {}, { item: id, response: 'accept' }).outcome()).toEqual({
      kind: 'refused',
      reason: 'notEligible',
    });
});

test('a fine is paid when the treasury has the money, and not before', () => {
  const decision = { decisionNumber: '5001050000000025' };
  const pays = () => apply('traffic-fine-payment', null, decision);
  const first = pays();
  expect(first.outcome()).toEqual({ kind: 'refused', reason: 'notPaid' });
  const orderId = randomBytes(16).toString('hex');
  const order = { orderId, purpose: { kind: 'fine', ...decision } } as const;
  expect(office.payments.open({ ...order, amountFen: 20_000 })).toEqual({ ok: false, error: 'amountDiffers' });
  // 200 yuan, and 3 % for each of eleven days.
  expect(office.payments.open({ ...order, amountFen: 26_600 })).toMatchObject({ ok: true });
  expect(office.payments.pay(orderId)).toBe(true);
  expect(first.outcome()).toMatchObject({ kind: 'issued' });
  expect(open('traffic-fine-payment', null, decision).case.refusal).toMatchObject({ reason: 'alreadyPaid' });
});

const replaces = (paymentOrderId: string | null) =>
  apply('id-card-replacement', 'li', { reason: 'lost', temporaryCard: 'no' }, { paymentOrderId }).outcome();

test('a fee that nobody paid, or paid for something else, buys nothing', () => {
  const notPaid = { kind: 'refused', reason: 'notPaid' };
  expect(replaces(null)).toEqual(notPaid);
  expect(replaces(randomBytes(16).toString('hex'))).toEqual(notPaid);
  expect(replaces(paidOrder('passport-reissue', 120))).toEqual(notPaid);
  const paid = paidOrder('id-card-replacement', 40);
  expect(replaces(paid)).toEqual({ kind: 'accepted' });
  // Nor does it buy a second one.
  expect(replaces(paid)).toEqual(notPaid);
});

test('what was taken without the network is accepted for a review, and for nothing else', () => {
  const offline = { caseId: null, evidence: { kind: 'deferred', evidenceId: 'deferred' } } as const;
  expect(apply('id-card-replacement', 'li', {}, offline).outcome()).toEqual({ kind: 'accepted' });
  expect(apply('temp-id-proof', 'zhang', {}, { ...offline, validityHours: 24 }).outcome()).toEqual({
    kind: 'refused',
    reason: 'evidenceExpired',
  });
});

test('a collected card is out of the cabinet; one that did not come out is in it again, and the slip counts no more', () => {
  const { answers } = welcomeAt('id-card-collection', office.world);
  const collect = () => apply('id-card-collection', 'zhang', answers, { receiptNumber: 'XJ-A07-261121-00001-0' });
  const { verificationCode } = certificateOf(collect().outcome());
  expect(open('id-card-collection', 'zhang', answers).case.refusal).toMatchObject({ reason: 'cardNotHere' });
  const report = {
    version: 3,
    kind: 'handOver',
    service: 'id-card-collection',
    receiptNumber: 'XJ-A07-261121-00001-0',
    createdAt: '2026-11-21T08:00:00Z',
    what: 'card',
    outcome: 'failed',
  } as const;
  expect(office.decisions.decide(report)).toEqual({ kind: 'accepted' });
  expect(office.decisions.handOvers).toEqual([report]);
  expect(open('id-card-collection', 'zhang', answers).case.refusal).toBeNull();
  expect(office.certificates.byCode(verificationCode)?.withdrawn).toBe(true);
});

test('an endorsement lasts as long as asked, and another one so soon is refused', () => {
  const answers = { destination: 'both', type: 'individual', visits: 'yearOnce', phone: '+8613800000000' };
  const paymentOrderId = paidOrder('hk-macao-endorsement', 30);
  const { validUntil } = certificateOf(apply('hk-macao-endorsement', 'zhang', answers, { paymentOrderId }).outcome());
  expect(validUntil).toBe('2027-11-21T15:59:59.000Z');
  expect(open('hk-macao-endorsement', 'zhang').case.refusal).toEqual({ reason: 'requestedLately', from: '2027-01-21' });
});

test('an application can be followed by its receipt from then on', () => {
  const receiptNumber = 'XJ-A07-261121-00009-H';
  const paymentOrderId = paidOrder('passport-reissue', 120);
  apply('passport-reissue', 'zhang', {}, { receiptNumber, paymentOrderId }).outcome();
  const answers = { receiptNumber, documentTail: personNamed('zhang').number.slice(-4) };
  expect(open('exit-entry-progress-query', null, answers).case.subject).toMatchObject({
    applications: [{ service: 'passport-reissue', state: 'received' }],
  });
});

test('a temporary plate ends with its insurance, and the fourth is refused', () => {
  const short = office.world.newVehicles.find(({ plates }) => plates === 1);
  const answers = { vin: short?.vin ?? '' };
  const asked = () =>
    apply('temporary-plate', 'zhang', answers, { validityHours: 720, paymentOrderId: paidOrder('temporary-plate', 5) });
  const first = certificateOf(asked().outcome());
  expect(first).toMatchObject({ number: '渝A·临00001', validUntil: '2026-12-03T15:59:59.000Z' });
  certificateOf(asked().outcome());
  expect(open('temporary-plate', 'zhang', answers).case.refusal).toMatchObject({ reason: 'tooManyTemporaryPlates' });
});

test('a temporary plate is valid for thirty days from the day that its owner asked for, that one counted', () => {
  const vehicle = office.world.newVehicles.find(
    ({ insuredUntil }) => insuredUntil !== null && insuredUntil > '2027-02-01',
  );
  const answers = { vin: vehicle?.vin ?? '', fromDate: '2026-12-01' };
  const paymentOrderId = paidOrder('temporary-plate', 5);
  const plate = certificateOf(
    apply('temporary-plate', 'zhang', answers, { validityHours: 720, paymentOrderId }).outcome(),
  );
  expect(plate.validUntil).toBe('2026-12-30T15:59:59.000Z');
});

test('an inspection mark ends two years after the one before, and is not given again so soon', () => {
  const { answers } = welcomeAt('inspection-mark', office.world);
  const { validUntil } = certificateOf(apply('inspection-mark', 'zhang', answers).outcome());
  expect(validUntil).toBe('2028-12-21T15:59:59.000Z');
  expect(open('inspection-mark', 'zhang', answers).case.refusal).toMatchObject({ reason: 'tooEarlyForMark' });
});

test('a case is opened by evidence of the person, and a submission goes with its own case', () => {
  const zhang = recognised(personNamed('zhang'));
  const li = recognised(personNamed('li'));
  const question = { service: 'traffic-record-query', group: 'mainland', answers: {} } as const;
  const about = { by: 'record', recordId: zhang.recordId, wardRecordId: null } as const;
  expect(office.cases.open({ ...question, about: { ...about, evidenceId: li.evidenceId } })).toEqual({
    ok: false,
    error: 'recordGone',
  });
  const opened = office.cases.open({ ...question, about: { ...about, evidenceId: zhang.evidenceId } });
  const caseId = opened.ok ? opened.value.caseId : '';
  expect(apply('traffic-record-query', 'li', {}, { caseId }).outcome()).toMatchObject({ reason: 'notEligible' });
  expect(apply('passport-reissue', 'zhang', {}, { caseId }).outcome()).toMatchObject({ reason: 'notEligible' });
});

test('a guardian on the register acts for the child; the proof is the guardian’s', () => {
  const [zhang, wu] = [personNamed('zhang'), personNamed('wu')];
  const { recordId, evidenceId } = recognised(zhang);
  const ward = office.register.find({ by: 'number', number: wu.number, name: wu.name });
  const about = { by: 'record', recordId, evidenceId, wardRecordId: ward.ok ? ward.value.recordId : null } as const;
  const opened = office.cases.open({ service: 'temp-id-proof', about, group: 'mainland', answers: {} });
  expect(opened).toMatchObject({ ok: true, value: { refusal: null } });
  const guardian = { number: zhang.number, name: zhang.name };
  const caseId = opened.ok ? opened.value.caseId : null;
  expect(office.decisions.decide(contentFor(wu, evidenceId, { guardian, caseId }))).toMatchObject({ kind: 'issued' });
  expect(office.decisions.decide(contentFor(wu, evidenceId, { caseId }))).toMatchObject({ reason: 'evidenceExpired' });
});

test('a document or a card that needs no proof opens the case of its holder', () => {
  const question = { service: 'foreigner-accommodation-registration', group: 'foreign', answers: {} } as const;
  const passport = { by: 'document', kind: 'passport', issuingState: 'UTO', number: 'X12345678' } as const;
  const opened = (about: CaseQuestion['about']) => office.cases.open({ ...question, about });
  expect(opened({ ...passport, birthDate: '1988-03-14' })).toMatchObject({ value: { subject: { kind: 'stay' } } });
  expect(opened({ ...passport, birthDate: '1988-03-15' })).toMatchObject({ value: { subject: { kind: 'none' } } });
  const { number, birthDate } = personNamed('hongKong');
  expect(opened({ by: 'document', kind: 'hmt', issuingState: 'CHN', number, birthDate })).toMatchObject({
    value: { subject: { kind: 'stay' } },
  });
});
