import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ReceiptPrinter } from '../../../devices/receipt-printer/receipt-printer.ts';
import type { HandLane } from '../../support/device-lane.ts';
import { never, slip } from './bench.ts';

export interface Hands {
  openCover(): Promise<void>;
  closeCover(): Promise<void>;
  /** Looks whether these slips came out whole since the printer was opened, and nothing else. */
  look(...numbers: readonly string[]): Promise<void>;
}
type Lane = Omit<HandLane<ReceiptPrinter, Hands>, 'pass'>;

/** What every receipt printer with paper in it does before somebody's hands, whatever is at the end of its line. */
export function worksByHand(name: string, open: () => Promise<Lane>): void {
  describe(`receipt printer over ${name}`, () => {
    let lane: Lane;
    beforeEach(async () => {
      lane = await open();
    });
    afterEach(() => lane.stop());
    const print = (number: string, signal = never) => lane.run(lane.device.print(slip(number), signal));
    const status = () => lane.device.status();
    const done = { ok: true, value: undefined };

    test('is online with paper, prints, cuts and confirms', async () => {
      expect(status()).toMatchObject({ device: 'online', paper: 'full', coverOpen: false });
      expect(await print('A1')).toEqual(done);
      await lane.hands.look('A1');
    });

    test('prints one receipt after the other, also when both are asked for at once', async () => {
      const both = ['A2', 'A3'].map((number) => lane.device.print(slip(number), never));
      expect(await lane.run(Promise.all(both))).toEqual([done, done]);
      await lane.hands.look('A2', 'A3');
    });

    test('does not print for a visitor who has already left', async () => {
      expect(await print('A4', AbortSignal.abort())).toEqual({ ok: false, error: 'cancelled' });
      await lane.hands.look();
    });

    test('knows that its cover is open, and prints when it is closed', async () => {
      await lane.hands.openCover();
      await lane.until(() => status().coverOpen);
      expect(await print('A5')).toEqual({ ok: false, error: 'coverOpen' });
      await lane.hands.closeCover();
      await lane.until(() => status().device === 'online');
      expect(await print('A6')).toEqual(done);
      await lane.hands.look('A6');
    });

    test('is lost when its cable is pulled, and prints when it is back', async () => {
      await lane.unplug();
      await lane.until(() => status().device !== 'online');
      expect(await print('A7')).toEqual({ ok: false, error: 'offline' });
      await lane.plug();
      await lane.until(() => status().device === 'online');
      expect(await print('A8')).toEqual(done);
      await lane.hands.look('A8');
    });

    test('answers offline once stopped, and can be started again', async () => {
      await lane.run(lane.device.stop());
      expect(await print('A9')).toEqual({ ok: false, error: 'offline' });
      await lane.device.start();
      await lane.until(() => status().device === 'online');
      expect(await print('A10')).toEqual(done);
      await lane.hands.look('A10');
    });
  });
}
