import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { verifyAcknowledgement } from '../../main/gateway/acknowledgement.ts';
import type { Envelope, SubmitOutcome } from '../../main/gateway/gateway.ts';
import { keyRing } from '../../main/gateway/key-ring.ts';
import type { KeyRing } from '../../main/gateway/key-ring.ts';
import type { SuitePrivateKey } from '../../main/gateway/key-messages.ts';
import { newSm2PrivateKey } from '../../main/gateway/sm2-key.ts';
import { newSubmissionId, sealSubmission } from '../../main/submission/seal-submission.ts';
import { ke1 } from '../../main/submission/seal-suite.ts';
import type { SealSuite } from '../../main/submission/seal-suite.ts';
import { ke1Sm } from '../../main/submission/sm-suite.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { acknowledgementKeys, contentFor, jpeg, never, gatewayInTest, type GatewayInTest } from '../gateway/fixture.ts';

let setup: GatewayInTest;
let simulator: GatewayInTest['simulator'];
let gateway: GatewayInTest['gateway'];
const clock = new FakeClock();
let sequence = 0;

beforeAll(async () => {
  setup = await gatewayInTest({ clock, evidence: 'trusted' });
  ({ simulator, gateway } = setup);
});
afterAll(() => setup.close());

/** As a kiosk with this suite learns its keys: from the root's signature, after a handshake. */
async function ringOf(suite: SealSuite): Promise<KeyRing> {
  const { rootKey } = setup.keys.kiosk;
  const ring = await keyRing({ rootKey, clock, curve: suite.curve, store: { read: () => null, write: () => true } });
  const handshake = await gateway.handshake(never());
  if (!handshake.ok || !(await ring.take(handshake.value)).ok) throw new Error('no keys');
  return ring;
}

async function sealed(suite: SealSuite, signingKey?: SuitePrivateKey): Promise<Envelope> {
  const { deviceId, deviceKey, deviceSmKey } = setup.keys.kiosk;
  const own = suite === ke1Sm ? deviceSmKey! : deviceKey;
  return sealSubmission(contentFor(simulator.people[0]!, 'evidence-0000'), {
    suite,
    sid: newSubmissionId(),
    sequence: (sequence += 1),
    deviceId,
    attachments: { photoJpeg: jpeg },
    sealingKey: (await ringOf(suite)).sealingKey()!,
    signingKey: signingKey ?? own,
  });
}

const submit = (envelope: Envelope): Promise<SubmitOutcome> => gateway.submit(envelope, never());
/** With the name of its changed bytes made good, as a forger would. */
const named = (envelope: Envelope, jwe: string): Envelope => ({
  ...envelope,
  jwe,
  sha256: createHash('sha256').update(jwe).digest('hex'),
});

it.each([ke1, ke1Sm])('a submission of the suite $id reaches the gateway whole and is acknowledged', async (suite) => {
  const envelope = await sealed(suite);
  const outcome = await submit(envelope);
  if (outcome.kind !== 'answered') throw new Error(outcome.kind);
  const keys = acknowledgementKeys(setup.keys);
  const verified = await verifyAcknowledgement({ acknowledgement: outcome.acknowledgement, keys, expected: envelope });
  expect(verified.ok).toBe(true);
  const received = simulator.received.find(({ sid }) => sid === envelope.sid)!;
  expect(received.content).toMatchObject({ service: 'temp-id-proof', person: { name: simulator.people[0]!.name } });
  expect(Buffer.from(received.attachments.photoJpeg!).equals(jpeg)).toBe(true);
});

it('each suite seals to a key of its own curve', async () => {
  expect([(await ringOf(ke1)).sealingKey()?.crv, (await ringOf(ke1Sm)).sealingKey()?.crv]).toEqual(['P-256', 'SM2']);
  const key = (await ringOf(ke1)).sealingKey()!;
  const header = { sid: newSubmissionId(), deviceId: 'kiosk-test', sequence: 1 };
  await expect(ke1Sm.seal(Buffer.from('x'), header, key)).rejects.toThrow(TypeError);
});

it('the gateway takes no signature of another device, and none over other bytes', async () => {
  const before = simulator.received.length;
  const foreign = await sealed(ke1Sm, await newSm2PrivateKey());
  expect(await submit(foreign)).toEqual({ kind: 'rejected', status: expect.any(Number) });
  const [one, other] = [await sealed(ke1Sm), await sealed(ke1Sm)];
  expect((await submit(named(one, other.jwe))).kind).toBe('rejected');
  expect((await submit({ ...one, sequence: one.sequence + 1000 })).kind).toBe('rejected');
  expect(simulator.received).toHaveLength(before);
  // Control: unchanged, it is taken.
  expect((await submit(one)).kind).toBe('answered');
});

it('what was sealed for another id does not open, though the device signed it', async () => {
  const [one, other] = [await sealed(ke1Sm), await sealed(ke1Sm)];
  const digest = Buffer.from(ke1Sm.digest(Buffer.from(other.jwe))).toString('hex');
  const signature = await ke1Sm.sign(`${one.sid}.${String(one.sequence)}.${digest}`, setup.keys.kiosk.deviceSmKey!);
  expect((await submit({ ...named(one, other.jwe), signature })).kind).toBe('rejected');
  expect(simulator.received.some(({ sid }) => sid === one.sid)).toBe(false);
});
