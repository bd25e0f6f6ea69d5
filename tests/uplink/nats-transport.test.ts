import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { projectFolder } from '../../build/project-folder.ts';
import { systemClock } from '../../main/clock/clock.ts';
import type { SubmitOutcome } from '../../main/gateway/gateway.ts';
import { maximumEnvelopeBytes } from '../../main/gateway/envelope-messages.ts';
import { newAuthority } from '../../main/gateway/simulated-authority.ts';
import { natsBridge } from '../../main/uplink/nats-bridge.ts';
import { connectNats } from '../../main/uplink/nats-connection.ts';
import type { NatsLine } from '../../main/uplink/nats-connection.ts';
import { hallLimits, setUpStreams } from '../../main/uplink/nats-streams.ts';
import {
  acknowledgementSubject,
  bridgeInbox,
  streamNames,
  submissionSubject,
} from '../../main/uplink/nats-subjects.ts';
import { natsTransport } from '../../main/uplink/nats-transport.ts';
import { contentFor, never, seal } from '../gateway/fixture.ts';
import { natsHall } from '../support/nats-line.ts';
import type { NatsHall } from '../support/nats-line.ts';
import { hasNatsServer, natsServers, testStream } from '../support/nats-server.ts';
import { PATIENT_MS, sendUntilDecided, transportConformance, verifyWith } from './transport-conformance.ts';

const fileUrl = (file: string): string => pathToFileURL(path.join(projectFolder, file)).href;

async function runToItsEnd(script: string, parameter: string): Promise<{ code: number | null; said: string }> {
  const child = spawn(process.execPath, ['--input-type=module', '-e', script, parameter], { timeout: 15_000 });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  await once(child, 'close');
  return { code: child.exitCode, said };
}

const dayMs = 24 * 60 * 60 * 1000;
const otherAuthority = () =>
  newAuthority({ notBefore: new Date(Date.now() - dayMs), notAfter: new Date(Date.now() + dayMs) });

function transportTo(hall: NatsHall, line: NatsLine, deviceId: string, answerMs = PATIENT_MS) {
  const verify = verifyWith(hall.keys);
  const delays = { answerMs };
  const transport = natsTransport({ ...line, stream: testStream, deviceId, clock: systemClock, verify, delays });
  onTestFinished(() => transport.close());
  return transport;
}

