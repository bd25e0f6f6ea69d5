import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { natsHall, type NatsHall } from '../support/nats-line.ts';
import { hasNatsServer, testStream } from '../support/nats-server.ts';
import { smallKiosk } from '../support/small-kiosk.ts';

const PATIENT = { timeout: 30_000 };

describe.runIf(hasNatsServer())('over JetStream to the simulated gateway', { timeout: 90_000 }, () => {
  let hall: NatsHall;
  beforeAll(async () => {
    hall = await natsHall({ nodes: 1 });
  }, 60_000);
  afterAll(() => hall.close());

  it('what is sealed on the disk arrives once and is purged, also what waited for a server that was killed', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'kiosk-jetstream-'));
    const servers = hall.servers.nodes.map(({ url }) => url.replace('nats://', ''));
    const kiosk = await smallKiosk({
      dataDir,
      keysDir: hall.keysDir,
      url: hall.simulator.url,
      transport: { kind: 'nats', servers, stream: testStream },
    });
    onTestFinished(async () => {
      await kiosk.stop(() => {});
      rmSync(dataDir, { recursive: true });
    });
    kiosk.start();
    await expect.poll(() => kiosk.canKeep(), PATIENT).toBe(true);
    const sids: string[] = [];
    const storeSome = async (count: number): Promise<void> => {
      for (let item = 0; item < count; item += 1) sids.push((await kiosk.store()).sid);
      kiosk.uplink.wake();
    };
    const arePurged = () => sids.every((sid) => kiosk.outbox.bySid(sid)?.state === 'purged');

    await storeSome(5);
    await expect.poll(arePurged, PATIENT).toBe(true);

    const [server] = hall.servers.nodes;
    if (!server) throw new Error('no server');
    await server.kill();
    await storeSome(5);
    await expect.poll(() => kiosk.outbox.counts().waiting, PATIENT).toBe(5);
    await server.start();
    await expect
      .poll(() => {
        kiosk.uplink.wake();
        return arePurged();
      }, PATIENT)
      .toBe(true);

    const effects = hall.simulator.received.map(({ sid }) => sid);
    expect(effects.toSorted()).toEqual(sids.toSorted());
    expect(hall.simulator.asked.filter((route) => route === 'submit').length).toBeGreaterThanOrEqual(sids.length);
  });
});
