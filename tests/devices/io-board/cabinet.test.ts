import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ioBoard } from '../../../devices/io-board/driver.ts';
import { halfPeriodMs } from '../../../devices/io-board/flash.ts';
import type { LightName } from '../../../devices/io-board/io-board.ts';
import { ioBoardProfile, lightNames } from '../../../devices/io-board/profile.ts';
import { memoryChannelPair } from '../../../devices/transport/memory-channel.ts';
import { flashRates } from '../../../main/contract/device-status.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { memoryLane, profile, quiet, type Lane } from './lane.ts';

const never = new AbortController().signal;
const writesIn = (requests: readonly Uint8Array[]): Uint8Array[] =>
  requests.filter((request) => request[1] === 5 || request[1] === 15);

describe('a cabinet', () => {
  let lane: Lane & { clock: FakeClock };
  beforeEach(async () => {
    lane = await memoryLane();
  });
  afterEach(() => lane.stop());

  it.each(flashRates)('flashes a light at the rate %s', async (rate) => {
    await lane.device.setLight('camera', rate);
    await lane.device.setLight('statusGood', rate);
    await lane.clock.advance(10_000);
    expect(lane.simulator.lights()).toMatchObject({ camera: rate, statusGood: rate, receiptPrinter: 'off' });
  });

  it('flashes nothing more than three times a second: WCAG 2.3.1', () => {
    for (const halfMs of Object.values(halfPeriodMs)) expect(1000 / (2 * halfMs)).toBeLessThanOrEqual(3);
  });

  it('switches all lights that change together with one request for each row of wires', async () => {
    for (const light of ['idCardReader', 'receiptPrinter', 'camera'] as const)
      await lane.device.setLight(light, 'quick');
    await lane.clock.advance(5000);
    const before = lane.written.length;
    await lane.clock.advance(10_000);
    expect(writesIn(lane.written.slice(before))).toHaveLength(10_000 / halfPeriodMs.quick);
  });

  it('gathers what is set while it writes, and ends with the last word', async () => {
    await lane.clock.advance(1000);
    const before = lane.written.length;
    for (let turn = 0; turn < 100; turn += 1) {
      void lane.device.setLight('fasciaLight', turn % 2 === 0 ? 'continuous' : 'off');
    }
    await lane.device.setLight('fasciaLight', 'continuous');
    await lane.clock.advance(1000);
    expect(lane.simulator.lights().fasciaLight).toBe('continuous');
    expect(writesIn(lane.written.slice(before)).length).toBeLessThan(5);
  });

  it('never makes anybody wait for a lamp', async () => {
    lane.simulator.play({ at: 'now', fault: 'silent' });
    let isSet = false;
    void lane.device.setLight('camera', 'quick').then(() => (isSet = true));
    await Promise.resolve();
    await Promise.resolve();
    expect(isSet).toBe(true);
    lane.simulator.heal();
  });

  it('has a lamp for every name that the screen knows, where it is wired', async () => {
    const all = ioBoardProfile.parse({
      ...profile,
      doors: [],
      lights: Object.fromEntries(lightNames.map((light, coil) => [light, { coil }])),
    });
    await lane.stop();
    lane = await memoryLane({ profile: all });
    for (const light of lightNames) await lane.device.setLight(light, 'continuous');
    await lane.clock.advance(3000);
    const lit: Partial<Record<LightName, string>> = lane.simulator.lights();
    expect(Object.values(lit)).toEqual(lightNames.map(() => 'continuous'));
  });

  it('is told once a second that the kiosk lives, and would reset a kiosk that is gone', async () => {
    const before = lane.simulator.heartbeats;
    await lane.clock.advance(20_000);
    expect(lane.simulator.heartbeats - before).toBe(20);
    expect(lane.simulator.isWatchdogExpired).toBe(false);
    const beats = lane.written.filter((request) => request[1] === 6).map((request) => request[5]);
    expect(new Set(beats.slice(-10)).size, 'it counts').toBe(10);
    await lane.device.stop();
    await lane.clock.advance(6000);
    expect(lane.simulator.isWatchdogExpired).toBe(true);
  });

  it('lights and counts on after one request alone met a fault', async () => {
    await lane.device.setLight('camera', 'continuous');
    lane.simulator.play({ at: 'writeRegister', fault: 'deviceFailure', times: 1 });
    await lane.until(() => lane.device.status().device === 'hardwareError');
    lane.simulator.play({ at: 'now', fault: 'restart' });
    await lane.until(() => lane.device.status().device === 'online');
    const beats = lane.simulator.heartbeats;
    await lane.clock.advance(5000);
    expect(lane.simulator.lights().camera).toBe('continuous');
    expect(lane.simulator.heartbeats).toBeGreaterThan(beats + 3);
  });

  it('with another version of the board is out of service as wrong firmware', async () => {
    await lane.unplug();
    lane.simulator.play({ at: 'now', fault: 'otherVersion' });
    await lane.plug();
    await lane.until(() => lane.device.status().device === 'hardwareError');
    expect(lane.device.status().reason).toBe('wrongFirmware');
    const before = lane.written.length;
    await lane.clock.advance(10_000);
    expect(writesIn(lane.written.slice(before)), 'nothing is switched on a board that is not known').toEqual([]);
  });

  it('holds a lock again that was let go when the line broke', async () => {
    await lane.stop();
    lane = await memoryLane({ opensAfterMs: null });
    const opening = lane.device.unlockDoor(1, never);
    await lane.until(() => lane.simulator.isUnlocked(1));
    lane.simulator.play({ at: 'any', fault: 'silent' });
    expect(await lane.run(opening)).toEqual({ ok: false, error: 'offline' });
    expect(lane.simulator.isUnlocked(1)).toBe(true);
    lane.simulator.heal();
    await lane.until(() => lane.device.status().device === 'online');
    expect(lane.simulator.isUnlocked(1)).toBe(false);
  });

  it('opens two doors at once, and refuses one twice: that is a mistake of the caller', async () => {
    const [first, second] = [lane.device.unlockDoor(0, never), lane.device.unlockDoor(1, never)];
    await expect(lane.device.unlockDoor(0, never)).rejects.toThrow('already being opened');
    expect(await lane.run(Promise.all([first, second]))).toEqual([
      { ok: true, value: undefined },
      { ok: true, value: undefined },
    ]);
  });

  it.each([-1, 3, 1.5, NaN])('has no door %d', async (door) => {
    expect(await lane.device.unlockDoor(door, never)).toEqual({ ok: false, error: 'notFitted' });
  });

  it('leaves no timer behind when it is stopped', async () => {
    await lane.device.setLight('camera', 'quick');
    await lane.clock.advance(1234);
    await lane.stop();
    await lane.clock.advance(5000);
    expect(lane.clock.pendingTimers).toBe(0);
  });

  it('does not tell the same status twice', async () => {
    let told = 0;
    lane.device.onStatusChanged(() => (told += 1));
    await lane.clock.advance(10_000);
    expect(told).toBe(0);
    expect(lane.device.status()).toEqual(quiet);
  });
});

describe('a profile of an IO board', () => {
  it('gives no wire two uses', () => {
    const twice = { ...profile, lights: { camera: { coil: 4 } } };
    expect(ioBoardProfile.safeParse(twice).error?.issues[0]?.message).toBe('coil 4 has two uses');
  });

  it('may name nothing but the line: then a board that is not there is still noticed', async () => {
    const bare = ioBoardProfile.parse({ driver: 'modbus-rtu', connection: { kind: 'simulated' } });
    const lane = await memoryLane({ profile: bare });
    expect(lane.device.status().device).toBe('online');
    lane.simulator.play({ at: 'any', fault: 'silent' });
    await lane.until(() => lane.device.status().device === 'offline');
    await lane.stop();
  });

  it('of a board that is not plugged in gives an absent device', async () => {
    const clock = new FakeClock();
    const [host, , cable] = memoryChannelPair();
    cable.unplug();
    const board = ioBoard({ channel: host, clock, profile });
    await board.start();
    expect(board.status()).toMatchObject({ device: 'noDevice', reason: 'absent', ups: 'unknown' });
    await board.stop();
    expect(clock.pendingTimers).toBe(0);
  });
});
