import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { httpsGateway } from '../../main/gateway/https-gateway.ts';
import type { Envelope, GatewayError, SubmitOutcome } from '../../main/gateway/gateway.ts';
import { verifyAcknowledgement } from '../../main/gateway/acknowledgement.ts';
import { namedBehaviours } from '../../main/gateway/simulator/behaviour.ts';
import type { BehaviourName } from '../../main/gateway/simulator/behaviour.ts';
import { gatewaySimulator } from '../../main/gateway/simulator/gateway-simulator.ts';
import type { GatewaySimulator } from '../../main/gateway/simulator/gateway-simulator.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { acknowledgementKeys, contentFor, jpeg, never, seal, temporaryKeys } from './fixture.ts';

let setup: Awaited<ReturnType<typeof temporaryKeys>>;
let simulator: GatewaySimulator;
let gateway: ReturnType<typeof httpsGateway>;
/** The kiosk's; the simulator's own time is its own. */
let clock: FakeClock;
const simulatorClock = new FakeClock();
let sequence = 0;

beforeAll(async () => {
  setup = await temporaryKeys();
  simulator = await gatewaySimulator({ keys: setup.keys.gateway, clock: simulatorClock, evidence: 'trusted' });
});
afterAll(async () => {
  await simulator.close();
  setup.remove();
});
afterEach(async () => {
  gateway.close();
  await simulator.behave(namedBehaviours.normal);
});
const connect = (): void => {
  clock = new FakeClock();
  const { ca, deviceId } = setup.keys.kiosk;
  gateway = httpsGateway({ url: simulator.url, ca, deviceId, clock });
};
const sealed = () => seal(setup.keys, contentFor(simulator.people[0]!, 'evidence-0000'), { sequence: (sequence += 1) });

/** Lets time pass for the kiosk only when it has nothing left to wait for but its deadline. */
async function untilDeadline<T>(call: Promise<T>, deadlineMs: number): Promise<T> {
  const asked = simulator.asked.length;
  while (simulator.asked.length === asked) await new Promise((resolve) => setImmediate(resolve));
  await clock.advance(deadlineMs - 1);
  expect(clock.pendingTimers).toBe(1);
  await clock.advance(1);
  return call;
}

const immediate: Partial<Record<BehaviourName, { error: GatewayError; submit: SubmitOutcome }>> = {
  fault500: { error: 'fault', submit: { kind: 'tryLater', retryAfterMs: null } },
  status503: { error: 'busy', submit: { kind: 'tryLater', retryAfterMs: 5_000 } },
  captivePortal: { error: 'fault', submit: { kind: 'tryLater', retryAfterMs: null } },
  truncated: { error: 'fault', submit: { kind: 'tryLater', retryAfterMs: null } },
  huge: { error: 'fault', submit: { kind: 'tryLater', retryAfterMs: null } },
  away: { error: 'away', submit: { kind: 'tryLater', retryAfterMs: null } },
};

const claim = () => ({ by: 'number', number: simulator.people[0]!.number, name: '张示例' }) as const;

const question = {
  service: 'traffic-fine-payment',
  about: { by: 'answers' },
  group: 'mainland',
  answers: { decisionNumber: '5001050000000017' },
} as const;

describe.each(Object.entries(immediate))('gateway that is %s', (name, expected) => {
  test('each call ends with its closed outcome', async () => {
    connect();
    await simulator.behave(namedBehaviours[name as BehaviourName]);
    const error = { ok: false, error: expected.error };
    const signal = never();
    const recordId = crypto.randomUUID();
    expect(await gateway.handshake(signal)).toEqual(error);
    expect(await gateway.findRecord({ claim: claim(), signal })).toEqual(error);
    expect(await gateway.compareFace({ recordId, jpeg, signal })).toEqual(error);
    expect(await gateway.compareFinger({ recordId, format: 'r30x', features: jpeg, signal })).toEqual(error);
    expect(await gateway.askOfficer({ recordId, question: 'identity', signal })).toEqual(error);
    expect(await gateway.officerDecision({ caseId: recordId, signal })).toEqual(error);
    expect(await gateway.openCase(question, signal)).toEqual(error);
    expect(await gateway.submit(await sealed(), signal)).toEqual(expected.submit);
    expect(clock.pendingTimers).toBe(0);
  });

  test('it is back as soon as the fault clears', async () => {
    connect();
    await simulator.behave(namedBehaviours[name as BehaviourName]);
    await gateway.handshake(never());
    await simulator.behave(namedBehaviours.normal);
    expect(await gateway.handshake(never())).toMatchObject({ ok: true });
  });
});

