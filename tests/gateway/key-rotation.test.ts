import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { systemClock } from '../../main/clock/clock.ts';
import { verifyAcknowledgement } from '../../main/gateway/acknowledgement.ts';
import type { Envelope } from '../../main/gateway/gateway.ts';
import { httpsGateway } from '../../main/gateway/https-gateway.ts';
import type { KeyRing } from '../../main/gateway/key-ring.ts';
import { keyRing } from '../../main/gateway/key-ring.ts';
import { readSimulatedGatewayKeys } from '../../main/gateway/key-setup.ts';
import { gatewaySimulator } from '../../main/gateway/simulator/gateway-simulator.ts';
import type { GatewaySimulator } from '../../main/gateway/simulator/gateway-simulator.ts';
import { newSubmissionId, sealSubmission } from '../../main/submission/seal-submission.ts';
import { ke1 } from '../../main/submission/seal-suite.ts';
import type { SealSuite } from '../../main/submission/seal-suite.ts';
import { ke1Sm } from '../../main/submission/sm-suite.ts';
import { memoryStore } from '../support/ring.ts';
import { contentFor, never, temporaryKeys } from './fixture.ts';

let setup: Awaited<ReturnType<typeof temporaryKeys>>;
let simulator: GatewaySimulator;
let gateway: ReturnType<typeof httpsGateway>;
let sequence = 0;

beforeEach(async () => {
  setup = await temporaryKeys();
  await open();
});
afterEach(async () => {
  await shut();
  setup.remove();
});

async function open(): Promise<void> {
  simulator = await gatewaySimulator({ keys: readSimulatedGatewayKeys(setup.keys.gateway.dir), evidence: 'trusted' });
  const { ca, deviceId } = setup.keys.kiosk;
  gateway = httpsGateway({ url: simulator.url, ca, deviceId, clock: systemClock });
}

async function shut(): Promise<void> {
  gateway.close();
  await simulator.close();
}

const newRing = (curve: 'P-256' | 'SM2' = 'P-256'): Promise<KeyRing> =>
  keyRing({ rootKey: setup.keys.kiosk.rootKey, store: memoryStore(), clock: systemClock, curve });

async function meet(ring: KeyRing): Promise<string> {
  const handshake = await gateway.handshake(never());
  if (!handshake.ok) throw new Error(handshake.error);
  const taken = await ring.take(handshake.value);
  return taken.ok ? taken.value : taken.error;
}

function sealed(ring: KeyRing, suite: SealSuite = ke1): Promise<Envelope> {
  const { deviceId, deviceKey, deviceSmKey } = setup.keys.kiosk;
  const sealingKey = ring.sealingKey();
  const signingKey = suite.curve === 'SM2' ? deviceSmKey : deviceKey;
  if (!sealingKey || !signingKey) throw new Error('no key');
  const content = contentFor(simulator.people[0]!, 'evidence-0001', {
    service: 'id-card-replacement',
    evidence: { kind: 'deferred', evidenceId: 'deferred' },
    fingers: { right: 'r30x', left: null },
  });
  const attachments = { photoJpeg: new Uint8Array([0xff, 0xd8, 0xff, 0xd9]), fingerRight: new Uint8Array(512).fill(3) };
  const request = { sid: newSubmissionId(), sequence: (sequence += 1), deviceId, signingKey, sealingKey };
  return sealSubmission(content, { ...request, attachments, suite });
}

async function send(envelope: Envelope, ring: KeyRing): Promise<string> {
  const outcome = await gateway.submit(envelope, never());
  if (outcome.kind !== 'answered') return outcome.kind;
  const { acknowledgement } = outcome;
  const keys = ring.acknowledgementKeys();
  const verified = await verifyAcknowledgement({ acknowledgement, keys, expected: envelope });
  return verified.ok ? verified.value.outcome.kind : verified.error;
}

describe.each([ke1, ke1Sm])('with $id', (suite) => {
  test('what waits sealed to the old key opens after a rotation, and after a restart of the gateway', async () => {
    const ring = await newRing(suite.curve);
    expect(await meet(ring)).toBe('taken');
    const [before, later] = [await sealed(ring, suite), await sealed(ring, suite)];
    const oldKid = ring.sealingKey()?.kid;

    await simulator.rotateKeys();
    expect(await meet(ring)).toBe('taken');
    expect(ring.sealingKey()?.kid).not.toBe(oldKid);
    expect(await send(before, ring)).toBe('accepted');
    expect(await send(await sealed(ring, suite), ring)).toBe('accepted');

    await shut();
    await open();
    expect(await meet(ring)).toBe('held');
    expect(await send(later, ring)).toBe('accepted');
    const [received] = simulator.received;
    expect(received).toMatchObject({ sid: later.sid, content: { fingers: { right: 'r30x' } } });
    expect(received?.attachments.fingerRight).toHaveLength(512);
    expect(Object.keys(received?.attachments ?? {})).toEqual(['photoJpeg', 'fingerRight']);
  });
});

test('a kiosk that has not heard of a rotation believes the new acknowledgement key only after the handshake', async () => {
  const ring = await newRing();
  await meet(ring);
  const envelope = await sealed(ring);
  await simulator.rotateKeys();
  // What the ring does not hold is not believed, though the gateway is the right one: nothing is purged.
  expect(await send(envelope, ring)).toBe('badSignature');
  await meet(ring);
  expect(await send(envelope, ring)).toBe('accepted');
  expect(simulator.received).toHaveLength(1);
});

test('an answer that was lost before a rotation is signed again with the new key, and has one effect', async () => {
  const ring = await newRing();
  await meet(ring);
  const envelope = await sealed(ring);
  const lost = await gateway.submit(envelope, never());
  await simulator.rotateKeys();
  const again = await gateway.submit(envelope, never());
  expect(again).not.toEqual(lost);
  // Nothing rotated since: the same answer to the letter.
  expect(await gateway.submit(envelope, never())).toEqual(again);
  await meet(ring);
  expect(await send(envelope, ring)).toBe('accepted');
  expect(simulator.received).toHaveLength(1);
});

test('a kiosk of another enrolment believes nothing that this gateway says', async () => {
  const other = await temporaryKeys();
  const ring = await keyRing({ rootKey: other.keys.kiosk.rootKey, store: memoryStore(), clock: systemClock });
  expect(await meet(ring)).toBe('badSignature');
  expect(ring.sealingKey()).toBeNull();
  other.remove();
});

test.each([
  ['a format without its features', { fingers: { right: 'r30x', left: 'r30x' } as const }],
  ['features without their format', { fingers: null }],
])('%s are not understood', async (_, change) => {
  const ring = await newRing();
  await meet(ring);
  const content = contentFor(simulator.people[0]!, 'evidence-0001', change);
  const { deviceId, deviceKey: signingKey } = setup.keys.kiosk;
  const request = { sid: newSubmissionId(), sequence: (sequence += 1), deviceId, signingKey };
  const sealingKey = ring.sealingKey();
  if (!sealingKey) throw new Error('no key');
  const attachments = { fingerRight: new Uint8Array([1]) };
  expect(await send(await sealSubmission(content, { ...request, sealingKey, attachments }), ring)).toBe('rejected');
  expect(simulator.received).toEqual([]);
});
