import { expect, it } from 'vitest';
import { k720Dispenser } from '../../../devices/card-dispenser/driver.ts';
import { cardDispenserEntry } from '../../../devices/card-dispenser/profile.ts';
import { memoryChannelPair } from '../../../devices/transport/memory-channel.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { cardDispenserConformance } from './conformance.ts';
import { memoryLane } from './lane.ts';

cardDispenserConformance('over a line in memory', memoryLane);
cardDispenserConformance('of the older model, at another address', (options) =>
  memoryLane({ ...options, profile: { driver: 'd1000', address: 3 } }),
);

const never = new AbortController().signal;

it('finishes a movement that has begun: a visitor who leaves cannot take it back', async () => {
  const lane = await memoryLane();
  const leaving = new AbortController();
  const outcome = lane.device.dispenseCard(leaving.signal);
  await lane.until(() => lane.simulator.cards.inPath > 0);
  leaving.abort();
  expect(await lane.run(outcome)).toEqual({ ok: true, value: undefined });
  await lane.stop();
});

it('does not claim what it has not seen: a card gone at once is not confirmed', async () => {
  const lane = await memoryLane();
  lane.simulator.play({ at: 'dispense', fault: 'pulled', times: 1 });
  expect(await lane.run(lane.device.dispenseCard(never))).toEqual({ ok: false, error: 'notConfirmed' });
  expect(lane.simulator.cards.visitor).toBe(1);
  await lane.stop();
});

it('never says ENQ without an acknowledgement: what was not understood does not move', async () => {
  const lane = await memoryLane();
  await lane.clock.advance(1000);
  const before = lane.simulator.cards;
  lane.simulator.play({ at: 'acknowledge', fault: 'nak' });
  expect(await lane.run(lane.device.dispenseCard(never))).toEqual({ ok: false, error: 'dispenserFault' });
  expect(lane.simulator.cards).toEqual(before);
  await lane.stop();
});

it('is absent while nothing was ever plugged in, and leaves no timer behind', async () => {
  const clock = new FakeClock();
  const [host, , cable] = memoryChannelPair();
  cable.unplug();
  const dispenser = k720Dispenser({ channel: host, clock, profile: { driver: 'k720' } });
  await dispenser.start();
  await clock.advance(60_000);
  expect(dispenser.status()).toMatchObject({ device: 'noDevice', reason: 'absent' });
  await dispenser.stop();
  expect(clock.pendingTimers).toBe(0);
});

it('refuses to move two cards at a time: that is a mistake of the caller', async () => {
  const lane = await memoryLane();
  const first = lane.device.dispenseCard(never);
  await expect(lane.device.dispenseCard(never)).rejects.toThrow('moving a card already');
  expect((await lane.run(first)).ok).toBe(true);
  await lane.stop();
});

it('reads its entry of a hardware profile, and no other', () => {
  const connection = { kind: 'serial', path: '/dev/ttyS2', baudRate: 9600 };
  expect(cardDispenserEntry.safeParse({ driver: 'k720', connection, address: 15 }).success).toBe(true);
  for (const wrong of [{ driver: 'k721' }, { address: 100 }, { adress: 1 }, { version: '' }]) {
    expect(cardDispenserEntry.safeParse({ driver: 'k720', connection, ...wrong }).success).toBe(false);
  }
});