test.each(['silent', 'trickle', 'slow'] as const)(
  'a gateway that is %s meets the deadline of each call',
  async (name) => {
    connect();
    await simulator.behave(namedBehaviours[name]);
    const signal = never();
    const id = crypto.randomUUID();
    const timedOut = { ok: false, error: 'timedOut' };
    expect(await untilDeadline(gateway.handshake(signal), 3_000)).toEqual(timedOut);
    expect(await untilDeadline(gateway.findRecord({ claim: claim(), signal }), 5_000)).toEqual(timedOut);
    expect(await untilDeadline(gateway.compareFace({ recordId: id, jpeg, signal }), 10_000)).toEqual(timedOut);
    const finger = { recordId: id, format: 'r30x', features: jpeg, signal } as const;
    expect(await untilDeadline(gateway.compareFinger(finger), 10_000)).toEqual(timedOut);
    const toOfficer = { recordId: id, question: 'identity', signal } as const;
    expect(await untilDeadline(gateway.askOfficer(toOfficer), 5_000)).toEqual(timedOut);
    expect(await untilDeadline(gateway.officerDecision({ caseId: id, signal }), 5_000)).toEqual(timedOut);
    expect(await untilDeadline(gateway.openCase(question, signal), 10_000)).toEqual(timedOut);
    const later = { kind: 'tryLater', retryAfterMs: null };
    expect(await untilDeadline(gateway.submit(await sealed(), signal), 15_000)).toEqual(later);
  },
);

test('a slow gateway that answers in time is a good one', async () => {
  connect();
  await simulator.behave(namedBehaviours.slow);
  const before = simulatorClock.pendingTimers;
  const call = gateway.handshake(never());
  while (simulatorClock.pendingTimers === before) await new Promise((resolve) => setImmediate(resolve));
  await simulatorClock.advance(2_000);
  expect(await call).toMatchObject({ ok: true });
});

test('a trickle is ended by the total deadline although bytes keep coming', async () => {
  connect();
  await simulator.behave(namedBehaviours.trickle);
  const before = simulatorClock.pendingTimers;
  const call = gateway.handshake(never());
  while (simulatorClock.pendingTimers === before) await new Promise((resolve) => setImmediate(resolve));
  for (let second = 0; second < 3; second += 1) {
    await simulatorClock.advance(1_000);
    await clock.advance(1_000);
  }
  expect(await call).toEqual({ ok: false, error: 'timedOut' });
});

test('a call that the visitor left is cancelled, before and while it runs', async () => {
  connect();
  await simulator.behave(namedBehaviours.silent);
  expect(await gateway.handshake(AbortSignal.abort())).toEqual({ ok: false, error: 'cancelled' });
  const leave = new AbortController();
  const envelope = await sealed();
  const asked = simulator.asked.length;
  const calls = [gateway.handshake(leave.signal), gateway.submit(envelope, leave.signal)] as const;
  while (simulator.asked.length < asked + 2) await new Promise((resolve) => setImmediate(resolve));
  leave.abort();
  expect(await Promise.all(calls)).toEqual([{ ok: false, error: 'cancelled' }, { kind: 'cancelled' }]);
  expect(clock.pendingTimers).toBe(0);
});

