import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { stillCameraErrors, type StillCameraError } from '../../../devices/camera/still-camera.ts';
import { lineFaults, type LineFault } from '../../../devices/transport/simulated-line.ts';
import { worksByHand } from './by-hand.ts';
import { inPicture, never, otherSize, secondVisitor, type Lane, type OpenLane } from './lane.ts';

/** How a simulator brings about each way a picture can fail. A new error without a way does not compile. */
const waysToFail: Record<StillCameraError, (lane: Lane, abort: AbortController) => void> = {
  cancelled: (_lane, abort) => abort.abort(),
  badPicture: ({ simulator }) => simulator.play({ at: 'stopFrame', fault: 'notJpeg' }),
  offline: ({ simulator }) => simulator.play({ at: 'read', fault: 'silent' }),
  cameraFault: ({ simulator }) => simulator.play({ at: 'stopFrame', fault: 'refuses' }),
};

/** What a fault of the line, once in the middle of a picture, comes to. */
const lineOutcomes: Record<LineFault, 'firstVisitor' | StillCameraError> = {
  unplug: 'offline',
  silent: 'firstVisitor',
  cutShort: 'firstVisitor',
  wrongChecksum: 'firstVisitor',
  junkBefore: 'firstVisitor',
  babble: 'firstVisitor',
  oneByteChunks: 'firstVisitor',
};

/** What every still camera must do, whatever line it hangs on. */
export function stillCameraConformance(name: string, open: OpenLane): void {
  worksByHand(name, open);
  describe(`a still camera ${name}, at fault`, () => {
    let lane: Lane;
    beforeEach(async () => {
      lane = await open();
    });
    afterEach(() => lane.stop());

    const take = async (signal = never) => inPicture(await lane.run(lane.device.takePicture(signal)));
    const isOnline = (): boolean => lane.device.status().device === 'online';

    it.each(stillCameraErrors)('can fail with %s, and takes the next picture', async (error) => {
      const abort = new AbortController();
      waysToFail[error](lane, abort);
      expect(await take(abort.signal)).toBe(error);
      lane.simulator.heal();
      await lane.until(isOnline);
      expect(await take()).toBe('firstVisitor');
    });

    it.each(lineFaults)('bears the line’s fault once: %s', async (fault) => {
      lane.simulator.play({ at: fault === 'unplug' ? 'read:byte:17' : 'read', fault, times: 1 });
      expect(await take()).toBe(lineOutcomes[fault]);
      lane.simulator.heal();
      await lane.until(isOnline);
      expect(await take()).toBe('firstVisitor');
    });

    it.each(['notJpeg', 'cutPicture', 'emptyPicture'])('hands over no %s', async (fault) => {
      lane.simulator.play({ at: 'stopFrame', fault, times: 1 });
      expect(await take()).toBe('badPicture');
      expect(isOnline(), 'one bad picture is no broken camera').toBe(true);
      expect(await take()).toBe('firstVisitor');
    });

    it('does not read a picture of 4 GiB', async () => {
      lane.simulator.play({ at: 'length', fault: 'hugePicture', times: 1 });
      expect(await take()).toBe('badPicture');
    });

    it('hands over no picture of another size than its profile names', async () => {
      lane.simulator.show(otherSize);
      expect(await take()).toBe('badPicture');
    });

    it('never hands over the picture of who stood there before, also when it was left standing', async () => {
      await lane.stop();
      lane = await open({ bytesPerSecond: 60_000 });
      const first = lane.device.takePicture(never);
      await lane.until(() => lane.simulator.isStopped);
      // The three tries to set it going again.
      lane.simulator.play({ at: 'resume', fault: 'refuses', times: 3 });
      expect(inPicture(await lane.run(first))).toBe('firstVisitor');
      expect(lane.simulator.isStopped).toBe(true);
      lane.simulator.show(secondVisitor);
      expect(await take()).toBe('secondVisitor');
    });

    it('is out of service with its reason when another model answers', async () => {
      lane.simulator.play({ at: 'version', fault: 'wrongFirmware' });
      await lane.until(() => lane.device.status().device === 'hardwareError');
      expect(lane.device.status()).toEqual({ device: 'hardwareError', reason: 'wrongFirmware' });
      expect(await take()).toBe('cameraFault');
      lane.simulator.heal();
      await lane.until(isOnline);
    });

    it('writes the size that its profile names where it is another, and only then', async () => {
      await lane.stop();
      lane = await open({ size: '160x120' });
      expect(lane.simulator.size).toBe('640x480');
      expect(await take()).toBe('firstVisitor');
      expect(await lane.run(lane.device.selfTest())).toEqual({
        ok: true,
        value: { version: 'VC0703 1.00', badAnswers: 0 },
      });
    });
  });
}
