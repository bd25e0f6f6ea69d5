import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { baseCatalogue } from '../../main/catalogue/catalogue.ts';
import { verifyAcknowledgement } from '../../main/gateway/acknowledgement.ts';
import type { IdentityClaim, SubmitOutcome } from '../../main/gateway/gateway.ts';
import { httpsGateway } from '../../main/gateway/https-gateway.ts';
import { normalBehaviour } from '../../main/gateway/simulator/behaviour.ts';
import type { TravelDocument } from '../../main/contract/travel-document.ts';
import { FakeClock } from '../support/fake-clock.ts';
import type { Attachments } from '../../main/submission/pack.ts';
import {
  acknowledgementKeys,
  contentFor,
  jpeg,
  never,
  seal,
  signDetached,
  gatewayInTest,
  type GatewayInTest,
} from './fixture.ts';

let setup: GatewayInTest;
let simulator: GatewayInTest['simulator'];
let gateway: GatewayInTest['gateway'];
const clock = new FakeClock();
let sequence = 0;

beforeAll(async () => {
  setup = await gatewayInTest({ clock });
  ({ simulator, gateway } = setup);
});
afterAll(() => setup.close());
afterEach(() => simulator.behave(normalBehaviour));

const [zhang, li] = [() => simulator.people[0]!, () => simulator.people[1]!];
const find = (number: string, name: string) =>
  gateway.findRecord({ claim: { by: 'number', number, name }, signal: never() });
const record = async (person = zhang()) => {
  const found = await gateway.findRecord({
    claim: { by: 'number', number: person.number, name: person.name },
    signal: never(),
  });
  if (!found.ok) throw new Error(found.error);
  return found.value;
};
const claimed = ({ kind, issuingState, number, birthDate, surname, givenNames }: TravelDocument) => ({
  kind,
  issuingState,
  number,
  birthDate,
  surname,
  givenNames,
});
const next = () => ({ sequence: (sequence += 1) });
const proved = async () => {
  const { recordId } = await record();
  const verdict = await gateway.compareFace({ recordId, jpeg, signal: never() });
  if (!verdict.ok || !verdict.value.match) throw new Error('no match');
  return verdict.value.evidenceId;
};
const sealed = async (change: Parameters<typeof contentFor>[2] = {}, attachments: Attachments = {}) =>
  seal(setup.keys, contentFor(zhang(), await proved(), change), { ...next(), attachments });
const verify = (outcome: SubmitOutcome, expected: { sid: string; sha256: string }) => {
  if (outcome.kind !== 'answered') throw new Error(outcome.kind);
  const keys = acknowledgementKeys(setup.keys);
  return verifyAcknowledgement({ acknowledgement: outcome.acknowledgement, keys, expected });
};

test('a visitor who lost their card leaves with a certificate', async () => {
  const handshake = await gateway.handshake(never());
  expect(handshake).toMatchObject({ ok: true, value: { services: baseCatalogue.map(({ id }) => id) } });
  expect(JSON.stringify(handshake)).not.toContain('"d"');

  const envelope = await sealed();
  const verified = await verify(await gateway.submit(envelope, never()), envelope);
  expect(verified).toMatchObject({ ok: true, value: { outcome: { kind: 'issued' } } });
  if (!verified.ok || verified.value.outcome.kind !== 'issued') return;
  const { certificate } = verified.value.outcome;
  expect(certificate.number).toMatch(/^示公证字〔2026〕第\d{6}号$/);
  expect(certificate.verificationUrl).toBe(`${simulator.url}/v/${certificate.verificationCode}`);
  expect(Date.parse(certificate.validUntil ?? '') - Date.parse(certificate.issuedAt)).toBe(24 * 60 * 60 * 1000);
  expect(simulator.received.at(-1)).toMatchObject({ sid: envelope.sid, content: { person: { name: '张示例' } } });
});

const deferred = { kind: 'deferred', evidenceId: 'deferred' } as const;

test('a service without a certificate is accepted', async () => {
  const envelope = await sealed({ service: 'id-card-replacement', validityHours: null, evidence: deferred });
  const verified = await verify(await gateway.submit(envelope, never()), envelope);
  expect(verified).toMatchObject({ ok: true, value: { outcome: { kind: 'accepted' } } });
});

test('the number and the name must be of the same person', async () => {
  expect(await find(zhang().number, li().name)).toEqual({ ok: false, error: 'notFound' });
  expect(await find(zhang().number, zhang().name)).toMatchObject({ ok: true, value: { name: zhang().name } });
});

