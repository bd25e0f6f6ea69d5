import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Vc0706Camera } from '../../../devices/camera/driver.ts';
import { readJpeg } from '../../../devices/camera/jpeg.ts';
import type { DrivenLane } from '../../support/device-lane.ts';
import { never } from './lane.ts';

/** What every still camera does, whatever is at the end of its line; a hand pulls its cable. */
export function worksByHand(name: string, open: () => Promise<DrivenLane<Vc0706Camera>>): void {
  describe(`a still camera ${name}`, () => {
    let lane: DrivenLane<Vc0706Camera>;
    beforeEach(async () => {
      lane = await open();
    });
    afterEach(() => lane.stop());

    /** Never the picture itself: a failure would print it. */
    async function take(signal = never): Promise<string> {
      const picture = await lane.run(lane.device.takePicture(signal));
      if (!picture.ok) return picture.error;
      return readJpeg(picture.value) ? 'taken' : 'no JPEG';
    }

    it('is online after its start, tells its version, and takes a picture', async () => {
      expect(lane.device.status()).toEqual({ device: 'online' });
      expect(await lane.run(lane.device.selfTest())).toEqual({
        ok: true,
        value: { version: expect.stringMatching(/\S/), badAnswers: 0 },
      });
      expect(await take()).toBe('taken');
    });

    it('takes two pictures that are wanted at once, one after the other', async () => {
      expect(await Promise.all([take(), take()])).toEqual(['taken', 'taken']);
    });

    it('does not take a picture for a visitor who has left, and frees the camera for the next', async () => {
      const left = new AbortController();
      const first = take(left.signal);
      left.abort();
      expect(await first).toBe('cancelled');
      expect(await take()).toBe('taken');
    });

    it('is lost when its cable is pulled, and takes a picture when it is back', async () => {
      await lane.unplug();
      await lane.until(() => lane.device.status().device !== 'online');
      expect(await take()).toBe('offline');
      await lane.plug();
      await lane.until(() => lane.device.status().device === 'online');
      expect(await take()).toBe('taken');
    });

    it('can be stopped twice, and started again', async () => {
      await lane.run(lane.device.stop());
      await lane.run(lane.device.stop());
      expect(await take()).toBe('offline');
      await lane.run(lane.device.start());
      await lane.until(() => lane.device.status().device === 'online');
    });
  });
}
