import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createRouterClient } from '@orpc/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cameraSimulator } from '../../devices/camera/simulator.ts';
import { memoryChannelPair } from '../../devices/transport/memory-channel.ts';
import { systemClock } from '../../main/clock/clock.ts';
import type { VisitorEvent } from '../../main/contract/visitor-event.ts';
import { people } from '../../main/gateway/simulator/people.ts';
import { startSimulatedKiosk, type SimulatedKiosk } from '../../main/simulated-kiosk.ts';

const portrait = readFileSync(path.join(import.meta.dirname, '../devices/camera/first-visitor.jpg'));
const simulated: object = JSON.parse(readFileSync('devices/profiles/simulated.json', 'utf8'));

describe('a serial camera', () => {
  let folder: string;
  let kiosk: SimulatedKiosk;
  const [line, wire] = memoryChannelPair();
  const camera = cameraSimulator({ channel: wire, clock: systemClock, picture: portrait, bootMs: 10 });
  let pictures = 0;
  // 36 00: the frame is held, which is the picture.
  wire.onData((bytes) => (pictures += Buffer.from(bytes).includes(Buffer.of(0x56, 0x00, 0x36, 0x01, 0x00)) ? 1 : 0));

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'kiosk-camera-'));
    const hardwareProfile = path.join(folder, 'profile.json');
    const profile = { ...simulated, camera: { driver: 'vc0706', connection: { kind: 'simulated' }, bootMs: 50 } };
    await writeFile(hardwareProfile, JSON.stringify(profile));
    await camera.start();
    kiosk = await startSimulatedKiosk({ dataDir: folder, hardwareProfile, lines: { camera: line } });
  }, 30_000);
  afterAll(async () => {
    await kiosk.stop();
    await camera.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const screen = () => createRouterClient(kiosk.router);
  const ask = async (...events: VisitorEvent[]): Promise<void> => {
    for (const event of events) expect(await screen().session.send(event), event.type).toEqual({ accepted: true });
  };
  const comes = (step: string) => expect.poll(() => kiosk.inside.step(), { timeout: 10_000 }).toBe(step);

  it('takes no picture of somebody who was not asked for one', async () => {
    const lines = () => Object.fromEntries(kiosk.inside.devices().map(({ name, state }) => [name, state]));
    await expect
      .poll(() => [lines(), kiosk.inside.gateway()], { timeout: 20_000 })
      .toMatchObject([{ camera: 'online', documentPrinter: 'online' }, 'online']);
    expect(await screen().camera.takePicture()).toEqual({ ok: false, error: 'offline' });
    await ask({ type: 'wake' }, { type: 'chooseService', serviceId: 'temp-id-proof' }, { type: 'next' });
    expect(kiosk.inside.step()).toBe('notice');
    expect(await screen().camera.takePicture()).toEqual({ ok: false, error: 'offline' });
    expect(pictures).toBe(0);
  });

  it('control: takes one of a visitor who agreed and stands at that step', async () => {
    const { name, number } = people[0]!;
    await ask(
      { type: 'next' },
      { type: 'consentToFace' },
      { type: 'chooseMethod', method: 'type' },
      { type: 'answer', field: 'idNumber', value: number },
      { type: 'answer', field: 'personName', value: name },
    );
    await expect.poll(() => kiosk.inside.step()).toBe('faceCapture');
    const taken = await screen().camera.takePicture();
    expect(taken.ok && Buffer.from(taken.value.jpeg, 'base64').equals(portrait)).toBe(true);
    expect(pictures).toBe(1);
  }, 20_000);

  it('takes one for the document of a visitor who wanted no comparison', async () => {
    const { name, number } = people[0]!;
    await ask(
      { type: 'end' },
      { type: 'wake' },
      { type: 'chooseService', serviceId: 'driving-licence-replacement' },
      { type: 'chooseGroup', group: 'mainland' },
      { type: 'next' },
      { type: 'answer', field: 'licenceHeld', value: 'no' },
      { type: 'anotherWay' },
      { type: 'chooseMethod', method: 'type' },
      { type: 'answer', field: 'idNumber', value: number },
      { type: 'answer', field: 'personName', value: name },
    );
    await comes('fingerprint');
    await ask({ type: 'anotherWay' });
    await comes('recordShown');
    await ask({ type: 'next' });
    await comes('field');
    await ask({ type: 'answer', field: 'reason', value: 'lost' });
    await comes('idPhoto');
    expect(await screen().camera.takePicture()).toMatchObject({ ok: true });
    expect(pictures).toBe(2);
  }, 40_000);
});