test('somebody who has died is not eligible', async () => {
  const { number, name } = simulator.people.find((person) => person.standing === 'deceased')!;
  expect(await gateway.findRecord({ claim: { by: 'number', number, name }, signal: never() })).toEqual({
    ok: false,
    error: 'notEligible',
  });
});

test('names with rare characters, a middle dot or Latin letters travel unharmed', async () => {
  for (const person of simulator.people.filter(({ standing }) => standing === 'living')) {
    const { number, name, sex, birthDate } = person;
    expect(await record(person)).toMatchObject({ number, name, sex, birthDate });
  }
});

test('a face that does not match', async () => {
  const { recordId } = await record();
  await simulator.behave({ face: 'noMatch' });
  expect(await gateway.compareFace({ recordId, jpeg, signal: never() })).toEqual({ ok: true, value: { match: false } });
});

test('the office opens a case for whom it recognised, and for nobody else', async () => {
  const { recordId } = await record();
  const verdict = await gateway.compareFace({ recordId, jpeg, signal: never() });
  if (!verdict.ok || !verdict.value.match) throw new Error('no match');
  const about = { by: 'record', recordId, evidenceId: verdict.value.evidenceId, wardRecordId: null } as const;
  const question = { service: 'traffic-violation-handling', about, group: 'mainland', answers: {} } as const;
  expect(await gateway.openCase(question, never())).toMatchObject({
    ok: true,
    value: { refusal: null, subject: { kind: 'traffic', licence: { points: 3 } } },
  });
  const stranger = { ...about, evidenceId: crypto.randomUUID() };
  expect(await gateway.openCase({ ...question, about: stranger }, never())).toEqual({ ok: false, error: 'fault' });
  expect(await gateway.openCase({ ...question, service: 'no-such-service' }, never())).toEqual({
    ok: false,
    error: 'fault',
  });
});

test('a resident of Hong Kong and a permanent resident are found by their card, a tourist by the passport', async () => {
  for (const key of ['hongKong', 'permanent', 'permanentBefore2023']) {
    const { number, name, group } = simulator.world.people.find((person) => person.key === key)!;
    expect(await find(number, name), key).toMatchObject({ ok: true, value: { number, group } });
  }
  const tourist = simulator.world.people.find(({ key }) => key === 'tourist')!;
  const document = claimed(tourist.documents[0]!);
  expect(await gateway.findRecord({ claim: { by: 'document', document }, signal: never() })).toMatchObject({
    ok: true,
    value: { name: tourist.name, group: 'foreign' },
  });
});

test('a face needs a record that was found before, and a picture', async () => {
  const { recordId } = await record();
  const other = crypto.randomUUID();
  expect(await gateway.compareFace({ recordId: other, jpeg, signal: never() })).toEqual({ ok: false, error: 'fault' });
  const text = new TextEncoder().encode('no picture at all');
  expect(await gateway.compareFace({ recordId, jpeg: text, signal: never() })).toEqual({ ok: false, error: 'fault' });
});

const claim = (of: IdentityClaim) => gateway.findRecord({ claim: of, signal: never() });

test('each way of saying who one is names the same person', async () => {
  const { passport, permit, identityCode, number } = zhang();
  for (const of of [
    { by: 'document', document: claimed(passport) },
    { by: 'document', document: claimed(permit) },
    { by: 'code', code: identityCode },
  ] as const)
    expect(await claim(of), JSON.stringify(of)).toMatchObject({ ok: true, value: { number } });
});

test('a document names its holder by all that its zone says, a code to the last character', async () => {
  const { passport, permit, identityCode } = zhang();
  const document = claimed(passport);
  for (const change of [
    { number: li().passport.number },
    { kind: 'visa' },
    { issuingState: 'UTO' },
    { birthDate: '1990-01-02' },
    { birthDate: null },
    { surname: 'LI' },
    { givenNames: '' },
    { number: permit.number },
  ] as const)
    expect(await claim({ by: 'document', document: { ...document, ...change } }), JSON.stringify(change)).toEqual({
      ok: false,
      error: 'notFound',
    });
  for (const code of [identityCode.slice(0, -1), `${identityCode}A`, identityCode.toUpperCase()])
    expect(await claim({ by: 'code', code })).toEqual({ ok: false, error: 'notFound' });
});

test("a name that the zone of a permit cuts off is still its holder's, and no shorter one", async () => {
  const { permit, number } = simulator.people.find(({ key }) => key === 'anna')!;
  const named = (givenNames: string) => claim({ by: 'document', document: { ...claimed(permit), givenNames } });
  // EXAMPLE<<ANNA<MARI: as much as stands there.
  expect(await named('ANNA MARI')).toMatchObject({ ok: true, value: { number } });
  for (const other of ['ANNA', 'ANNA MARE', 'ANNA MARIA B'])
    expect(await named(other)).toEqual({ ok: false, error: 'notFound' });
});

