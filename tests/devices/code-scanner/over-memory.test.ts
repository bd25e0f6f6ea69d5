import { expect, it } from 'vitest';
import { codeScanner } from '../../../devices/code-scanner/driver.ts';
import { memoryChannelPair } from '../../../devices/transport/memory-channel.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { codeScannerConformance } from './conformance.ts';
import { framingKinds, memoryLane, profiles } from './lane.ts';

for (const kind of framingKinds) codeScannerConformance('over a line in memory', kind, memoryLane);

const never = new AbortController().signal;
const text = (content: string): Uint8Array => new TextEncoder().encode(content);

it('does not take a code that was half on its way when it was asked', async () => {
  const lane = await memoryLane('serial');
  await lane.simulator.stop();
  await lane.far.open();
  await lane.far.write(text('of-another-'));
  await lane.pass(1);
  const scanning = lane.device.scanCode({ signal: never });
  await lane.far.write(text('visitor\r\n'));
  await lane.pass(200);
  await lane.far.write(text('mine\r\n'));
  expect(await lane.run(scanning)).toEqual({ ok: true, value: 'mine' });
  await lane.stop();
});

it('does not end the next scan with the rest of a bad code', async () => {
  const lane = await memoryLane('serial');
  await lane.simulator.stop();
  await lane.far.open();
  const first = lane.device.scanCode({ signal: never });
  await lane.far.write(text('\u0001\u0002'));
  expect(await lane.run(first)).toEqual({ ok: false, error: 'unusable' });
  await lane.far.write(text('\u0003good-looking\r\n'));
  await lane.clock.advance(0);
  const second = lane.device.scanCode({ signal: never });
  await lane.far.write(text('\u0001\u0004still-the-first\r\n'));
  await lane.pass(200);
  await lane.far.write(text('mine\r\n'));
  expect(await lane.run(second)).toEqual({ ok: true, value: 'mine' });
  await lane.stop();
});

it('waits a minute for a code, no longer, and leaves no timer behind', async () => {
  const lane = await memoryLane('hid-pos');
  let outcome: unknown = null;
  void lane.device.scanCode({ signal: never }).then((result) => (outcome = result));
  await lane.pass(59_999);
  expect(outcome).toBeNull();
  await lane.pass(1);
  expect(outcome).toEqual({ ok: false, error: 'notShown' });
  await lane.stop();
  expect(lane.clock.pendingTimers).toBe(0);
});

it('calls a scanner that ends no code as the profile says another firmware, at the third', async () => {
  const lane = await memoryLane('serial');
  await lane.simulator.stop();
  await lane.far.open();
  for (const error of ['unusable', 'unusable', 'scannerFault']) {
    const scanning = lane.device.scanCode({ signal: never });
    await lane.far.write(text('no-suffix'));
    expect(await lane.run(scanning)).toEqual({ ok: false, error });
  }
  await lane.stop();
});

it('is noDevice while nothing was ever plugged in, and online when it is', async () => {
  const clock = new FakeClock();
  const [host, , cable] = memoryChannelPair();
  cable.unplug();
  const device = codeScanner({ channel: host, clock, profile: profiles.serial });
  const states: string[] = [];
  device.onStatusChanged(({ device: state }) => states.push(state));
  await device.start();
  expect(device.status()).toEqual({ device: 'noDevice', reason: 'absent' });
  cable.plug();
  await clock.advance(2000);
  expect(states).toEqual(['noDevice', 'online']);
  await device.stop();
  expect(clock.pendingTimers).toBe(0);
});

it('refuses to be asked twice at a time, and ends the wait when it is stopped', async () => {
  const lane = await memoryLane('serial');
  const first = lane.device.scanCode({ signal: never });
  await expect(lane.device.scanCode({ signal: never })).rejects.toThrow('already waited for');
  await lane.stop();
  expect(await first).toEqual({ ok: false, error: 'cancelled' });
});
