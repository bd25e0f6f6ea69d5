import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FingerprintReaderDelays, FingerprintReaderDriver } from '../../../devices/fingerprint-reader/driver.ts';
import type { FingerGuidance } from '../../../main/contract/finger.ts';
import type { HandLane } from '../../support/device-lane.ts';
import { BY_HAND_MS } from '../../support/hardware-hands.ts';

export interface Hands {
  /** Does with a finger what the screen says. */
  follow(guidance: FingerGuidance): void;
  /** Before anybody is asked for it. */
  placeUnasked(): Promise<void>;
}
type Lane = HandLane<FingerprintReaderDriver, Hands>;
export type OpenByHand = (delays: Partial<FingerprintReaderDelays>) => Promise<Lane>;

const never = new AbortController().signal;

/** What every fingerprint reader does under somebody's finger, whatever is at the end of its line. */
export function worksByHand(name: string, open: OpenByHand): void {
  describe(`a fingerprint reader ${name}`, () => {
    let lane: Lane;
    beforeEach(async () => {
      lane = await open({ placeTimeoutMs: BY_HAND_MS });
    });
    afterEach(() => lane.stop());

    /** Never the finger itself: a failure would print it. */
    async function capture(onGuidance: (guidance: FingerGuidance) => void, signal = never): Promise<string> {
      const taken = await lane.run(lane.device.captureFinger({ signal, onGuidance }));
      if (!taken.ok) return taken.error;
      const isEmpty = taken.value.features.every((byte) => byte === 0);
      taken.value.features.fill(0);
      return isEmpty ? 'no features' : 'taken';
    }
    async function captureGuided(): Promise<{ outcome: string; guidances: FingerGuidance[] }> {
      const guidances: FingerGuidance[] = [];
      const outcome = await capture((guidance) => {
        guidances.push(guidance);
        lane.hands.follow(guidance);
      });
      lane.hands.follow('lift');
      return { outcome, guidances };
    }

    it('is online after its start, and tells what it is', async () => {
      expect(lane.device.status()).toEqual({ device: 'online', subject: 'unknown' });
      expect((await lane.run(lane.device.selfTest())).ok).toBe(true);
    });

    it('takes a finger and guides it there, one after the other', async () => {
      const { outcome, guidances } = await captureGuided();
      expect(outcome).toBe('taken');
      expect(guidances.slice(0, 2)).toEqual(['place', 'hold']);
      expect((await captureGuided()).outcome).toBe('taken');
    });

    it('asks to lift a finger that lies there already: the last print may be another person’s', async () => {
      await lane.hands.placeUnasked();
      const { outcome, guidances } = await captureGuided();
      expect(outcome).toBe('taken');
      expect(guidances.slice(0, 2)).toEqual(['lift', 'place']);
    });

    it('gives up waiting where nobody comes', async () => {
      await lane.stop();
      lane = await open({ placeTimeoutMs: 500 });
      expect(await capture(() => {})).toBe('notPlaced');
    });

    it('ends the wait at once when the visitor leaves, and takes the finger of the next', async () => {
      const left = new AbortController();
      expect(await capture(() => left.abort(), left.signal)).toBe('cancelled');
      expect((await captureGuided()).outcome).toBe('taken');
    });

    it('is lost when its cable is pulled, and takes a finger when it is back', async () => {
      await lane.unplug();
      await lane.until(() => lane.device.status().device !== 'online');
      expect(await capture(() => {})).toBe('offline');
      await lane.plug();
      await lane.until(() => lane.device.status().device === 'online');
      expect((await captureGuided()).outcome).toBe('taken');
    });

    it('can be stopped twice, and started again', async () => {
      await lane.device.stop();
      await lane.device.stop();
      expect(await capture(() => {})).toBe('offline');
      await lane.run(lane.device.start());
      await lane.until(() => lane.device.status().device === 'online');
    });
  });
}
