import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fingerprintReaderProfile, r30xProfile } from '../../../devices/fingerprint-reader/profile.ts';
import { commands } from '../../../devices/fingerprint-reader/protocol.ts';
import { fingerprintReaderSimulator, type R30xSimulator } from '../../../devices/fingerprint-reader/simulator.ts';
import { fingerprintReader } from '../../../devices/fingerprint-reader/driver.ts';
import { memoryChannelPair } from '../../../devices/transport/memory-channel.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { memoryLane, profiles, visitor, type Lane } from './lane.ts';

const never = new AbortController().signal;

describe('an R30x module', () => {
  let lane: Lane & { clock: FakeClock };
  const stored = (): number => (lane.simulator as R30xSimulator).storedTemplates;
  beforeEach(async () => {
    lane = await memoryLane();
  });
  afterEach(() => lane.stop());

  it('is never told to search, to store, to match or to load, whatever happens', async () => {
    for (const fault of lane.simulator.faults) {
      for (const finger of [{ seed: 1 }, { condition: 'smudged' as const }]) {
        lane.simulator.play(fault === 'unplug' ? { at: 'any', fault, times: 1 } : { at: 'any', fault, times: 2 });
        await lane.run(visitor(lane, finger).outcome);
        lane.simulator.heal();
        lane.simulator.liftFinger();
        await lane.until(() => lane.device.status().device === 'online');
      }
    }
    const said = new Set(lane.written.map((bytes) => bytes[9]));
    const allowed: number[] = Object.values(commands).map(({ code }) => code);
    expect([...said].filter((code) => code === undefined || !allowed.includes(code))).toEqual([]);
    for (const code of [0x03, 0x04, 0x06, 0x07, 0x09, 0x1b]) expect(said).not.toContain(code);
    expect(lane.written.length).toBeGreaterThan(100);
  });

  it('keeps no finger in its library, not even one whose firmware stores by itself', async () => {
    lane.simulator.play({ at: 'now', fault: 'remembers' });
    expect((await lane.run(visitor(lane).outcome)).ok).toBe(true);
    expect(stored()).toBe(0);
  });

  it('is not emptied when there is nothing in it: emptying wears the flash', async () => {
    expect((await lane.run(visitor(lane).outcome)).ok).toBe(true);
    expect(lane.written.some((bytes) => bytes[9] === commands.empty.code)).toBe(false);
  });

  it('gives no features away while it cannot forget them', async () => {
    lane.simulator.play({ at: 'now', fault: 'remembers' });
    lane.simulator.play({ at: 'now', fault: 'flashError' });
    expect(await lane.run(visitor(lane).outcome)).toEqual({ ok: false, error: 'readerFault' });
    expect(lane.device.status()).toMatchObject({ device: 'hardwareError', reason: 'selfTestFailed' });
    expect(stored()).toBe(1);
    lane.simulator.heal();
    await lane.until(() => lane.device.status().device === 'online');
    expect(stored(), 'forgotten as soon as it can').toBe(0);
  });

  it.each(['wrongPassword', 'otherModel'])('with %s is out of service as wrong firmware', async (fault) => {
    const profile = r30xProfile.parse({ ...profiles.r30x, expected: { systemId: 0, securityLevel: 3 } });
    await lane.stop();
    lane = await memoryLane({ profile });
    lane.simulator.play({ at: 'now', fault });
    await lane.until(() => lane.device.status().device === 'hardwareError');
    expect(lane.device.status().reason).toBe('wrongFirmware');
    expect(await lane.run(visitor(lane).outcome)).toEqual({ ok: false, error: 'readerFault' });
  });

  it.each([
    ['captureFailed', 'pressHarder'],
    ['messy', 'wipeFinger'],
    ['fewFeatures', 'moveToCentre'],
    ['differs', 'moveToCentre'],
  ])('that answers %s makes the visitor hear %s', async (fault, hint) => {
    const at =
      { captureFailed: 'takeImage', messy: 'extract', fewFeatures: 'extract', differs: 'combine' }[fault] ?? '';
    // Not before: the glass is looked at once before anybody is asked for a finger.
    const { guidances, outcome } = visitor(lane, (placement) => {
      if (placement === 1) lane.simulator.play({ at, fault, times: 1 });
      return {};
    });
    expect((await lane.run(outcome)).ok).toBe(true);
    expect(guidances).toContain(hint);
  });

  it('says another thing when the same trouble comes again', async () => {
    const { guidances, outcome } = visitor(lane, { condition: 'wet' });
    expect(await lane.run(outcome)).toEqual({ ok: false, error: 'badQuality' });
    expect(guidances.filter((word) => !['place', 'hold', 'lift'].includes(word))).toEqual([
      'wipeFinger',
      'pressLighter',
    ]);
  });

  it('takes two fingers for no finger', async () => {
    const { outcome } = visitor(lane, (placement) => ({ seed: placement }));
    expect(await lane.run(outcome)).toEqual({ ok: false, error: 'badQuality' });
  });

  it('calls a glass dirty that goes on seeing a finger after it was lifted', async () => {
    const { outcome, guidances } = visitor(lane);
    await lane.until(() => guidances.includes('lift'));
    lane.simulator.play({ at: 'now', fault: 'dirty' });
    expect(await lane.run(outcome)).toEqual({ ok: false, error: 'sensorDirty' });
    expect(lane.device.status().device).toBe('online');
  });

  it('never takes what lay on the glass before anybody was asked, however well it can be read', async () => {
    lane.simulator.placeFinger();
    expect(await lane.run(lane.device.captureFinger({ signal: never }))).toEqual({ ok: false, error: 'sensorDirty' });
    expect(lane.written.some((bytes) => bytes[9] === commands.extract.code)).toBe(false);
  });

  it('waits half a minute for a finger, no longer', async () => {
    let result: unknown = null;
    void lane.device.captureFinger({ signal: never }).then((outcome) => (result = outcome));
    await lane.clock.advance(29_000);
    expect(result).toBeNull();
    await lane.clock.advance(3000);
    expect(result).toEqual({ ok: false, error: 'notPlaced' });
  });

  it('says no more to a visitor who has left, and wipes what it took', async () => {
    const abort = new AbortController();
    const { guidances, outcome } = visitor(lane, {}, abort.signal);
    await lane.until(() => guidances.length === 5);
    abort.abort();
    expect(await lane.run(outcome)).toEqual({ ok: false, error: 'cancelled' });
    await lane.clock.advance(5000);
    expect(guidances).toHaveLength(5);
    expect(stored()).toBe(0);
  });

  it('refuses to take two fingers at a time: that is a mistake of the caller', async () => {
    const first = visitor(lane);
    await expect(lane.device.captureFinger({ signal: never })).rejects.toThrow('already being taken');
    expect((await lane.run(first.outcome)).ok).toBe(true);
  });

  it('leaves no timer behind when it is stopped while it takes a finger', async () => {
    const capturing = lane.device.captureFinger({ signal: never });
    await lane.clock.advance(1000);
    await lane.stop();
    expect(await capturing).toEqual({ ok: false, error: 'cancelled' });
    await lane.clock.advance(5000);
    expect(lane.clock.pendingTimers).toBe(0);
  });

  it('of another address on the same line is not heard', async () => {
    const clock = new FakeClock();
    const [host, device] = memoryChannelPair();
    const simulator = fingerprintReaderSimulator({ channel: device, clock });
    const profile = fingerprintReaderProfile.parse({ ...profiles.r30x, address: '00000007' });
    const reader = fingerprintReader({ channel: host, clock, profile });
    await simulator.start();
    void reader.start();
    await clock.advance(5000);
    expect(reader.status()).toMatchObject({ device: 'offline', reason: 'silent' });
    await reader.stop();
    await simulator.stop();
  });

  it('is absent while nothing is plugged in', async () => {
    const clock = new FakeClock();
    const [host, , cable] = memoryChannelPair();
    cable.unplug();
    const reader = fingerprintReader({ channel: host, clock, profile: profiles.r30x });
    await reader.start();
    expect(reader.status()).toEqual({ device: 'noDevice', reason: 'absent', subject: 'unknown' });
    await reader.stop();
    expect(clock.pendingTimers).toBe(0);
  });

  it('is absent when it was pulled out and does not come back', async () => {
    await lane.unplug();
    expect(lane.device.status()).toEqual({ device: 'offline', subject: 'unknown' });
    await lane.until(() => lane.device.status().device === 'noDevice');
    expect(lane.device.status().reason).toBe('absent');
  });
});
