import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SamVDelays, SamVReader } from '../../../devices/id-card-reader/driver.ts';
import type { HandLane } from '../../support/device-lane.ts';
import { BY_HAND_MS } from '../../support/hardware-hands.ts';

export interface Hands {
  layCard(): Promise<void>;
  takeCard(): Promise<void>;
  /** Lays a card down, and takes it off while it is read. */
  touchWithCard(): void;
}
type Lane = HandLane<SamVReader, Hands>;
export type OpenByHand = (delays: Partial<SamVDelays>) => Promise<Lane>;

const never = new AbortController().signal;

/** What every ID card reader does before somebody's hands, whatever is at the end of its line. */
export function worksByHand(name: string, open: OpenByHand): void {
  describe(`an ID card reader ${name}`, () => {
    let lane: Lane;
    beforeEach(async () => {
      lane = await open({ placeTimeoutMs: BY_HAND_MS });
    });
    afterEach(() => lane.stop());
    async function impatient(): Promise<void> {
      await lane.stop();
      lane = await open({ placeTimeoutMs: 500 });
    }

    /** Never the card itself: a failure would print it. */
    async function read(options: Partial<Parameters<SamVReader['readCard']>[0]> = {}): Promise<string> {
      const card = await lane.run(lane.device.readCard({ signal: never, ...options }));
      return card.ok ? 'read' : card.error;
    }
    const isPresent = () => lane.run(lane.device.isCardPresent());
    const status = () => lane.device.status();

    it('is online after its start, and tells its module number', async () => {
      expect(status()).toMatchObject({ device: 'online', media: 'notPresent' });
      expect(await lane.run(lane.device.selfTest())).toEqual({
        ok: true,
        value: { moduleId: expect.stringMatching(/^\d\d\.\d\d-\d{8}-/), badFrames: 0 },
      });
    });

    it('waits for a card, tells when it reads, and knows that it lies there until it is taken', async () => {
      const phases: string[] = [];
      const reading = read({ onPhase: (phase) => phases.push(phase) });
      await lane.until(() => phases.length > 0);
      expect(phases).toEqual(['waiting']);
      expect(await isPresent()).toEqual({ ok: true, value: false });
      await lane.hands.layCard();
      expect(await reading).toBe('read');
      expect(phases).toEqual(['waiting', 'reading']);
      expect(await isPresent()).toEqual({ ok: true, value: true });
      expect(status().media).toBe('present');
      await lane.hands.takeCard();
      expect(await isPresent()).toEqual({ ok: true, value: false });
      expect(status().media).toBe('notPresent');
    });

    it('gives up waiting where nobody comes', async () => {
      await impatient();
      expect(await read()).toBe('notPlaced');
    });

    it('gives one reading per placement: a forgotten card is not read for the next visitor', async () => {
      await impatient();
      await lane.hands.layCard();
      expect(await read()).toBe('read');
      expect(await read()).toBe('notPlaced');
      await lane.hands.takeCard();
      await lane.hands.layCard();
      expect(await read()).toBe('read');
      await lane.hands.takeCard();
    });

    it('ends the wait at once when the visitor leaves, and reads for the next', async () => {
      const left = new AbortController();
      const reading = read({ signal: left.signal, onPhase: () => left.abort() });
      expect(await reading).toBe('cancelled');
      await lane.hands.layCard();
      expect(await read()).toBe('read');
      await lane.hands.takeCard();
    });

    it('says that a card was taken away too early, and reads it when it lies still', async () => {
      const touched = (): Promise<string> =>
        read({ onPhase: (phase) => phase === 'waiting' && lane.hands.touchWithCard() });
      let said = await touched();
      for (let tooSlow = 0; said === 'read' && tooSlow < 3; tooSlow += 1) said = await touched();
      expect(said).toBe('cardRemoved');
      await lane.hands.layCard();
      expect(await read()).toBe('read');
      await lane.hands.takeCard();
    });

    it('is lost when its cable is pulled, and when it is back knows the card that lies there, and reads', async () => {
      await lane.hands.layCard();
      expect(await read()).toBe('read');
      await lane.unplug();
      await lane.until(() => status().device !== 'online');
      expect(await isPresent()).toEqual({ ok: false, error: 'offline' });
      expect(await read()).toBe('offline');
      await lane.plug();
      await lane.until(() => status().device === 'online');
      expect(await isPresent()).toEqual({ ok: true, value: true });
      expect(status().media).toBe('present');
      await lane.hands.takeCard();
      await lane.hands.layCard();
      expect(await read()).toBe('read');
      await lane.hands.takeCard();
    });

    it('can be stopped twice, and started again', async () => {
      await lane.device.stop();
      await lane.device.stop();
      expect(await read()).toBe('offline');
      await lane.run(lane.device.start());
      await lane.until(() => status().device === 'online');
    });
  });
}
