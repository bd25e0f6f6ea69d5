import { expect, it } from 'vitest';
import { crtPermitSlot } from '../../../devices/permit-slot/driver.ts';
import { permitSlotEntry } from '../../../devices/permit-slot/profile.ts';
import { memoryChannelPair } from '../../../devices/transport/memory-channel.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { permitSlotConformance } from './conformance.ts';
import { memoryLane } from './lane.ts';

permitSlotConformance('over a line in memory', memoryLane);
permitSlotConformance('with the frames of the USB machines', (options) =>
  memoryLane({ ...options, profile: { driver: 'crt-350n' } }),
);
permitSlotConformance('at another address', (options) => memoryLane({ ...options, profile: { address: 7 } }));

const never = new AbortController().signal;

it('waits a minute for a card, no longer, and leaves no timer behind', async () => {
  const lane = await memoryLane();
  let outcome: unknown = null;
  void lane.device.acceptCard({ signal: never }).then((result) => (outcome = result));
  await lane.clock.advance(59_500);
  expect(outcome).toBeNull();
  await lane.clock.advance(1000);
  expect(outcome).toEqual({ ok: false, error: 'notInserted' });
  await lane.stop();
  await lane.clock.advance(10_000);
  expect(lane.clock.pendingTimers).toBe(0);
});

it('takes a card that begins to enter in the last moment', async () => {
  const lane = await memoryLane({ moveMs: 2000 });
  const accepting = lane.device.acceptCard({ signal: never });
  await lane.clock.advance(59_900);
  expect(lane.simulator.insertCard()).toBe(true);
  expect(await lane.run(accepting)).toEqual({ ok: true, value: undefined });
  await lane.stop();
});

it('is absent while nothing was ever plugged in', async () => {
  const clock = new FakeClock();
  const [host, , cable] = memoryChannelPair();
  cable.unplug();
  const slot = crtPermitSlot({ channel: host, clock, profile: { driver: 'crt-571' } });
  await slot.start();
  await clock.advance(60_000);
  expect(slot.status()).toMatchObject({ device: 'noDevice', reason: 'absent' });
  await slot.stop();
  expect(clock.pendingTimers).toBe(0);
});

it('refuses to move two cards at a time: that is a mistake of the caller', async () => {
  const lane = await memoryLane();
  const first = lane.device.acceptCard({ signal: never });
  await expect(lane.device.ejectCard(never)).rejects.toThrow('moving a card already');
  await lane.until(() => lane.simulator.insertCard());
  expect((await lane.run(first)).ok).toBe(true);
  await lane.stop();
});

it('reads its entry of a hardware profile, and no other', () => {
  const connection = { kind: 'serial', path: '/dev/ttyS1', baudRate: 9600 };
  expect(permitSlotEntry.safeParse({ driver: 'crt-571', connection, address: 3, version: null }).success).toBe(true);
  for (const wrong of [{ driver: 'crt-572' }, { address: 256 }, { adress: 1 }, { version: '' }]) {
    expect(permitSlotEntry.safeParse({ driver: 'crt-571', connection, ...wrong }).success).toBe(false);
  }
});
