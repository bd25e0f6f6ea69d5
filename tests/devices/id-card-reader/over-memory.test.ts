import { expect, it } from 'vitest';
import { answerFrame } from '../../../devices/id-card-reader/protocol.ts';
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

it('can be stopped while it starts', async () => {
  const clock = new FakeClock();
  const [host] = memoryChannelPair();
  const reader = samVReader({ channel: host, clock });
  const starting = reader.start();
  await clock.advance(100);
  await reader.stop();
  await clock.advance(10_000);
  await starting;
  expect(clock.pendingTimers).toBe(0);
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

it('tells a reader that is unplugged at once, without waiting for its answer', async () => {
  const lane = await memoryLane();
  lane.simulator.placeCard(syntheticCards.valid);
  let outcome: unknown = null;
  void lane.reader.readCard({ signal: never }).then((result) => (outcome = result));
  await lane.clock.advance(500);
  await lane.unplug();
  await lane.clock.advance(0);
  expect(outcome).toEqual({ ok: false, error: 'offline' });
  await lane.stop();
});

it('notices after hours of idling that the reader went silent', async () => {
  const lane = await memoryLane();
  await lane.clock.advance(600_000);
  lane.simulator.fail({ kind: 'silent' });
  await lane.clock.advance(10_000);
  expect(lane.reader.status().device).toBe('offline');
  await lane.stop();
});

it('does not put a reader out of service for one flipped bit', async () => {
  const lane = await memoryLane();
  const states: string[] = [];
  lane.reader.onStatusChanged(({ device }) => states.push(device));
  lane.simulator.fail({ kind: 'wrongChecksum' }, { times: 1 });
  await lane.clock.advance(10_000);
  expect(states).toEqual([]);
  expect(await lane.run(lane.reader.selfTest())).toMatchObject({ ok: true, value: { badFrames: 1 } });
  await lane.stop();
});

it('says no more of reading to a visitor who has left', async () => {
  const lane = await memoryLane();
  lane.simulator.placeCard(syntheticCards.valid);
  const phases: string[] = [];
  const abort = new AbortController();
  const reading = lane.reader.readCard({ signal: abort.signal, onPhase: (phase) => phases.push(phase) });
  await lane.clock.advance(10);
  abort.abort();
  await lane.clock.advance(5000);
  expect(await reading).toEqual({ ok: false, error: 'cancelled' });
  expect(phases).toEqual(['waiting']);
  await lane.stop();
});

it('opens the line of a silent reader anew', async () => {
  const clock = new FakeClock();
  const [host] = memoryChannelPair();
  let opened = 0;
  const reader = samVReader({
    clock,
    channel: {
      ...host,
      open() {
        opened += 1;
        return host.open();
      },
      get isOpen() {
        return host.isOpen;
      },
    },
  });
  const starting = reader.start();
  await clock.advance(20_000);
  await starting;
  expect(reader.status().device).toBe('offline');
  expect(opened).toBeGreaterThan(2);
  await reader.stop();
});

it('lets the rest of a broken answer pass before it asks again', async () => {
  const clock = new FakeClock();
  const [host, module] = memoryChannelPair();
  const broken = answerFrame(0x80).fill(0, -1);
  const stale = answerFrame(0x9f, new Uint8Array(4));
  let finds = 0;
  module.onData((command) => {
    if (command[7] !== 0x20) return void module.write(answerFrame(0x90));
    finds += 1;
    if (finds > 1) return void clock.after(40, () => void module.write(answerFrame(0x80)));
    void module.write(broken);
    clock.after(20, () => void module.write(stale));
  });
  await module.open();
  const reader = samVReader({ channel: host, clock, delays: { placeTimeoutMs: 1000 } });
  await reader.start();
  const phases: string[] = [];
  const reading = reader.readCard({ signal: never, onPhase: (phase) => phases.push(phase) });
  await clock.advance(5000);
  expect(await reading).toEqual({ ok: false, error: 'notPlaced' });
  expect(phases).toEqual(['waiting']);
  await reader.stop();
});