describe.runIf(hasNatsServer())('with a server of Debian’s', () => {
  transportConformance('NATS JetStream with a bridge', async () => {
    const hall = await natsHall({ nodes: 1 });
    const { deviceId } = hall.keys.kiosk;
    return {
      keys: hall.keys,
      simulator: hall.simulator,
      async connect({ clock, answerMs, identity }) {
        const own = await hall.servers.line(deviceId);
        const foreign = await (await otherAuthority()).issue({ commonName: deviceId, hosts: [] });
        const line = identity === 'own' ? own : { ...own, identity: { ...foreign, ca: own.identity.ca } };
        const verify = verifyWith(hall.keys);
        return natsTransport({ ...line, stream: testStream, deviceId, clock, verify, delays: { answerMs } });
      },
      close: () => hall.close(),
    };
  });

  describe('who may do what', () => {
    let hall: NatsHall;
    let sequence = 0;
    beforeAll(async () => {
      hall = await natsHall({ nodes: 1, devices: ['kiosk-second', 'kiosk-third'] });
    });
    afterAll(() => hall.close());

    const sealed = (deviceId = hall.keys.kiosk.deviceId) =>
      seal(hall.keys, contentFor(hall.simulator.people[0]!, 'evidence-0000'), {
        sequence: (sequence += 1),
        deviceId,
        header: { dev: deviceId },
      });
    async function rawConnection(commonName: string, inboxPrefix: string) {
      const nats = await connectNats(await hall.servers.line(commonName), { inboxPrefix, comesBack: false });
      onTestFinished(() => nats.close());
      return nats;
    }

    it('a kiosk whose certificate the server has on no list is blocked', async () => {
      const transport = transportTo(hall, await hall.servers.line('kiosk-unlisted'), 'kiosk-unlisted');
      expect(await transport.send(await sealed('kiosk-unlisted'), never())).toEqual({ kind: 'blocked' });
    });

    it('a kiosk that says it is another one is blocked', async () => {
      const transport = transportTo(hall, await hall.servers.line('kiosk-second'), hall.keys.kiosk.deviceId);
      expect(await transport.send(await sealed(), never())).toEqual({ kind: 'blocked' });
    });

    it('a server of another authority is not believed', async () => {
      const line = await hall.servers.line(hall.keys.kiosk.deviceId);
      const { ca } = await otherAuthority();
      const transport = transportTo(hall, { ...line, identity: { ...line.identity, ca } }, hall.keys.kiosk.deviceId);
      expect(await transport.send(await sealed(), never())).toEqual({ kind: 'blocked' });
    });

    it('a kiosk that the server knows and the gateway does not is blocked, and holds up nobody', async () => {
      const second = transportTo(hall, await hall.servers.line('kiosk-second'), 'kiosk-second');
      expect(await second.send(await sealed('kiosk-second'), never())).toEqual({ kind: 'blocked' });
      const own = transportTo(hall, await hall.servers.line(hall.keys.kiosk.deviceId), hall.keys.kiosk.deviceId);
      expect(await own.send(await sealed(), never())).toMatchObject({ kind: 'answered' });
    });

    it('a kiosk reads and writes nothing of another’s', async () => {
      const own = hall.keys.kiosk.deviceId;
      const nats = await rawConnection('kiosk-second', '_INBOX.kiosk-second');
      const manager = await jetstreamManager(nats, { checkAPI: false, timeout: 2_000 });
      const names = streamNames(testStream);
      const theirs = acknowledgementSubject(own, '0'.repeat(32));
      const refused = { cause: expect.objectContaining({ name: 'PermissionViolationError' }) };
      const mine = acknowledgementSubject('kiosk-second', '0'.repeat(32));
      expect(await manager.direct.getMessage(names.acknowledgements, { last_by_subj: mine })).toBeNull();
      const attempts = [
        () => manager.direct.getMessage(names.acknowledgements, { last_by_subj: theirs }),
        () => manager.direct.getMessage(names.acknowledgements, { seq: 1 }),
        () => manager.streams.getMessage(names.submissions, { seq: 1 }),
        () => manager.streams.info(names.submissions),
        () => manager.streams.purge(names.submissions),
        () => manager.streams.delete(names.submissions),
        () => manager.consumers.add(names.submissions, { durable_name: 'mine' }),
        () => jetstream(nats, { timeout: 2_000 }).publish(submissionSubject(own), '{}'),
        () => jetstream(nats, { timeout: 2_000 }).publish(mine, '{}'),
      ];
      for (const attempt of attempts) {
        await expect(attempt(), String(attempt)).rejects.toMatchObject(refused);
      }
      for (const subject of [theirs, 'kiosk.>', submissionSubject('kiosk-second'), `_INBOX.${own}.>`, '>']) {
        let refusal: unknown = null;
        nats.subscribe(subject, { callback: (error) => void (refusal = error) });
        await nats.flush();
        expect(refusal, subject).toMatchObject({ name: 'PermissionViolationError' });
      }
    });

    it('the bridge deletes nothing', async () => {
      const nats = await rawConnection('Kiosk bridge', bridgeInbox);
      const manager = await jetstreamManager(nats, { checkAPI: false, timeout: 2_000 });
      const { submissions } = streamNames(testStream);
      for (const attempt of [() => manager.streams.purge(submissions), () => manager.streams.delete(submissions)]) {
        await expect(attempt()).rejects.toMatchObject({
          cause: expect.objectContaining({ name: 'PermissionViolationError' }),
        });
      }
    });

    it('streams are set up any number of times, with limits that every envelope fits into', async () => {
      const nats = await rawConnection('Kiosk bridge', bridgeInbox);
      const manager = await jetstreamManager(nats);
      const limits = { ...hallLimits, mostBytes: 256 * 1024 * 1024, redeliverMs: 5_000 };
      await setUpStreams(manager, testStream, limits);
      await setUpStreams(manager, testStream, limits);
      const { config } = await manager.streams.info(streamNames(testStream).submissions);
      expect(config).toMatchObject({ storage: 'file', retention: 'workqueue', discard: 'new', max_bytes: 268_435_456 });
      expect(config.max_msg_size).toBeGreaterThan(maximumEnvelopeBytes);
      expect(nats.info?.max_payload).toBeGreaterThan(maximumEnvelopeBytes);
    });

    it('what is no submission of its kiosk’s is rejected, and what nobody can be told of is dropped', async () => {
      const { deviceId } = hall.keys.kiosk;
      const nats = await rawConnection(deviceId, `_INBOX.${deviceId}`);
      const client = jetstream(nats);
      const envelope = await sealed('kiosk-third');
      const told = Promise.withResolvers<unknown>();
      nats.subscribe(acknowledgementSubject(deviceId, envelope.sid), {
        callback: (_error, message) => told.resolve(message.json()),
      });
      await client.publish(submissionSubject(deviceId), JSON.stringify(envelope), { msgID: envelope.sid });
      expect(await told.promise).toEqual({ kind: 'rejected', status: 400 });
      await client.publish(submissionSubject(deviceId), 'nonsense');
      const malformed = { kind: 'malformed', subject: submissionSubject(deviceId) };
      await expect.poll(() => hall.events).toContainEqual(malformed);
      expect(hall.simulator.received.some(({ sid }) => sid === envelope.sid)).toBe(false);
    });

    it('two bridges at once carry each submission, with one effect', async () => {
      await hall.anotherBridge();
      const { deviceId } = hall.keys.kiosk;
      const transport = transportTo(hall, await hall.servers.line(deviceId), deviceId);
      const envelopes = await Promise.all(Array.from({ length: 20 }, () => sealed()));
      const outcomes = await Promise.all(envelopes.map((envelope) => transport.send(envelope, never())));
      expect(new Set(outcomes.map(({ kind }) => kind))).toEqual(new Set(['answered']));
      const sids = new Set(envelopes.map(({ sid }) => sid));
      expect(hall.simulator.received.filter(({ sid }) => sids.has(sid))).toHaveLength(20);
    });

    it('a submission stays in its stream until the answer lies in the other', async () => {
      const { deviceId } = hall.keys.kiosk;
      const servers = await natsServers([deviceId]);
      onTestFinished(() => servers.stop());
      // The second stream refuses the first answer for its size.
      const words = [`a.${'b'.repeat(100_000)}.c`, 'a.b.c'];
      const gateway = {
        submit: (): Promise<SubmitOutcome> =>
          Promise.resolve({ kind: 'answered', acknowledgement: words.shift() ?? 'asked too often' }),
      };
      const bridge = await natsBridge({
        ...(await servers.bridgeLine()),
        stream: testStream,
        limits: { ...hallLimits, mostBytes: 256 * 1024 * 1024 },
        gateway,
        clock: systemClock,
        inFlight: 1,
        delays: { firstRetryMs: 10, longestRetryMs: 20 },
      });
      onTestFinished(() => bridge.stop());
      const transport = transportTo(hall, await servers.line(deviceId), deviceId);
      expect(await transport.send(await sealed(), never())).toEqual({ kind: 'answered', acknowledgement: 'a.b.c' });
      await bridge.stop();
      expect(await bridge.ended).toBeNull();
    });

    it('a connection that broke is made anew with the next submission', async () => {
      const { deviceId } = hall.keys.kiosk;
      const [node] = hall.servers.nodes;
      const transport = transportTo(hall, await hall.servers.line(deviceId), deviceId, 2_000);
      expect(await transport.send(await sealed(), never())).toMatchObject({ kind: 'answered' });
      await node?.kill();
      const envelope = await sealed();
      expect(await transport.send(envelope, never())).toMatchObject({ kind: 'tryLater' });
      await node?.start();
      expect(await sendUntilDecided(transport, envelope)).toMatchObject({ kind: 'answered' });
    });

    it('a process that has closed its transport ends by itself', async () => {
      const { deviceId } = hall.keys.kiosk;
      const line = await hall.servers.line(deviceId);
      const told = { ...line, deviceId, stream: testStream, envelope: await sealed() };
      const ended = await runToItsEnd(
        `
        import { natsTransport } from '${fileUrl('main/uplink/nats-transport.ts')}';
        import { systemClock } from '${fileUrl('main/clock/clock.ts')}';
        const { envelope, ...line } = JSON.parse(process.argv[1]);
        const verify = async () => ({ ok: false, error: 'unknown' });
        const transport = natsTransport({ ...line, clock: systemClock, verify });
        console.log((await transport.send(envelope, new AbortController().signal)).kind);
        await transport.close();
        console.log((await transport.send(envelope, new AbortController().signal)).kind);
      `,
        JSON.stringify(told),
      );
      expect(ended).toEqual({ code: 0, said: 'answered\ncancelled\n' });
    });
  });
});
