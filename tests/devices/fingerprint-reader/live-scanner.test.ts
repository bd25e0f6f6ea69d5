import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bridgeFrame, bridgeReader, requestHeader } from '../../../devices/fingerprint-reader/bridge-protocol.ts';
import { fingerprintReader } from '../../../devices/fingerprint-reader/driver.ts';
import { placementOf, remedyFor } from '../../../devices/fingerprint-reader/finger-image.ts';
import type { LiveScannerSimulator } from '../../../devices/fingerprint-reader/live-scanner-simulator.ts';
import { liveScannerProfile } from '../../../devices/fingerprint-reader/profile.ts';
import { drawFinger, syntheticFinger } from '../../../devices/fingerprint-reader/synthetic-finger.ts';
import { memoryChannelPair } from '../../../devices/transport/memory-channel.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { memoryLane, profiles, visitor, type Lane } from './lane.ts';

const profile = liveScannerProfile.parse({ ...profiles.liveScanner, version: 100, bright: 128 });

describe('a live scanner behind a bridge', () => {
  let lane: Lane & { clock: FakeClock };
  beforeEach(async () => {
    lane = await memoryLane({ profile });
  });
  afterEach(() => lane.stop());

  it('takes features of GA/T 1012 and tells their quality', async () => {
    const taken = await lane.run(visitor(lane).outcome);
    expect(taken.ok && taken.value.format).toBe('ga-t-1012');
    expect(lane.device.lastQuality).toEqual({ quality: 80, badTries: 0 });
  });

  it.each([{}, { condition: 'smudged' as const }])('holds no image after a finger %o', async (finger) => {
    await lane.run(visitor(lane, finger).outcome);
    expect((lane.simulator as LiveScannerSimulator).holdsImage).toBe(false);
  });

  it.each([
    ['notConnected', 'selfTestFailed'],
    ['otherVersion', 'wrongFirmware'],
  ])('with %s is out of service as %s', async (fault, reason) => {
    lane.simulator.play({ at: 'now', fault });
    await lane.until(() => lane.device.status().device === 'hardwareError');
    expect(lane.device.status().reason).toBe(reason);
  });

  it.each(['wrongImageSize', 'extractFailed'])('with %s gives no features', async (fault) => {
    lane.simulator.play({ at: 'now', fault });
    expect(await lane.run(visitor(lane).outcome)).toEqual({ ok: false, error: 'readerFault' });
  });

  it('whose library scores every image as useless ends with bad quality, not with a fault', async () => {
    lane.simulator.play({ at: 'now', fault: 'lowQuality' });
    expect(await lane.run(visitor(lane).outcome)).toEqual({ ok: false, error: 'badQuality' });
    expect(lane.device.status().device).toBe('online');
  });

  it('tells the technician the sentence of its library', async () => {
    lane.simulator.play({ at: 'LIVESCAN_Init', fault: 'notConnected', times: 1 });
    await lane.until(() => lane.device.status().device === 'hardwareError');
    const tested = await lane.run(lane.device.selfTest());
    expect(tested.ok && tested.value).toContain('last refusal: LIVESCAN_Init -4 采集设备未连接');
  });

  it('does not take a late answer for the answer to the next call', async () => {
    const clock = new FakeClock();
    const [host, bridge] = memoryChannelPair();
    const requests = bridgeReader(requestHeader);
    bridge.onData((bytes) => {
      for (const event of requests.push(bytes)) {
        if (event.event === 'broken') continue;
        const { id, call } = event.header;
        void bridge.write(bridgeFrame({ id: id - 1, result: -99 }));
        void bridge.write(bridgeFrame({ id, result: call === 'LIVESCAN_GetVersion' ? 100 : 1 }));
      }
    });
    await bridge.open();
    const reader = fingerprintReader({ channel: host, clock, profile });
    void reader.start();
    await clock.advance(10_000);
    expect(reader.status().device).toBe('online');
    await reader.stop();
  });

  it('never sends a finger anywhere but back to its own library', async () => {
    await lane.run(visitor(lane).outcome);
    const calls = lane.written.map((bytes) => Buffer.from(bytes).toString('latin1'));
    const withImage = calls.filter((call) => call.includes('"bytes"'));
    expect(withImage.map((call) => /"call":"(\w+)"/.exec(call)?.[1])).toEqual([
      'FP_GetQualityScore',
      'FP_FeatureExtract',
    ]);
  });
});

const seen = (condition: 'good' | 'dry' | 'wet' | 'aside') =>
  placementOf(drawFinger(syntheticFinger({ condition }), 256, 360), 256, 360);

describe('the image of a finger', () => {
  it('tells how the finger lies', () => {
    expect(remedyFor(seen('dry'))).toBe('pressHarder');
    expect(remedyFor(seen('wet'))).toBe('pressLighter');
    expect(remedyFor(seen('aside'))).toBe('moveToCentre');
    expect(remedyFor(seen('good'))).toBe('wipeFinger');
  });

  it('of an empty glass covers nothing', () => {
    expect(placementOf(drawFinger(null, 256, 360), 256, 360)).toEqual({ coverage: 0, offCentre: 0 });
    expect(placementOf(new Uint8Array(), 256, 360).coverage).toBe(0);
  });
});
