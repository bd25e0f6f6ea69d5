import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { z } from 'zod';
import { systemClock } from '../../main/clock/clock.ts';
import { anchorStore } from '../../main/database/anchor-store.ts';
import { httpsGateway } from '../../main/gateway/https-gateway.ts';
import { gatewaySimulator, type GatewaySimulator } from '../../main/gateway/simulator/gateway-simulator.ts';
import { lastNumber } from '../../main/submission/reserve-number.ts';
import { smallKiosk } from '../support/small-kiosk.ts';
import { never, temporaryKeys } from './fixture.ts';

let setup: Awaited<ReturnType<typeof temporaryKeys>>;
beforeAll(async () => {
  setup = await temporaryKeys();
});
afterAll(() => setup.remove());

async function newGateway(): Promise<GatewaySimulator> {
  const simulator = await gatewaySimulator({ keys: setup.keys.gateway, evidence: 'trusted' });
  onTestFinished(() => simulator.close());
  return simulator;
}

/** An empty disk, gone after the test. */
function newDisk(): string {
  const folder = mkdtempSync(join(tmpdir(), 'kiosk-disk-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A machine that bears the one identity that there is, with a disk of its own. */
async function kioskAt(url: string, dataDir = newDisk()) {
  const kiosk = await smallKiosk({ dataDir, keysDir: join(setup.dir, 'kiosk'), url });
  let running = true;
  const stop = async (): Promise<void> => {
    if (running) await kiosk.stop(() => {});
    running = false;
  };
  onTestFinished(stop);
  await kiosk.watch.checkNow();
  kiosk.time.start();
  return { ...kiosk, stop, lastNumber: () => lastNumber(kiosk.database), anchors: anchorStore(kiosk.database) };
}

const events = (kiosk: Awaited<ReturnType<typeof kioskAt>>) =>
  kiosk.audit.entries(0, 1_000).map(({ event, detail }) => ({ event, detail: JSON.parse(detail) as unknown }));

test('two kiosks with one identity: both sides raise an alarm, the second’s submission is buried and kept', async () => {
  const simulator = await newGateway();
  const [one, other] = [await kioskAt(simulator.url), await kioskAt(simulator.url)];
  const first = await one.store();
  const second = await other.store();
  expect(second.sequence).toBe(first.sequence);
  expect(second.sid).not.toBe(first.sid);

  one.uplink.start();
  await vi.waitFor(() => expect(one.outbox.bySid(first.sid)?.acknowledgement).toBeTruthy());
  other.uplink.start();
  await vi.waitFor(() => expect(other.outbox.bySid(second.sid)?.state).toBe('dead'));

  expect(other.outbox.bySid(second.sid)).toMatchObject({ deadReason: 'conflict', acknowledgement: null });
  expect(events(other)).toContainEqual({
    event: 'submission-dead',
    detail: { sid: second.sid, reason: 'conflict' },
  });
  const body = other.database.query('SELECT count(*) AS n FROM sealed_body', z.object({ n: z.int() })).get();
  expect(body?.n).toBe(1);
  expect(simulator.received.map(({ sid }) => sid)).toEqual([first.sid]);
  const { deviceId } = setup.keys.kiosk;
  expect(simulator.alarms).toEqual([{ kind: 'sequenceReused', deviceId, sequence: second.sequence, sid: second.sid }]);
});

test('the handshake tells the second what the first has sent: it goes on above, with an alarm', async () => {
  const simulator = await newGateway();
  const one = await kioskAt(simulator.url);
  for (let count = 0; count < 3; count += 1) await one.store();
  one.uplink.start();
  await vi.waitFor(() => expect(simulator.received).toHaveLength(3));

  const other = await kioskAt(simulator.url);
  expect(other.lastNumber()).toBe(3);
  expect(events(other)).toContainEqual({ event: 'sequence-raised', detail: { sequence: '3' } });
  expect((await other.store()).sequence).toBe(4);
  other.uplink.start();
  await vi.waitFor(() => expect(simulator.received).toHaveLength(4));
  expect(simulator.alarms).toEqual([]);

  // The first one hears of it, too: a number that it never gave.
  await one.watch.checkNow();
  expect(events(one)).toContainEqual({ event: 'sequence-raised', detail: { sequence: '4' } });
});

test('a kiosk whose own numbers are the highest is told nothing new', async () => {
  const simulator = await newGateway();
  const disk = newDisk();
  const kiosk = await kioskAt(simulator.url, disk);
  await kiosk.store();
  kiosk.uplink.start();
  await vi.waitFor(() => expect(simulator.received).toHaveLength(1));
  await kiosk.store();
  await kiosk.watch.checkNow();
  await kiosk.stop();
  const again = await kioskAt(simulator.url, disk);
  expect(again.lastNumber()).toBe(2);
  expect(events(again).map(({ event }) => event)).not.toContain('sequence-raised');
});

test('a disk that has given no number and has not asked gives none away', async () => {
  const simulator = await newGateway();
  await simulator.behave({ line: 'away' });
  const kiosk = await kioskAt(simulator.url);
  expect(kiosk.lastNumber()).toBeNull();
  await simulator.behave({ line: 'there' });
  await kiosk.watch.checkNow();
  expect(kiosk.lastNumber()).toBe(0);
});

test('the log’s head goes to the gateway, and of another log of the same kiosk it does not', async () => {
  const simulator = await newGateway();
  const { deviceId } = setup.keys.kiosk;
  const one = await kioskAt(simulator.url);
  for (let count = 0; count < 5; count += 1) await one.store();
  one.anchor.start();
  await vi.waitFor(() => expect(one.anchors.last()?.seq).toBe(one.audit.head().seq));
  const { seq, hash } = one.audit.head();
  const hex = Buffer.from(hash).toString('hex');
  expect(simulator.auditHeads(deviceId)).toMatchObject([{ deviceId, seq, hash: hex }]);

  const other = await kioskAt(simulator.url);
  await other.store();
  const shorter = other.audit.head().seq;
  other.anchor.start();
  await vi.waitFor(() => expect(other.anchor.isRefused()).toBe(true));
  expect(other.anchors.last()).toBeNull();
  expect(events(other)).toContainEqual({ event: 'audit-head-refused', detail: { sequence: String(shorter) } });
  expect(simulator.alarms).toEqual([{ kind: 'auditHead', deviceId, seq: shorter, known: seq }]);
});

test('control: what is no head of this device is refused', async () => {
  const simulator = await newGateway();
  const { ca, deviceId } = setup.keys.kiosk;
  const gateway = httpsGateway({ url: simulator.url, ca, deviceId, clock: systemClock });
  onTestFinished(() => gateway.close());
  expect(await gateway.anchorAuditHead('a.b.c', never())).toMatchObject({ ok: false, error: 'fault' });
  expect(simulator.auditHeads(deviceId)).toEqual([]);
});
