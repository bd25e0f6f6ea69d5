import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CodeScannerDelays, DrivenCodeScanner } from '../../../devices/code-scanner/driver.ts';
import type { HandLane } from '../../support/device-lane.ts';
import { BY_HAND_MS } from '../../support/hardware-hands.ts';

export interface Hands {
  showCode(): Promise<void>;
  /** Before anybody is asked for it. */
  showCodeUnasked(): Promise<void>;
}
type Lane = HandLane<DrivenCodeScanner, Hands>;
export type OpenByHand = (delays: Partial<CodeScannerDelays>) => Promise<Lane>;

const never = new AbortController().signal;

/** What every code scanner does before somebody's hands, whatever it speaks and whatever is at the end of its line. */
export function worksByHand(name: string, open: OpenByHand): void {
  describe(`a code scanner ${name}`, () => {
    let lane: Lane;
    beforeEach(async () => {
      lane = await open({ showTimeoutMs: BY_HAND_MS });
    });
    afterEach(() => lane.stop());

    /** Never the code itself: it may be somebody's. */
    async function scan(signal = never): Promise<string> {
      const code = await lane.run(lane.device.scanCode({ signal }));
      return code.ok ? 'scanned' : code.error;
    }
    async function scanShown(): Promise<string> {
      const scanning = scan();
      await lane.hands.showCode();
      return scanning;
    }

    it('is online after its start, and scans a code', async () => {
      expect(lane.device.status()).toEqual({ device: 'online' });
      expect(await scanShown()).toBe('scanned');
      expect(lane.device.misfits).toBe(0);
    });

    it('gives up waiting where nobody comes, and never takes a code that was shown before it was asked', async () => {
      await lane.stop();
      lane = await open({ showTimeoutMs: 500 });
      expect(await scan()).toBe('notShown');
      await lane.hands.showCodeUnasked();
      expect(await scan()).toBe('notShown');
    });

    it('ends the wait at once when the visitor leaves, and scans for the next', async () => {
      const left = new AbortController();
      const scanning = scan(left.signal);
      left.abort();
      expect(await scanning).toBe('cancelled');
      expect(await scanShown()).toBe('scanned');
    });

    it('is lost when its cable is pulled, and scans when it is back', async () => {
      await lane.unplug();
      await lane.until(() => lane.device.status().device !== 'online');
      expect(await scan()).toBe('offline');
      await lane.plug();
      await lane.until(() => lane.device.status().device === 'online');
      await lane.pass(200);
      expect(await scanShown()).toBe('scanned');
    });

    it('can be stopped twice, and started again', async () => {
      await lane.device.stop();
      await lane.device.stop();
      expect(await scan()).toBe('offline');
      await lane.device.start();
      await lane.until(() => lane.device.status().device === 'online');
    });
  });
}
