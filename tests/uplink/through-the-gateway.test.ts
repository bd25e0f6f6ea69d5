import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { systemClock } from '../../main/clock/clock.ts';
import { verifyAcknowledgement } from '../../main/gateway/acknowledgement.ts';
import { namedBehaviours, normalBehaviour } from '../../main/gateway/simulator/behaviour.ts';
import type { BehaviourName } from '../../main/gateway/simulator/behaviour.ts';
import { reserveNumber } from '../../main/submission/reserve-number.ts';
import { newSubmissionId, sealSubmission } from '../../main/submission/seal-submission.ts';
import { uplinkDelays } from '../../main/uplink/delays.ts';
import { uplink } from '../../main/uplink/uplink.ts';
import { contentFor, gatewayInTest, type GatewayInTest } from '../gateway/fixture.ts';
import { databasePath, must, start } from '../support/outbox-fixture.ts';
import { ringFrom } from '../support/ring.ts';

let setup: GatewayInTest;
let simulator: GatewayInTest['simulator'];
let gateway: GatewayInTest['gateway'];

beforeAll(async () => {
  setup = await gatewayInTest({ evidence: 'trusted' });
  ({ simulator, gateway } = setup);
});
afterAll(() => setup.close());

/** A kiosk's way from the answers to the gateway: every part is the one that ships. */
async function kiosk(firstSequence: number) {
  const { database, outbox, audit } = start(databasePath(), systemClock);
  // One device of one gateway in all these tests: its numbers go on rising.
  database.command(`INSERT INTO counter(name, value) VALUES ('submission', ?)`).run(firstSequence);
  const ring = await ringFrom(gateway, setup.keys.kiosk.rootKey);
  const line = uplink({
    outbox,
    audit,
    clock: systemClock,
    transport: { send: (envelope, signal) => gateway.submit(envelope, signal) },
    verify: (acknowledgement, expected) =>
      verifyAcknowledgement({ acknowledgement, keys: ring.acknowledgementKeys(), expected }),
    // A hundredth of every wait.
    random: () => 0.01,
    delays: uplinkDelays,
  });
  onTestFinished(async () => {
    await line.stop();
    database.close();
  });

  const number = must(reserveNumber(database, systemClock, 'T01'));
  const person = simulator.people[0];
  if (!person) throw new Error('nobody in the register');
  const content = contentFor(person, 'evidence-0001', { receiptNumber: number.receiptNumber });
  const { deviceId, deviceKey: signingKey } = setup.keys.kiosk;
  const request = {
    sid: newSubmissionId(),
    sequence: number.sequence,
    deviceId,
    sealingKey: ring.sealingKey(),
    signingKey,
  };
  const envelope = await sealSubmission(content, request);
  must(outbox.store({ envelope, receiptNumber: number.receiptNumber, service: content.service }));
  return { outbox, line, content, sid: envelope.sid };
}

const effects = (sid: string) => simulator.received.filter((received) => received.sid === sid);

describe('over TLS to the simulated gateway', () => {
  it('what a visitor typed arrives sealed and comes back as a certificate that stays known', async () => {
    const { outbox, line, sid, content } = await kiosk(1_000);
    const answer = must(await line.sendNow(sid, new AbortController().signal));
    if (answer.outcome.kind !== 'issued') throw new Error(answer.outcome.kind);
    expect(effects(sid)).toEqual([{ sid, content, attachments: {} }]);
    const { number, verificationCode } = answer.outcome.certificate;
    line.start();
    await vi.waitFor(() => expect(outbox.bySid(sid)?.state).toBe('purged'), 10_000);
    expect(outbox.bySid(sid)).toMatchObject({ certificateNumber: number, verificationCode });
  });

  const faults: BehaviourName[] = [
    'loseAnswer',
    'repeatAnswer',
    'unsignedAcknowledgement',
    'captivePortal',
    'truncated',
    'fault500',
    'away',
  ];
  it.each(faults.map((fault, index) => ({ fault, index })))(
    '$fault: nothing is erased, it is sent again, and it has one effect',
    async ({ fault, index }) => {
      const { outbox, line, sid } = await kiosk(2_000 + index * 100);
      await simulator.behave(namedBehaviours[fault]);
      line.start();
      await vi.waitFor(() => expect(outbox.bySid(sid)?.attempts).toBeGreaterThanOrEqual(2), 10_000);
      expect(outbox.bySid(sid)).toMatchObject({ acknowledgement: null });
      expect(outbox.counts()).toMatchObject({ waiting: 1, dead: 0 });
      await simulator.behave(normalBehaviour);
      line.wake();
      await vi.waitFor(() => expect(outbox.bySid(sid)?.state).toBe('purged'), 10_000);
      expect(effects(sid)).toHaveLength(1);
    },
  );
});
