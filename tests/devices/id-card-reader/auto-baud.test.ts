import { describe, expect, it } from 'vitest';
import { autoBaudChannel, samVChannel } from '../../../devices/id-card-reader/auto-baud.ts';
import { samVReader } from '../../../devices/id-card-reader/driver.ts';
import { idCardReaderProfile } from '../../../devices/id-card-reader/profile.ts';
import { samVBaudRates } from '../../../devices/id-card-reader/protocol.ts';
import { idCardReaderSimulator } from '../../../devices/id-card-reader/simulator.ts';
import { syntheticCards } from '../../../devices/id-card-reader/synthetic-cards.ts';
import type { ByteChannel } from '../../../devices/transport/byte-channel.ts';
import { memoryChannelPair } from '../../../devices/transport/memory-channel.ts';
import { serialChannel } from '../../../devices/transport/serial-channel.ts';
import { systemClock } from '../../../main/clock/clock.ts';
import { err } from '../../../main/contract/result.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { hasSocat, ptyPair } from '../../support/pty.ts';
import { hurriedDelays } from './lane.ts';

const never = new AbortController().signal;

/** A module that is set to one speed, on a line in memory that enforces it. */
async function slowModule(baudRate: number) {
  const clock = new FakeClock();
  const [host, device, cable] = memoryChannelPair();
  const simulator = idCardReaderSimulator({ channel: device, clock, baudRate });
  await simulator.start();
  const tried: number[] = [];
  const at = (rate: number): ByteChannel => ({
    ...host,
    open() {
      tried.push(rate);
      simulator.lineOpenedAt(rate);
      return host.open();
    },
    get isOpen() {
      return host.isOpen;
    },
  });
  const channel = autoBaudChannel({ at, clock });
  return { clock, simulator, cable, tried, channel, reader: samVReader({ channel, clock }) };
}

