import { expect, it } from 'vitest';
import { mrzScanner } from '../../../devices/passport-reader/driver.ts';
import { est100Message, type Est100Framing } from '../../../devices/passport-reader/est-100.ts';
import {
  guardedFields,
  syntheticDocuments,
  withCheckDigits,
} from '../../../devices/passport-reader/synthetic-documents.ts';
import { memoryChannelPair } from '../../../devices/transport/memory-channel.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { passportReaderConformance } from './conformance.ts';
import { framingKinds, memoryLane, profiles } from './lane.ts';

for (const kind of framingKinds) passportReaderConformance('over a line in memory', kind, memoryLane);

const never = new AbortController().signal;
const passport = { kind: 'zone', lines: syntheticDocuments.chinesePassport } as const;
const est100 = profiles['est-100'].framing as Est100Framing;

const cameraData = (lines: readonly string[]): Uint8Array =>
  est100Message(est100, 'CameraData', { data: lines.join('\n'), type: 'PassPort' });

it.each(framingKinds)('names the check digit that is wrong, for each field of each document (%s)', async (kind) => {
  const lane = await memoryLane(kind);
  for (const lines of Object.values(syntheticDocuments)) {
    for (const field of guardedFields(lines)) {
      const reading = lane.device.readDocument({ signal: never });
      lane.simulator.placeDocument({ kind: 'zone', lines: withCheckDigits(lines, field) });
      expect(await lane.run(reading)).toEqual({ ok: false, error: { code: 'checkDigit', fields: [field] } });
    }
  }
  await lane.stop();
});

it('tells that a document is read, and that it was', async () => {
  const lane = await memoryLane('est-100');
  const phases: string[] = [];
  const media: string[] = [];
  lane.device.onStatusChanged((status) => media.push(status.media));
  const reading = lane.device.readDocument({ signal: never, onPhase: (phase) => phases.push(phase) });
  expect(phases).toEqual(['waiting']);
  lane.simulator.placeDocument(passport);
  await lane.pass(100);
  expect(phases).toEqual(['waiting', 'reading']);
  expect((await lane.run(reading)).ok).toBe(true);
  expect(media).toEqual(['present', 'unknown']);
  await lane.stop();
});

it('waits a minute for a document, no longer, and lets a scan that has begun come to its end', async () => {
  const lane = await memoryLane('est-100');
  let outcome: unknown = null;
  void lane.device.readDocument({ signal: never }).then((result) => (outcome = result));
  await lane.pass(59_999);
  expect(outcome).toBeNull();
  await lane.pass(1);
  expect(outcome).toEqual({ ok: false, error: { code: 'notPlaced' } });
  void lane.device.readDocument({ signal: never }).then((result) => (outcome = result));
  await lane.pass(59_900);
  lane.simulator.placeDocument(passport);
  await lane.pass(1000);
  expect(outcome).toMatchObject({ ok: true });
  await lane.stop();
  expect(lane.clock.pendingTimers).toBe(0);
});

it('does not take the lines of a scan that began before it was asked', async () => {
  const lane = await memoryLane('est-100');
  lane.simulator.placeDocument(passport);
  await lane.pass(300);
  const reading = lane.device.readDocument({ signal: never });
  await lane.pass(2000);
  lane.simulator.placeDocument({ kind: 'zone', lines: syntheticDocuments.foreignPassport });
  expect(await lane.run(reading)).toMatchObject({ ok: true, value: { number: 'X12345678' } });
  await lane.stop();
});

it('does not take lines that were half on their way when it was asked', async () => {
  const lane = await memoryLane('est-100');
  await lane.simulator.stop();
  await lane.far.open();
  const ofAnother = cameraData(syntheticDocuments.foreignPassport);
  await lane.far.write(ofAnother.subarray(0, 40));
  await lane.pass(1);
  const reading = lane.device.readDocument({ signal: never });
  await lane.far.write(ofAnother.subarray(40));
  await lane.pass(1000);
  await lane.far.write(cameraData(passport.lines));
  expect(await lane.run(reading)).toMatchObject({ ok: true, value: { number: 'EA0000000' } });
  await lane.stop();
});