test.each([
  [400, { kind: 'rejected', status: 400 }],
  [401, { kind: 'blocked' }],
  [403, { kind: 'blocked' }],
  [404, { kind: 'tryLater', retryAfterMs: null }],
  [409, { kind: 'conflict' }],
  [413, { kind: 'rejected', status: 413 }],
  [418, { kind: 'tryLater', retryAfterMs: null }],
  [422, { kind: 'rejected', status: 422 }],
  [429, { kind: 'tryLater', retryAfterMs: null }],
  [502, { kind: 'tryLater', retryAfterMs: null }],
] as const)('a submission answered with %i', async (status, outcome) => {
  connect();
  await simulator.behave({ routes: { submit: { kind: 'status', status } } });
  expect(await gateway.submit(await sealed(), never())).toEqual(outcome);
});

test.each([
  [401, 'refusedKiosk'],
  [403, 'refusedKiosk'],
  [404, 'fault'],
  [422, 'fault'],
  [429, 'busy'],
] as const)("a record query answered with %i and no word of the gateway's own", async (status, error) => {
  connect();
  await simulator.behave({ answers: { kind: 'status', status } });
  const { number, name } = simulator.people[0]!;
  expect(await gateway.findRecord({ claim: { by: 'number', number, name }, signal: never() })).toEqual({
    ok: false,
    error,
  });
});

test.each([
  [{ kind: 'status', status: 403 }, 'refusedKiosk'],
  [{ kind: 'status', status: 429 }, 'busy'],
  [{ kind: 'status', status: 500 }, 'fault'],
  [{ kind: 'captivePortal' }, 'fault'],
  [{ kind: 'loseAnswer' }, 'away'],
] as const)('an office that answers with %o', async (openCase, error) => {
  connect();
  await simulator.behave({ routes: { openCase } });
  expect(await gateway.openCase(question, never())).toEqual({ ok: false, error });
  expect(await gateway.openCase(question, AbortSignal.abort())).toEqual({ ok: false, error: 'cancelled' });
  await simulator.behave({ routes: {} });
  expect(await gateway.openCase(question, never())).toMatchObject({ ok: true, value: { refusal: null } });
});

const verdict = async (envelope: Envelope) => {
  const outcome = await gateway.submit(envelope, never());
  if (outcome.kind !== 'answered') throw new Error(outcome.kind);
  const { acknowledgement } = outcome;
  return verifyAcknowledgement({ acknowledgement, keys: acknowledgementKeys(setup.keys), expected: envelope });
};

describe('acknowledgements that must not purge anything', () => {
  test('one for another submission, also when nobody was acknowledged before', async () => {
    connect();
    await simulator.behave(namedBehaviours.repeatAnswer);
    for (let turn = 0; turn < 2; turn += 1)
      expect(await verdict(await sealed())).toEqual({ ok: false, error: 'wrongSubmission' });
  });

  test('one that is not signed by the gateway', async () => {
    connect();
    await simulator.behave(namedBehaviours.unsignedAcknowledgement);
    const envelope = await sealed();
    expect(await verdict(envelope)).toEqual({ ok: false, error: 'badSignature' });
    await simulator.behave(namedBehaviours.normal);
    expect(await verdict(envelope)).toMatchObject({ ok: true });
  });
});

test('a thousand lost acknowledgements leave one effect each', { timeout: 60_000 }, async () => {
  connect();
  const before = simulator.received.length;
  const envelopes = await Promise.all(Array.from({ length: 20 }, sealed));
  await simulator.behave(namedBehaviours.loseAnswer);
  for (let turn = 0; turn < 1_000; turn += 1)
    expect(await gateway.submit(envelopes[turn % 20]!, never())).toMatchObject({ kind: 'tryLater' });
  await simulator.behave(namedBehaviours.normal);
  for (const envelope of envelopes) expect(await gateway.submit(envelope, never())).toMatchObject({ kind: 'answered' });
  expect(simulator.received.slice(before).map(({ sid }) => sid)).toEqual(envelopes.map(({ sid }) => sid));
});
