import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { K720Dispenser } from '../../../devices/card-dispenser/driver.ts';
import type { HandLane } from '../../support/device-lane.ts';

export interface Hands {
  takeCard(): Promise<void>;
}
type Lane = HandLane<K720Dispenser, Hands>;

const never = new AbortController().signal;
const done = { ok: true, value: undefined };
const at = (value: string) => ({ ok: true, value });

/** What every card dispenser with cards in it does before somebody's hands, whatever is at the end of its line. */
export function worksByHand(name: string, open: () => Promise<Lane>): void {
  describe(`a card dispenser ${name}`, () => {
    let lane: Lane;
    beforeEach(async () => {
      lane = await open();
    });
    afterEach(() => lane.stop());

    const dispense = (signal = never) => lane.run(lane.device.dispenseCard(signal));
    const capture = () => lane.run(lane.device.captureCard(never));
    const position = () => lane.run(lane.device.cardPosition());
    const status = () => lane.device.status();

    it('is online after its start, with cards and room, and tells what it is', async () => {
      expect(status()).toEqual({ device: 'online', media: 'notPresent', cards: 'ok', captureBin: 'ok' });
      expect(await lane.run(lane.device.selfTest())).toEqual({
        ok: true,
        value: { version: expect.stringMatching(/\S/), badFrames: 0 },
      });
    });

    it('brings one card to the front, knows when it is taken, and brings the next', async () => {
      for (const _ of ['first', 'second']) {
        expect(await dispense()).toEqual(done);
        expect(await position()).toEqual(at('atFront'));
        expect(status().media).toBe('present');
        await lane.hands.takeCard();
        expect(await position()).toEqual(at('none'));
      }
    });

    it('brings no second card while one lies there, and keeps one that nobody takes', async () => {
      expect(await dispense()).toEqual(done);
      expect(await dispense()).toEqual({ ok: false, error: 'cardInPath' });
      expect(await capture()).toEqual(done);
      expect(await position()).toEqual(at('none'));
      expect(await capture()).toEqual({ ok: false, error: 'noCard' });
    });

    it('brings no card for a visitor who has left', async () => {
      expect(await dispense(AbortSignal.abort())).toEqual({ ok: false, error: 'cancelled' });
      expect(await position()).toEqual(at('none'));
    });

    it('finds a card at the front at its start, and leaves it there', async () => {
      expect(await dispense()).toEqual(done);
      await lane.device.stop();
      await lane.run(lane.device.start());
      await lane.until(() => status().media === 'present');
      expect(await position()).toEqual(at('atFront'));
      expect(await capture()).toEqual(done);
    });

    it('is lost when its cable is pulled, and when it is back knows the card at the front, and goes on', async () => {
      expect(await dispense()).toEqual(done);
      await lane.unplug();
      await lane.until(() => status().device !== 'online');
      expect(await position()).toEqual({ ok: false, error: 'offline' });
      expect(await dispense()).toEqual({ ok: false, error: 'offline' });
      await lane.plug();
      await lane.until(() => status().device === 'online');
      expect(status().media).toBe('present');
      expect(await dispense()).toEqual({ ok: false, error: 'cardInPath' });
      await lane.hands.takeCard();
      expect(await dispense()).toEqual(done);
      expect(await capture()).toEqual(done);
    });

    it('can be stopped twice, and started again', async () => {
      await lane.device.stop();
      await lane.device.stop();
      expect(await position()).toEqual({ ok: false, error: 'offline' });
      await lane.run(lane.device.start());
      await lane.until(() => status().device === 'online');
    });
  });
}
