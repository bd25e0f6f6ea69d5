import { expect, it } from 'vitest';
import { vc0706Camera } from '../../../devices/camera/driver.ts';
import { memoryChannelPair } from '../../../devices/transport/memory-channel.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { stillCameraConformance } from './conformance.ts';
import { firstVisitor, inPicture, memoryLane, never, profile } from './lane.ts';

stillCameraConformance('over a line in memory', memoryLane);

it('is noDevice while nothing was ever plugged in, online when it is, and leaves no timer', async () => {
  const clock = new FakeClock();
  const [host, , cable] = memoryChannelPair();
  cable.unplug();
  const camera = vc0706Camera({ channel: host, clock, profile });
  await camera.start();
  expect(camera.status()).toEqual({ device: 'noDevice', reason: 'absent' });
  expect(await camera.takePicture(never)).toEqual({ ok: false, error: 'offline' });
  await clock.advance(60_000);
  await camera.stop();
  expect(clock.pendingTimers).toBe(0);
});

it('is silent on a line where nobody answers, and opens it anew', async () => {
  const clock = new FakeClock();
  const [host] = memoryChannelPair();
  let opened = 0;
  const open = (): ReturnType<typeof host.open> => {
    opened += 1;
    return host.open();
  };
  const channel = Object.defineProperties({ ...host, open }, { isOpen: { get: () => host.isOpen } });
  const camera = vc0706Camera({ channel, clock, profile });
  const starting = camera.start();
  await clock.advance(20_000);
  await starting;
  expect(camera.status()).toEqual({ device: 'offline', reason: 'silent' });
  expect(opened).toBeGreaterThan(2);
  await camera.stop();
});

const neverEnds = (): Promise<void> => new Promise(() => {});

it('says that it is silent also where the system never finishes closing the port', async () => {
  const clock = new FakeClock();
  const [host] = memoryChannelPair();
  const channel = Object.defineProperties({ ...host, close: neverEnds }, { isOpen: { get: () => host.isOpen } });
  const camera = vc0706Camera({ channel, clock, profile });
  void camera.start();
  await clock.advance(4000);
  expect(camera.status()).toEqual({ device: 'offline', reason: 'silent' });
  let outcome: unknown = null;
  void camera.takePicture(never).then((result) => (outcome = result));
  await clock.advance(0);
  expect(outcome).toEqual({ ok: false, error: 'offline' });
});

it('finds the camera after an unplug and a plug, within five seconds', async () => {
  const lane = await memoryLane();
  lane.simulator.play({ at: 'now', fault: 'unplug' });
  await lane.clock.advance(0);
  expect(lane.device.status()).toEqual({ device: 'offline' });
  await lane.clock.advance(6000);
  expect(lane.device.status()).toEqual({ device: 'noDevice', reason: 'absent' });
  lane.simulator.heal();
  await lane.clock.advance(5000);
  expect(lane.device.status()).toEqual({ device: 'online' });
  expect(inPicture(await lane.run(lane.device.takePicture(never)))).toBe('firstVisitor');
  await lane.stop();
});

it('notices after hours of idling that the camera went silent', async () => {
  const lane = await memoryLane();
  await lane.clock.advance(600_000);
  expect(lane.device.status()).toEqual({ device: 'online' });
  lane.simulator.play({ at: 'any', fault: 'silent' });
  await lane.clock.advance(10_000);
  expect(lane.device.status().device).toBe('offline');
  await lane.stop();
});

it('takes a picture over a line as slow as they leave the factory, and gives up on a slower one', async () => {
  const asDelivered = await memoryLane({ bytesPerSecond: 3840 });
  const startedMs = asDelivered.clock.monotonicMs();
  expect((await asDelivered.run(asDelivered.device.takePicture(never))).ok).toBe(true);
  expect(asDelivered.clock.monotonicMs() - startedMs).toBeGreaterThan(2500);
  await asDelivered.stop();

  const worn = await memoryLane({ bytesPerSecond: 3840 });
  // Every read needs its third try: 48 KiB of that would take minutes.
  worn.simulator.show(Uint8Array.of(...firstVisitor, ...new Uint8Array(100_000)));
  worn.simulator.play({ at: 'read', fault: 'cutShort', times: 2 });
  const result = await worn.run(worn.device.takePicture(never));
  expect(result).toEqual({ ok: false, error: 'cameraFault' });
  await worn.stop();
});

it('leaves no timer behind when it is stopped in the middle of a picture', async () => {
  const lane = await memoryLane({ bytesPerSecond: 3840 });
  const taking = lane.device.takePicture(never);
  await lane.clock.advance(600);
  expect(lane.simulator.isStopped).toBe(true);
  await lane.stop();
  expect(await taking).toEqual({ ok: false, error: 'cancelled' });
  await lane.clock.advance(30_000);
  expect(lane.clock.pendingTimers).toBe(0);
});