test('what no document and no code can say is not sent on by the gateway', async () => {
  const document = claimed(zhang().passport);
  for (const of of [
    { by: 'document', document: { ...document, surname: '张' } },
    { by: 'document', document: { ...document, number: 'E%' } },
    { by: 'code', code: 'short' },
    { by: 'code', code: 'A'.repeat(513) },
    { by: 'code', code: 'with a space' },
  ] as const)
    expect(await claim(of), JSON.stringify(of).slice(0, 80)).toEqual({ ok: false, error: 'fault' });
});

test('a finger that matches is evidence; one that does not is an answer', async () => {
  const { recordId } = await record();
  const finger = { recordId, format: 'r30x', features: new Uint8Array(512).fill(3), signal: never() } as const;
  const verdict = await gateway.compareFinger(finger);
  if (!verdict.ok || !verdict.value.match) throw new Error('no match');
  const { evidenceId } = verdict.value;
  const content = contentFor(zhang(), evidenceId, { evidence: { kind: 'fingerprint', evidenceId } });
  const envelope = await seal(setup.keys, content, next());
  expect(await verify(await gateway.submit(envelope, never()), envelope)).toMatchObject({
    value: { outcome: { kind: 'issued' } },
  });
  // The same id does not pass for a face.
  const asFace = await seal(setup.keys, contentFor(zhang(), evidenceId), next());
  expect(await verify(await gateway.submit(asFace, never()), asFace)).toMatchObject({
    value: { outcome: { kind: 'refused', reason: 'evidenceExpired' } },
  });

  await simulator.behave({ finger: 'noMatch' });
  expect(await gateway.compareFinger(finger)).toEqual({ ok: true, value: { match: false } });
  await simulator.behave({ finger: 'match' });
  const other = crypto.randomUUID();
  expect(await gateway.compareFinger({ ...finger, recordId: other })).toEqual({ ok: false, error: 'fault' });
});

test('a record serves one visit: after an hour it is gone', async () => {
  const { recordId } = await record();
  await clock.advance(60 * 60 * 1000);
  expect(await gateway.compareFace({ recordId, jpeg, signal: never() })).toEqual({ ok: false, error: 'fault' });
});

test('an officer looks at the case for a while and grants it; the grant is evidence', async () => {
  const { recordId } = await record();
  const asked = await gateway.askOfficer({ recordId, question: 'identity', signal: never() });
  if (!asked.ok) throw new Error(asked.error);
  const decision = () => gateway.officerDecision({ caseId: asked.value.caseId, signal: never() });
  expect(await decision()).toEqual({ ok: true, value: { state: 'waiting' } });
  await clock.advance(5_000);
  const granted = await decision();
  expect(granted).toMatchObject({ ok: true, value: { state: 'granted' } });
  expect(await decision()).toEqual(granted);
  if (!granted.ok || granted.value.state !== 'granted') return;
  const { evidenceId } = granted.value;
  const content = contentFor(zhang(), evidenceId, { evidence: { kind: 'officer', evidenceId } });
  const envelope = await seal(setup.keys, content, next());
  const verified = await verify(await gateway.submit(envelope, never()), envelope);
  expect(verified).toMatchObject({ value: { outcome: { kind: 'issued' } } });
});

test.each([
  ['refuses', 'refused'],
  ['waits', 'waiting'],
] as const)('an officer who %s', async (officer, state) => {
  await simulator.behave({ officer });
  const { recordId } = await record();
  const asked = await gateway.askOfficer({ recordId, question: 'identity', signal: never() });
  if (!asked.ok) throw new Error(asked.error);
  await clock.advance(5_000);
  const reply = await gateway.officerDecision({ caseId: asked.value.caseId, signal: never() });
  expect(reply).toEqual({ ok: true, value: { state } });
});

test('evidence of somebody else, or none, issues nothing', async () => {
  const evidenceId = await proved();
  for (const content of [contentFor(li(), evidenceId), contentFor(zhang(), crypto.randomUUID())]) {
    const envelope = await seal(setup.keys, content, next());
    const verified = await verify(await gateway.submit(envelope, never()), envelope);
    expect(verified).toMatchObject({ value: { outcome: { kind: 'refused', reason: 'evidenceExpired' } } });
  }
});

