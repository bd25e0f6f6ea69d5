import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createRouterClient } from '@orpc/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deviceNames } from '../main/contract/device-status.ts';
import { startSimulatedKiosk, type SimulatedKiosk } from '../main/simulated-kiosk.ts';

/** The camera of this profile belongs to the screen. */
const played = deviceNames.filter((name) => name !== 'camera');

describe('the dock', () => {
  let folder: string;
  let kiosk: SimulatedKiosk;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'kiosk-dock-'));
    kiosk = await startSimulatedKiosk({ dataDir: folder });
  });
  afterAll(async () => {
    await kiosk.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const client = () => createRouterClient(kiosk.dock).dock;
  async function machines() {
    for await (const state of await client().state()) return state.machines;
    throw new Error('the dock says nothing');
  }
  const states = (): Record<string, string> =>
    Object.fromEntries(kiosk.inside.devices().map(({ name, state }) => [name, state]));
  const allOnline = Object.fromEntries(played.map((name) => [name, 'online']));

  it('plays every device of the hall, and all are online', async () => {
    expect(Object.keys(await machines()).toSorted()).toEqual(played.toSorted());
    await expect.poll(states, { timeout: 20_000 }).toEqual(allOnline);
  });

  it(
    'plays every fault at every point, and each machine is well again when it is healed',
    { timeout: 120_000 },
    async () => {
      const known = await machines();
      for (const device of played) {
        const { commands, faults } = known[device]!;
        expect(faults.length, device).toBeGreaterThan(0);
        for (const fault of faults) {
          await client().play({ device, at: 'now', fault, times: 1 });
          for (const command of commands) await client().play({ device, at: command, fault, times: 1 });
          await client().heal({ device });
        }
      }
      await expect.poll(states, { timeout: 60_000 }).toEqual(allOnline);
    },
  );

  it('lets hands do what each machine has', async () => {
    for (const [device, { hands }] of Object.entries(await machines())) {
      for (const act of hands) {
        const name = deviceNames.find((known) => known === device)!;
        expect(await client().hand({ device: name, act }), `${device} ${act}`).toEqual({ done: true });
      }
    }
  });

  it.each([
    ['a fault that nobody knows', { at: 'now', fault: 'gremlins' }],
    ['a point that nobody knows', { at: 'dance', fault: 'silent' }],
  ])('refuses %s', async (_, step) => {
    await expect(client().play({ device: 'idCardReader', ...step })).rejects.toThrow(/no (fault|point)/);
  });

  it('refuses a hand that a machine does not have', async () => {
    await expect(client().hand({ device: 'ioBoard', act: 'place' })).rejects.toThrow(/no hand does place/);
  });
});
