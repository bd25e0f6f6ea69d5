import { expect, it } from 'vitest';
import { syntheticCards } from '../../../devices/id-card-reader/synthetic-cards.ts';
import { samVReader } from '../../../devices/id-card-reader/driver.ts';
import { memoryChannelPair } from '../../../devices/transport/memory-channel.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { idCardReaderConformance } from './conformance.ts';
import { memoryLane } from './lane.ts';

idCardReaderConformance('over a line in memory', memoryLane);

const never = new AbortController().signal;

it('waits a minute for a card, no longer', async () => {
  const lane = await memoryLane();
  let outcome: unknown = null;
  void lane.reader.readCard({ signal: never }).then((result) => (outcome = result));
  await lane.clock.advance(59_000);
  expect(outcome).toBeNull();
  await lane.clock.advance(1500);
  expect(outcome).toEqual({ ok: false, error: 'notPlaced' });
  await lane.stop();
});

it('is noDevice while nothing was ever plugged in, and online when it is', async () => {
  const clock = new FakeClock();
  const [host, , cable] = memoryChannelPair();
  cable.unplug();
  const reader = samVReader({ channel: host, clock });
  await reader.start();
  expect(reader.status()).toEqual({ device: 'noDevice', media: 'unknown' });
  await clock.advance(60_000);
  expect(reader.status().device).toBe('noDevice');
  await reader.stop();
  expect(clock.pendingTimers).toBe(0);
});

it('leaves no timer behind when it is stopped while it reads', async () => {
  const lane = await memoryLane();
  lane.simulator.placeCard(syntheticCards.valid);
  const reading = lane.reader.readCard({ signal: never });
  await lane.clock.advance(200);
  await lane.stop();
  expect(await reading).toEqual({ ok: false, error: 'cancelled' });
  await lane.clock.advance(5000);
  expect(lane.clock.pendingTimers).toBe(0);
});

it('refuses to be read twice at a time: that is a mistake of the caller', async () => {
  const lane = await memoryLane();
  const first = lane.reader.readCard({ signal: never });
  await expect(lane.reader.readCard({ signal: never })).rejects.toThrow('already being read');
  lane.simulator.placeCard(syntheticCards.valid);
  expect((await lane.run(first)).ok).toBe(true);
  await lane.stop();
});

it('answers whether a card is there while it waits for one', async () => {
  const lane = await memoryLane();
  const reading = lane.reader.readCard({ signal: never });
  expect(await lane.run(lane.reader.isCardPresent())).toEqual({ ok: true, value: false });
  lane.simulator.placeCard(syntheticCards.valid);
  expect(await lane.run(lane.reader.isCardPresent())).toEqual({ ok: true, value: true });
  expect((await lane.run(reading)).ok).toBe(true);
  await lane.stop();
});

it('does not take a late answer for the answer to the next command', async () => {
  const lane = await memoryLane({ delays: { readMs: 3500 } });
  lane.simulator.placeCard(syntheticCards.valid);
  const result = await lane.run(lane.reader.readCard({ signal: never }));
  expect(result.ok).toBe(false);
  await lane.until(() => lane.reader.status().device === 'online');
  await lane.stop();
});