test('a lost answer: sent again, it has one effect and the same acknowledgement', async () => {
  const envelope = await sealed();
  const before = simulator.received.length;
  await simulator.behave({ routes: { submit: { kind: 'loseAnswer' } } });
  expect(await gateway.submit(envelope, never())).toEqual({ kind: 'tryLater', retryAfterMs: null });
  expect(simulator.received).toHaveLength(before + 1);

  await simulator.behave({ routes: {} });
  const [first, second] = [await gateway.submit(envelope, never()), await gateway.submit(envelope, never())];
  expect(first).toEqual(second);
  expect(await verify(first, envelope)).toMatchObject({ ok: true });
  expect(simulator.received).toHaveLength(before + 1);
});

test('two copies that arrive together have one effect', async () => {
  const envelope = await sealed();
  const before = simulator.received.length;
  const outcomes = await Promise.all([1, 2, 3].map(() => gateway.submit(envelope, never())));
  expect(new Set(outcomes.map((outcome) => JSON.stringify(outcome))).size).toBe(1);
  expect(simulator.received).toHaveLength(before + 1);
});

test('the same id with another content is a conflict', async () => {
  const envelope = await sealed();
  await gateway.submit(envelope, never());
  const other = await seal(setup.keys, contentFor(zhang(), await proved()), {
    sid: envelope.sid,
    ...next(),
  });
  expect(await gateway.submit(other, never())).toEqual({ kind: 'conflict' });
});

test('a sequence number used twice, as by a copied disk, is a conflict; one that comes late is not', async () => {
  const content = contentFor(zhang(), await proved());
  const late = await seal(setup.keys, content, next());
  const early = await seal(setup.keys, content, next());
  expect(await gateway.submit(early, never())).toMatchObject({ kind: 'answered' });
  expect(await gateway.submit(late, never())).toMatchObject({ kind: 'answered' });
  const copy = await seal(setup.keys, content, { sequence });
  expect(await gateway.submit(copy, never())).toEqual({ kind: 'conflict' });
});

test('an envelope that was tampered with is refused for good, and leaves no trace', async () => {
  const before = simulator.received.length;
  const good = await sealed();
  const content = contentFor(zhang(), 'evidence-0000');
  const spoiled = [
    { ...good, sha256: '0'.repeat(64) },
    { ...good, sequence: good.sequence + 1 },
    { ...good, signature: await signDetached(setup.keys.gateway.acknowledgementKey, 'something else') },
    await seal(setup.keys, content, { ...next(), header: { sid: '0'.repeat(32) } }),
    await seal(setup.keys, content, { ...next(), header: { dev: 'kiosk-other' } }),
    await seal(setup.keys, content, { ...next(), header: { seq: 1 } }),
    await seal(setup.keys, content, { ...next(), header: { typ: 'kiosk-other' } }),
    await seal(setup.keys, { ...content, version: 1 }, next()),
    await seal(setup.keys, 'not a submission', next()),
  ];
  for (const envelope of spoiled)
    expect(await gateway.submit(envelope, never())).toEqual({ kind: 'rejected', status: 422 });
  expect(await gateway.submit({ ...good, sid: 'no sid' }, never())).toMatchObject({ kind: 'tryLater' });
  expect(simulator.received).toHaveLength(before);
  expect(await gateway.submit(good, never())).toMatchObject({ kind: 'answered' });
});

test('a kiosk that the gateway does not know is turned away', async () => {
  const stranger = httpsGateway({ url: simulator.url, ca: setup.keys.kiosk.ca, deviceId: 'kiosk-stranger', clock });
  expect(await stranger.handshake(never())).toEqual({ ok: false, error: 'refusedKiosk' });
  const envelope = { ...(await sealed()), deviceId: 'kiosk-stranger' };
  expect(await stranger.submit(envelope, never())).toEqual({ kind: 'blocked' });
  stranger.close();
});

test('a submission that is too large is refused, not cut off', async () => {
  const envelope = { ...(await sealed()), jwe: 'A'.repeat(5 * 1024 * 1024) };
  expect(await gateway.submit(envelope, never())).toEqual({ kind: 'rejected', status: 413 });
});

test('a submission with the largest pictures fits, and they arrive byte for byte', async () => {
  const picture = new Uint8Array(512 * 1024).fill(7);
  const envelope = await sealed({}, { photoJpeg: picture, idPhotoJpeg: picture });
  expect(await gateway.submit(envelope, never())).toMatchObject({ kind: 'answered' });
  expect(simulator.received.at(-1)?.attachments.photoJpeg).toEqual(picture);
});