describe('a line whose speed nobody knows', () => {
  it.each(samVBaudRates)('is opened at the speed at which the module answers: %i', async (baudRate) => {
    const { clock, reader, simulator, tried } = await slowModule(baudRate);
    const starting = reader.start();
    await clock.advance(5000);
    await starting;
    expect(reader.status()).toEqual({ device: 'online', media: 'notPresent' });
    expect(tried).toEqual(samVBaudRates.slice(0, samVBaudRates.indexOf(baudRate) + 1));
    simulator.placeCard(syntheticCards.valid);
    const reading = reader.readCard({ signal: never });
    await clock.advance(5000);
    expect((await reading).ok).toBe(true);
    await reader.stop();
  });

  it('remembers the speed, and looks again when the module was set to another', async () => {
    const { clock, reader, simulator, cable, tried } = await slowModule(19_200);
    const starting = reader.start();
    await clock.advance(5000);
    await starting;
    tried.length = 0;
    cable.unplug();
    await clock.advance(100);
    cable.plug();
    await clock.advance(5000);
    expect(reader.status().device).toBe('online');
    expect(tried).toEqual([19_200]);
    simulator.play({ at: 'any', fault: 'silent' });
    await clock.advance(12_000);
    expect(reader.status()).toMatchObject({ device: 'offline', reason: 'silent' });
    expect(new Set(tried).size).toBe(samVBaudRates.length);
    simulator.heal();
    await clock.advance(12_000);
    expect(reader.status().device).toBe('online');
    expect(tried.at(-1)).toBe(19_200);
    await reader.stop();
  });

  it('proves the speed also by a module that says it is broken', async () => {
    const { clock, reader, simulator, tried } = await slowModule(57_600);
    simulator.play({ at: 'now', fault: 'selfTestFailed' });
    const starting = reader.start();
    await clock.advance(5000);
    await starting;
    expect(reader.status()).toMatchObject({ device: 'hardwareError', reason: 'selfTestFailed' });
    expect(tried).toEqual([115_200, 57_600]);
    await reader.stop();
  });

  it('can be closed while it is looked for, and leaves nothing behind', async () => {
    const { clock, channel, tried, reader } = await slowModule(9600);
    const starting = reader.start();
    await clock.advance(700);
    await reader.stop();
    await clock.advance(20_000);
    await starting;
    expect(channel.isOpen).toBe(false);
    expect(tried).toHaveLength(3);
    expect(clock.pendingTimers).toBe(0);
  });

  it('says why it does not open', async () => {
    const clock = new FakeClock();
    const [host] = memoryChannelPair();
    const channel = autoBaudChannel({ at: () => ({ ...host, open: async () => err('noPermission') }), clock });
    expect(await channel.open()).toEqual(err('noPermission'));
  });

  it.skipIf(!hasSocat())('is found on a real pseudo terminal, and again after the plug was pulled', async () => {
    const pty = await ptyPair();
    const simulator = idCardReaderSimulator({
      channel: serialChannel({ path: pty.b, baudRate: 115_200 }),
      clock: systemClock,
      baudRate: 38_400,
      delays: { readMs: 5 },
    });
    const opened: number[] = [];
    const { connection } = idCardReaderProfile.parse({
      driver: 'sam-v',
      connection: { kind: 'serial', path: pty.a, baudRate: 'auto' },
    });
    const channel = samVChannel(connection, systemClock, (line) => {
      if (line.kind !== 'serial') throw new Error('not a serial line');
      const serial = serialChannel(line);
      return {
        ...serial,
        open() {
          opened.push(line.baudRate);
          // A pseudo terminal does not mind the speed: the module has to be told.
          simulator.lineOpenedAt(line.baudRate);
          return serial.open();
        },
        get isOpen() {
          return serial.isOpen;
        },
      };
    });
    const reader = samVReader({ channel, clock: systemClock, delays: hurriedDelays });
    try {
      await simulator.start();
      await reader.start();
      expect(reader.status().device).toBe('online');
      expect(opened.at(-1)).toBe(38_400);
      await pty.unplug();
      await changed(() => reader.status().device !== 'online');
      await pty.plug();
      await changed(() => reader.status().device === 'online');
      expect(opened.at(-1)).toBe(38_400);
      simulator.placeCard(syntheticCards.moved);
      expect(await reader.readCard({ signal: never })).toEqual({ ok: true, value: syntheticCards.moved });
    } finally {
      await reader.stop();
      await simulator.stop();
      await pty.kill();
    }

    function changed(isSo: () => boolean): Promise<void> {
      return new Promise((resolve) => {
        const stop = reader.onStatusChanged(() => {
          if (!isSo()) return;
          stop();
          resolve();
        });
        if (isSo()) resolve();
      });
    }
  });
});

describe("the reader's entry in a profile", () => {
  const serial = { kind: 'serial', path: '/dev/ttyUSB0', baudRate: 115_200 };
  it.each([
    { connection: serial },
    { connection: { ...serial, baudRate: 'auto' } },
    { connection: { kind: 'hid', vendorId: '2b8b', productId: '2721', reportBytes: 64, reportId: 0 } },
    { connection: { kind: 'simulated' }, moduleFamily: ['05.03'], asksNewestAddress: false, delays: { pollMs: 300 } },
  ])('can be %o', (entry) => {
    expect(idCardReaderProfile.safeParse({ driver: 'sam-v', ...entry }).success).toBe(true);
  });

  it.each([
    { connection: { ...serial, baudRate: 'fast' } },
    { connection: serial, moduleFamily: [] },
    { connection: serial, moduleFamily: ['any'] },
    { connection: serial, delays: { pollMs: 0 } },
    { connection: serial, delays: { pollTime: 5 } },
    { connection: serial, photoDecoder: { argv: ['decoder'] } },
  ])('cannot be %o', (entry) => {
    expect(idCardReaderProfile.safeParse({ driver: 'sam-v', ...entry }).success).toBe(false);
  });
});
