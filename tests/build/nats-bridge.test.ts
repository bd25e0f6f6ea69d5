import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { projectFolder } from '../../build/project-folder.ts';
import { systemClock } from '../../main/clock/clock.ts';
import { gatewaySimulator } from '../../main/gateway/simulator/gateway-simulator.ts';
import { natsTransport } from '../../main/uplink/nats-transport.ts';
import { natsUsers } from '../../main/uplink/nats-users.ts';
import { contentFor, never, seal, temporaryKeys } from '../gateway/fixture.ts';
import { hasNatsServer, natsServers, testStream } from '../support/nats-server.ts';
import { verifyWith } from '../uplink/transport-conformance.ts';

const program = path.join(projectFolder, 'build/nats-bridge.ts');

const run = (...parameters: string[]) => spawnSync(process.execPath, [program, ...parameters], { encoding: 'utf8' });

it('says what it needs, and writes the list of who may do what', () => {
  expect(run()).toMatchObject({ status: 2, stderr: expect.stringContaining('usage:') });
  expect(run('users', 'Not a device')).toMatchObject({ status: 1, stdout: '' });
  const listed = run('users', 'kiosk-a07', 'kiosk-b12');
  expect(listed).toMatchObject({ status: 0, stdout: natsUsers('KIOSK', ['kiosk-a07', 'kiosk-b12']) });
});

describe.runIf(hasNatsServer())('with a server and a gateway', () => {
  it('carries a submission, says so, and ends when it is told to', async () => {
    const { keys, remove } = await temporaryKeys();
    const { deviceId } = keys.kiosk;
    const servers = await natsServers([deviceId]);
    // One authority of the city for both.
    const { ca } = servers.authority;
    const server = await servers.authority.issue({ commonName: 'Gateway', hosts: ['127.0.0.1'] });
    const simulator = await gatewaySimulator({
      keys: { ...keys.gateway, ca, server },
      evidence: 'trusted',
      clientCertificate: 'required',
    });
    const identity = mkdtempSync(path.join(tmpdir(), 'bridge-identity-'));
    const { identity: bridge } = await servers.bridgeLine();
    writeFileSync(path.join(identity, 'ca.pem'), ca);
    writeFileSync(path.join(identity, 'client.pem'), bridge.certificate);
    writeFileSync(path.join(identity, 'client-key.pem'), bridge.key, { mode: 0o600 });
    const line = await servers.line(deviceId);
    const where = ['--servers', line.servers.join(','), '--gateway', simulator.url, '--identity', identity];
    const child = spawn(process.execPath, [program, 'run', ...where]);
    onTestFinished(async () => {
      child.kill('SIGKILL');
      await servers.stop();
      await simulator.close();
      rmSync(identity, { recursive: true, force: true });
      remove();
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += String(chunk)));

    const transport = natsTransport({
      ...line,
      stream: testStream,
      deviceId,
      clock: systemClock,
      verify: verifyWith(keys),
    });
    onTestFinished(() => transport.close());
    const envelope = await seal(keys, contentFor(simulator.people[0]!, 'evidence-0000'));
    // Until the bridge has made the streams there is nothing to publish into.
    const send = async (): Promise<string> => (await transport.send(envelope, never())).kind;
    await expect.poll(send, { timeout: 15_000, interval: 50 }).toBe('answered');
    expect(simulator.received).toHaveLength(1);
    expect(said).toContain(`"kind":"carried","sid":"${envelope.sid}","outcome":"answered"`);
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
  });
});
