import { setTimeout as pause } from 'node:timers/promises';
import { jetstreamManager } from '@nats-io/jetstream';
import { describe, expect, it, onTestFinished } from 'vitest';
import { systemClock } from '../../main/clock/clock.ts';
import type { Envelope, SubmitOutcome } from '../../main/gateway/gateway.ts';
import { connectNats } from '../../main/uplink/nats-connection.ts';
import { bridgeInbox, streamNames } from '../../main/uplink/nats-subjects.ts';
import { natsTransport } from '../../main/uplink/nats-transport.ts';
import { contentFor, seal } from '../gateway/fixture.ts';
import { natsHall } from '../support/nats-line.ts';
import type { NatsHall } from '../support/nats-line.ts';
import { hasNatsServer, testStream } from '../support/nats-server.ts';
import type { NatsNode } from '../support/nats-server.ts';
import { sendUntilDecided, verifyWith } from './transport-conformance.ts';

const SUBMISSIONS = 60;
const IN_FLIGHT = 4;

async function kiosk(hall: NatsHall) {
  const { deviceId } = hall.keys.kiosk;
  const transport = natsTransport({
    ...(await hall.servers.line(deviceId)),
    stream: testStream,
    deviceId,
    clock: systemClock,
    verify: verifyWith(hall.keys),
    delays: { answerMs: 4_000, requestMs: 2_000, lookAgainMs: 200 },
  });
  onTestFinished(() => transport.close());
  return transport;
}

/** Sends all, a few at a time, and calls back when so many are answered. */
async function flow(hall: NatsHall, atHalf: () => Promise<void>): Promise<Map<string, SubmitOutcome>> {
  const transport = await kiosk(hall);
  const envelopes: Envelope[] = [];
  for (let sequence = 1; sequence <= SUBMISSIONS; sequence += 1) {
    envelopes.push(await seal(hall.keys, contentFor(hall.simulator.people[0]!, 'evidence-0000'), { sequence }));
  }
  const outcomes = new Map<string, SubmitOutcome>();
  const waiting = [...envelopes];
  const disturbed = (async () => {
    await expect.poll(() => outcomes.size, { timeout: 15_000, interval: 1 }).toBeGreaterThan(SUBMISSIONS / 3);
    await atHalf();
  })();
  const hand = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      outcomes.set(next.sid, await sendUntilDecided(transport, next));
    }
  };
  await Promise.all([disturbed, ...Array.from({ length: IN_FLIGHT }, hand)]);
  const verify = verifyWith(hall.keys);
  for (const { sid, sha256 } of envelopes) {
    const outcome = outcomes.get(sid);
    if (outcome?.kind !== 'answered') throw new Error(`${sid}: ${outcome?.kind ?? 'nothing'}`);
    expect(await verify(outcome.acknowledgement, { sid, sha256 })).toMatchObject({ ok: true });
  }
  return outcomes;
}

/** The node that takes in what kiosks send, and tells the other two. */
async function leaderOf(hall: NatsHall): Promise<NatsNode> {
  const nats = await connectNats(await hall.servers.bridgeLine(), { inboxPrefix: bridgeInbox, comesBack: false });
  const manager = await jetstreamManager(nats);
  const { cluster, config } = await manager.streams.info(streamNames(testStream).submissions);
  await nats.close();
  expect(config.num_replicas).toBe(3);
  const leader = hall.servers.nodes.find(({ name }) => name === cluster?.leader);
  if (!leader) throw new Error(`no leader: ${cluster?.leader ?? 'none'}`);
  return leader;
}

function expectEachOnce(hall: NatsHall, outcomes: ReadonlyMap<string, SubmitOutcome>): void {
  expect(hall.simulator.received.map(({ sid }) => sid).toSorted()).toEqual([...outcomes.keys()].toSorted());
}

describe.runIf(hasNatsServer())('nothing is lost and nothing is done twice', () => {
  it('when the server is killed while submissions flow, and started again', { timeout: 60_000 }, async () => {
    const hall = await natsHall({ nodes: 1 });
    onTestFinished(() => hall.close());
    const [node] = hall.servers.nodes;
    const outcomes = await flow(hall, async () => {
      await node?.kill();
      await pause(200);
      await node?.start();
    });
    expectEachOnce(hall, outcomes);
  });

  it('when the leader of three nodes is killed: the other two go on', { timeout: 90_000 }, async () => {
    const hall = await natsHall({ nodes: 3 });
    onTestFinished(() => hall.close());
    const leader = await leaderOf(hall);
    const outcomes = await flow(hall, () => leader.kill());
    expectEachOnce(hall, outcomes);
  });
});
