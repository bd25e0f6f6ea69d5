import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { IoBoardDriver } from '../../../devices/io-board/driver.ts';
import type { IoBoardStatus, LightName } from '../../../devices/io-board/io-board.ts';
import { lightNames } from '../../../devices/io-board/profile.ts';
import type { HandLane } from '../../support/device-lane.ts';

export interface Hands {
  setCabinetDoor(state: 'open' | 'closed'): Promise<void>;
  closeDoor(door: number): Promise<void>;
  /** Looks whether this light burns. */
  look(light: LightName): Promise<void>;
}
type Lane = HandLane<IoBoardDriver, Hands>;

const never = new AbortController().signal;
const done = { ok: true, value: undefined };

/** What every IO board does, whatever its profile wires to it and whatever is at the end of its line. */
export function worksByHand(name: string, open: () => Promise<Lane>): void {
  describe(`an IO board ${name}`, () => {
    let lane: Lane;
    beforeEach(async () => {
      lane = await open();
    });
    afterEach(() => lane.stop());

    const status = (): IoBoardStatus => lane.device.status();
    const isOnline = (): boolean => status().device === 'online';
    const fitted = (): LightName[] => lightNames.filter((light) => lane.device.profile.lights[light]);
    const unlock = (door: number, signal = never) => lane.run(lane.device.unlockDoor(door, signal));

    it('is online after its start, and knows what each sensor says that is wired', () => {
      const { profile } = lane.device;
      expect(status()).toEqual({
        device: 'online',
        cabinetDoor: profile.cabinetDoor ? 'closed' : 'unknown',
        tamperSensor: profile.tamperSensor ? 'off' : 'unknown',
        proximitySensor: profile.proximitySensor ? expect.stringMatching(/resent$/) : 'unknown',
        doors: profile.doors.map((door) => (door.open ? 'closed' : 'unknown')),
        ups: profile.onBattery ? 'mains' : 'unknown',
      });
    });

    it('notices that the cabinet is opened, and closed again', async ({ skip }) => {
      if (!lane.device.profile.cabinetDoor) skip('no sensor at the cabinet door');
      for (const state of ['open', 'closed'] as const) {
        await lane.hands.setCabinetDoor(state);
        await lane.until(() => status().cabinetDoor === state);
      }
    });

    it('lights each light, and misses none that the cabinet does not have', async () => {
      for (const light of fitted()) {
        expect(await lane.device.setLight(light, 'continuous')).toEqual(done);
        await lane.hands.look(light);
        expect(await lane.device.setLight(light, 'off')).toEqual(done);
      }
      for (const light of lightNames) expect(await lane.device.setLight(light, 'off')).toEqual(done);
      expect(isOnline()).toBe(true);
    });

    it('opens each door, one that is open already too', async () => {
      for (const [door, { open: sensor }] of lane.device.profile.doors.entries()) {
        expect(await unlock(door)).toEqual(done);
        if (!sensor) continue;
        await lane.until(() => status().doors[door] === 'open');
        expect(await unlock(door)).toEqual(done);
        await lane.hands.closeDoor(door);
        await lane.until(() => status().doors[door] === 'closed');
      }
    });

    it('opens no door that is not there, and none for a visitor who has left', async () => {
      expect(await unlock(99)).toEqual({ ok: false, error: 'notFitted' });
      if (lane.device.profile.doors.length > 0)
        expect(await unlock(0, AbortSignal.abort())).toEqual({ ok: false, error: 'cancelled' });
    });

    it('is lost when its cable is pulled, and when it is back lights what it was told meanwhile', async () => {
      await lane.unplug();
      await lane.until(() => !isOnline());
      expect(status().cabinetDoor).toBe('unknown');
      const [light] = fitted();
      if (light) expect(await lane.device.setLight(light, 'continuous')).toEqual({ ok: false, error: 'offline' });
      await lane.plug();
      await lane.until(isOnline);
      if (light) await lane.hands.look(light);
    });

    it('can be stopped twice, and started again', async () => {
      await lane.run(lane.device.stop());
      await lane.run(lane.device.stop());
      expect((await unlock(0)).ok).toBe(false);
      await lane.run(lane.device.start());
      await lane.until(isOnline);
    });
  });
}
