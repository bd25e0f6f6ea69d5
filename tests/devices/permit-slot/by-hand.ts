import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CrtPermitSlot, PermitSlotDelays } from '../../../devices/permit-slot/driver.ts';
import type { HandLane } from '../../support/device-lane.ts';
import { BY_HAND_MS } from '../../support/hardware-hands.ts';

export interface Hands {
  /** As soon as the gate is open. */
  insertCard(): Promise<void>;
  takeCard(): Promise<void>;
  /** Puts a card in and pulls it out while it is drawn in. */
  holdBackCard(): Promise<void>;
}
type Lane = HandLane<CrtPermitSlot, Hands>;
export type OpenByHand = (delays: Partial<PermitSlotDelays>) => Promise<Lane>;

const never = new AbortController().signal;
const done = { ok: true, value: undefined };
const at = (value: string) => ({ ok: true, value });

/** What every permit slot does before somebody's hands, whatever is at the end of its line. */
export function worksByHand(name: string, open: OpenByHand): void {
  describe(`a permit slot ${name}`, () => {
    let lane: Lane;
    beforeEach(async () => {
      lane = await open({ insertTimeoutMs: BY_HAND_MS });
    });
    afterEach(() => lane.stop());

    const position = () => lane.run(lane.device.cardPosition());
    const eject = () => lane.run(lane.device.ejectCard(never));
    const status = () => lane.device.status();
    async function withCardInside(): Promise<void> {
      const accepting = lane.device.acceptCard({ signal: never });
      await lane.hands.insertCard();
      expect(await lane.run(accepting)).toEqual(done);
    }
    async function giveBack(): Promise<void> {
      expect(await eject()).toEqual(done);
      await lane.hands.takeCard();
    }

    it('is online after its start, empty, and tells what it is', async () => {
      expect(status()).toEqual({ device: 'online', media: 'notPresent', captureBin: 'ok' });
      expect(await lane.run(lane.device.selfTest())).toEqual({
        ok: true,
        value: { version: expect.stringMatching(/\S/), badFrames: 0 },
      });
    });

    it('takes a card in, holds it and gives it back', async () => {
      const seen: string[] = [];
      const phases: string[] = [];
      lane.device.onStatusChanged(({ media }) => seen.push(media));
      const accepting = lane.device.acceptCard({ signal: never, onPhase: (phase) => phases.push(phase) });
      await lane.hands.insertCard();
      expect(await lane.run(accepting)).toEqual(done);
      expect(await position()).toEqual(at('inside'));
      expect(await lane.run(lane.device.holdCard(never))).toEqual(done);
      expect(await eject()).toEqual(done);
      expect(await position()).toEqual(at('atGate'));
      await lane.hands.takeCard();
      expect(await position()).toEqual(at('none'));
      expect(phases).toEqual(['waiting', 'entering']);
      expect(seen).toEqual(['entering', 'present', 'notPresent']);
    });

    it('keeps a card that nobody takes', async () => {
      await withCardInside();
      expect(await eject()).toEqual(done);
      expect(await lane.run(lane.device.captureCard(never))).toEqual(done);
      expect(await position()).toEqual(at('none'));
      expect(status().media).toBe('notPresent');
    });

    it('gives up waiting where nobody comes, and has no card to move then', async () => {
      await lane.stop();
      lane = await open({ insertTimeoutMs: 500 });
      expect(await lane.run(lane.device.acceptCard({ signal: never }))).toEqual({ ok: false, error: 'notInserted' });
      expect(await eject()).toEqual({ ok: false, error: 'noCard' });
    });

    it('ends the wait when the visitor leaves, and takes the card of the next', async () => {
      const left = new AbortController();
      const accepting = lane.device.acceptCard({ signal: left.signal, onPhase: () => left.abort() });
      expect(await lane.run(accepting)).toEqual({ ok: false, error: 'cancelled' });
      await withCardInside();
      await giveBack();
    });

    it('says that a card was pulled out while it entered, and takes it when it is let go', async () => {
      const accepting = lane.device.acceptCard({ signal: never });
      await lane.hands.holdBackCard();
      expect(await lane.run(accepting)).toEqual({ ok: false, error: 'cardRemoved' });
      expect(status().media).toBe('notPresent');
      await withCardInside();
      await giveBack();
    });

    it('takes no card in while another one lies there', async () => {
      await withCardInside();
      expect(await lane.run(lane.device.acceptCard({ signal: never }))).toEqual({
        ok: false,
        error: 'cardNotAccepted',
      });
      expect(await position()).toEqual(at('inside'));
      await giveBack();
    });

    it('is lost when its cable is pulled, and when it is back knows the card inside, and gives it back', async () => {
      await withCardInside();
      await lane.unplug();
      await lane.until(() => status().device !== 'online');
      expect(status().media).toBe('unknown');
      expect(await position()).toEqual({ ok: false, error: 'offline' });
      await lane.plug();
      await lane.until(() => status().device === 'online');
      expect(status().media).toBe('present');
      expect(await position()).toEqual(at('inside'));
      await giveBack();
      await withCardInside();
      await giveBack();
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