it('takes lines that come after the end of the scan, and waits half a second for them', async () => {
  const lane = await memoryLane('est-100');
  await lane.simulator.stop();
  await lane.far.open();
  const sign = (stage: string) => lane.far.write(est100Message(est100, 'PCSign', { stage, type: 'PassPort' }));
  const reading = lane.device.readDocument({ signal: never });
  await sign('readStart');
  await lane.pass(500);
  await sign('readEnd');
  await lane.pass(400);
  await lane.far.write(
    est100Message(est100, 'CameraData', { data: passport.lines.join('\n'), type: 'PassPort', firmware: 'newer' }),
  );
  expect((await lane.run(reading)).ok).toBe(true);
  await lane.stop();
});

it('gives up on a scan that never ends', async () => {
  const lane = await memoryLane('est-100');
  lane.simulator.play({ at: 'scan', fault: 'silent' });
  lane.simulator.play({ at: 'end', fault: 'silent' });
  const reading = lane.device.readDocument({ signal: never });
  lane.simulator.placeDocument(passport);
  await lane.pass(7900);
  expect(lane.device.status().media).toBe('present');
  expect(await lane.run(reading)).toEqual({ ok: false, error: { code: 'unreadable' } });
  await lane.stop();
});

it('says that an ID card is not for this reader', async () => {
  const lane = await memoryLane('est-100');
  const reading = lane.device.readDocument({ signal: never });
  lane.simulator.placeDocument({ kind: 'idCard' });
  expect(await lane.run(reading)).toEqual({ ok: false, error: { code: 'notSupported' } });
  await lane.stop();
});

it('calls messages of unknown shape, again and again, another firmware', async () => {
  const lane = await memoryLane('est-100');
  await lane.simulator.stop();
  await lane.far.open();
  for (const [attempt, code] of ['unreadable', 'unreadable', 'readerFault'].entries()) {
    const reading = lane.device.readDocument({ signal: never });
    await lane.far.write(est100Message(est100, 'CameraData', { mrz: passport.lines, type: attempt }));
    expect(await lane.run(reading)).toEqual({ ok: false, error: { code } });
  }
  expect(lane.device.status()).toEqual({ device: 'hardwareError', reason: 'wrongFirmware', media: 'unknown' });
  await lane.stop();
});

it('does not mind a stray byte, and says no more to a visitor who has left', async () => {
  const lane = await memoryLane('desko');
  await lane.simulator.stop();
  await lane.far.open();
  const abort = new AbortController();
  const phases: string[] = [];
  const reading = lane.device.readDocument({ signal: abort.signal, onPhase: (phase) => phases.push(phase) });
  await lane.far.write(Uint8Array.of(0, 0xff));
  await lane.pass(1000);
  abort.abort();
  expect(await reading).toEqual({ ok: false, error: { code: 'cancelled' } });
  await lane.far.write(Uint8Array.of(0x1c, 0x02));
  await lane.pass(1000);
  expect(phases).toEqual(['waiting']);
  expect(lane.device.status().device).toBe('online');
  await lane.stop();
});

it('is noDevice while nothing was ever plugged in, and online when it is', async () => {
  const clock = new FakeClock();
  const [host, , cable] = memoryChannelPair();
  cable.unplug();
  const device = mrzScanner({ channel: host, clock, profile: profiles.desko });
  await device.start();
  expect(device.status()).toEqual({ device: 'noDevice', reason: 'absent', media: 'unknown' });
  cable.plug();
  await clock.advance(2000);
  expect(device.status()).toEqual({ device: 'online', media: 'unknown' });
  await device.stop();
  expect(clock.pendingTimers).toBe(0);
});

it('refuses to be read twice at a time: that is a mistake of the caller', async () => {
  const lane = await memoryLane('est-100');
  const first = lane.device.readDocument({ signal: never });
  await expect(lane.device.readDocument({ signal: never })).rejects.toThrow('already being read');
  await lane.stop();
  expect(await first).toEqual({ ok: false, error: { code: 'cancelled' } });
});

it('throws for a scenario that it does not have', async () => {
  const lane = await memoryLane('est-100');
  expect(() => lane.simulator.play({ at: 'scna', fault: 'silent' })).toThrow('no point of a scenario');
  expect(() => lane.simulator.play({ at: 'scan', fault: 'paperOut' })).toThrow('no fault here');
  await lane.stop();
});
