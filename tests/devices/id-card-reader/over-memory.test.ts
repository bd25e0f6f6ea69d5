import { expect, it } from 'vitest';
import { answerFrame } from '../../../devices/id-card-reader/protocol.ts';
import { syntheticCards } from '../../../devices/id-card-reader/synthetic-cards.ts';
import { samVDelays, samVReader } from '../../../devices/id-card-reader/driver.ts';
import { memoryChannelPair } from '../../../devices/transport/memory-channel.ts';
import { err } from '../../../main/contract/result.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { idCardReaderConformance } from './conformance.ts';
import { memoryLane } from './lane.ts';

idCardReaderConformance('over a line in memory', memoryLane);

const never = new AbortController().signal;

it('waits a minute for a card, no longer', async () => {
  const lane = await memoryLane();
  let outcome: unknown = null;
  void lane.device.readCard({ signal: never }).then((result) => (outcome = result));
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
  expect(reader.status()).toEqual({ device: 'noDevice', reason: 'absent', media: 'unknown' });
  await clock.advance(60_000);
  expect(reader.status().device).toBe('noDevice');
  await reader.stop();
  expect(clock.pendingTimers).toBe(0);
});

it('leaves no timer behind when it is stopped while it reads', async () => {
  const lane = await memoryLane();
  lane.simulator.placeCard(syntheticCards.valid);
  const reading = lane.device.readCard({ signal: never });
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
  const first = lane.device.readCard({ signal: never });
  await expect(lane.device.readCard({ signal: never })).rejects.toThrow('already being read');
  lane.simulator.placeCard(syntheticCards.valid);
  expect((await lane.run(first)).ok).toBe(true);
  await lane.stop();
});

it('answers whether a card is there while it waits for one', async () => {
  const lane = await memoryLane();
  const reading = lane.device.readCard({ signal: never });
  expect(await lane.run(lane.device.isCardPresent())).toEqual({ ok: true, value: false });
  lane.simulator.placeCard(syntheticCards.valid);
  expect(await lane.run(lane.device.isCardPresent())).toEqual({ ok: true, value: true });
  expect((await lane.run(reading)).ok).toBe(true);
  await lane.stop();
});

it('does not take a late answer for the answer to the next command', async () => {
  const lane = await memoryLane({ delays: { readMs: 3500 } });
  lane.simulator.placeCard(syntheticCards.valid);
  const result = await lane.run(lane.device.readCard({ signal: never }));
  expect(result.ok).toBe(false);
  await lane.until(() => lane.device.status().device === 'online');
  await lane.stop();
});

it('tells a reader that is unplugged at once, without waiting for its answer', async () => {
  const lane = await memoryLane();
  lane.simulator.placeCard(syntheticCards.valid);
  let outcome: unknown = null;
  void lane.device.readCard({ signal: never }).then((result) => (outcome = result));
  await lane.clock.advance(500);
  await lane.unplug();
  await lane.clock.advance(0);
  expect(outcome).toEqual({ ok: false, error: 'offline' });
  await lane.stop();
});

it('notices after hours of idling that the reader went silent', async () => {
  const lane = await memoryLane();
  await lane.clock.advance(600_000);
  lane.simulator.play({ at: 'any', fault: 'silent' });
  await lane.clock.advance(10_000);
  expect(lane.device.status().device).toBe('offline');
  await lane.stop();
});

it('does not put a reader out of service for one flipped bit', async () => {
  const lane = await memoryLane();
  const states: string[] = [];
  lane.device.onStatusChanged(({ device }) => states.push(device));
  lane.simulator.play({ at: 'any', fault: 'wrongChecksum', times: 1 });
  await lane.clock.advance(10_000);
  expect(states).toEqual([]);
  expect(await lane.run(lane.device.selfTest())).toMatchObject({ ok: true, value: { badFrames: 1 } });
  await lane.stop();
});

it('says no more of reading to a visitor who has left', async () => {
  const lane = await memoryLane();
  lane.simulator.placeCard(syntheticCards.valid);
  const phases: string[] = [];
  const abort = new AbortController();
  const reading = lane.device.readCard({ signal: abort.signal, onPhase: (phase) => phases.push(phase) });
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
  let isBroken = false;
  const findsMs: number[] = [];
  module.onData((command) => {
    if (command[7] === 0x30) return void module.write(answerFrame(0x41));
    if (command[7] !== 0x20) return void module.write(answerFrame(0x90));
    findsMs.push(clock.monotonicMs());
    if (!isBroken) return void module.write(answerFrame(0x80));
    isBroken = false;
    void module.write(broken);
    clock.after(70, () => void module.write(broken));
  });
  await module.open();
  const reader = samVReader({ channel: host, clock, delays: { placeTimeoutMs: 10 } });
  const starting = reader.start();
  await clock.advance(10);
  await starting;
  isBroken = true;
  findsMs.length = 0;
  const startMs = clock.monotonicMs();
  const reading = reader.readCard({ signal: never });
  await clock.advance(5000);
  expect(await reading).toEqual({ ok: false, error: 'notPlaced' });
  expect(findsMs.map((atMs) => atMs - startMs).slice(0, 2)).toEqual([0, 70 + 2 * samVDelays.quietMs]);
  await reader.stop();
});

it('takes the answer behind the rest of another, and does not use up the placement', async () => {
  const lane = await memoryLane();
  lane.simulator.placeCard(syntheticCards.valid);
  lane.simulator.play({ at: 'read', fault: 'junkBefore' });
  lane.simulator.play({ at: 'reset', fault: 'remembersCard' });
  expect(await lane.run(lane.device.readCard({ signal: never }))).toEqual({ ok: true, value: syntheticCards.valid });
  await lane.stop();
});

it.each([1, 7, 600, 1294])(
  'takes half a frame (%i bytes) and silence for an answer that failed, in 1.5 s',
  async (byte) => {
    const lane = await memoryLane({ delays: { findMs: 0, selectMs: 0, readMs: 0 } });
    lane.simulator.placeCard(syntheticCards.valid);
    lane.simulator.play({ at: `read:byte:${byte}`, fault: 'cutShort', times: 1 });
    const startMs = lane.clock.monotonicMs();
    expect((await lane.run(lane.device.readCard({ signal: never }))).ok).toBe(true);
    expect(lane.clock.monotonicMs() - startMs).toBeLessThan(1500);
    await lane.stop();
  },
);

it('tries a line three times, then says that the reader is at fault', async () => {
  const lane = await memoryLane();
  lane.simulator.placeCard(syntheticCards.valid);
  lane.simulator.play({ at: 'read', fault: 'cutShort', times: 2 });
  expect((await lane.run(lane.device.readCard({ signal: never }))).ok).toBe(true);
  lane.simulator.placeCard(syntheticCards.valid);
  lane.simulator.play({ at: 'read', fault: 'cutShort', times: 3 });
  expect(await lane.run(lane.device.readCard({ signal: never }))).toEqual({ ok: false, error: 'readerFault' });
  await lane.stop();
});

it('is back within five seconds after each of 200 unpluggings in the middle of a reading', async () => {
  const lane = await memoryLane();
  for (let cycle = 0; cycle < 200; cycle += 1) {
    lane.simulator.placeCard(syntheticCards.valid);
    lane.simulator.play({ at: `read:byte:${(cycle * 67) % 1295}`, fault: 'unplug', times: 1 });
    expect(await lane.run(lane.device.readCard({ signal: never }))).toEqual({ ok: false, error: 'offline' });
    lane.simulator.heal();
    const pluggedMs = lane.clock.monotonicMs();
    await lane.until(() => lane.device.status().device === 'online');
    expect(lane.clock.monotonicMs() - pluggedMs).toBeLessThanOrEqual(5000);
    expect((await lane.run(lane.device.readCard({ signal: never }))).ok).toBe(true);
  }
  await lane.stop();
  expect(lane.clock.pendingTimers).toBe(0);
});

it.each([
  ['noPermission', 'offline'],
  ['noLibrary', 'offline'],
  ['inUse', 'offline'],
  ['noDevice', 'noDevice'],
] as const)('says why its line does not open: %s', async (error, device) => {
  const clock = new FakeClock();
  const [host] = memoryChannelPair();
  const reader = samVReader({ channel: { ...host, open: async () => err(error) }, clock });
  await reader.start();
  const status = { device, reason: error === 'noDevice' ? 'absent' : error, media: 'unknown' };
  expect(reader.status()).toEqual(status);
  await clock.advance(20_000);
  expect(reader.status()).toEqual(status);
  await reader.stop();
});

it('says of a module that stays silent that it is silent, without a word in between', async () => {
  const lane = await memoryLane();
  const reasons: (string | undefined)[] = [];
  lane.device.onStatusChanged(({ reason }) => reasons.push(reason));
  lane.simulator.play({ at: 'any', fault: 'silent' });
  await lane.clock.advance(120_000);
  expect(reasons).toEqual(['silent']);
  await lane.stop();
});
