import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { hardwareProfileSchema } from '../../devices/hardware-profile.ts';
import { cameraView, devicesOf, fitted } from '../../devices/registry.ts';
import { deviceNames } from '../../main/contract/device-status.ts';
import { FakeClock } from '../support/fake-clock.ts';

const folder = path.resolve(import.meta.dirname, '../..');
const profileNamed = (name: string): Record<string, object> =>
  JSON.parse(readFileSync(path.join(folder, `devices/profiles/${name}.json`), 'utf8'));
const simulated = profileNamed('simulated');
const hall = profileNamed('example-hall');

/** What a technician reads of a profile that is wrong. */
function complaint(profile: unknown): string {
  const parsed = hardwareProfileSchema.safeParse(profile);
  return parsed.success ? 'none' : z.prettifyError(parsed.error);
}
const serial = (where: unknown) => ({ kind: 'serial', path: where, baudRate: 9600 });
const slotAt = (where: unknown) => ({ ...simulated, permitSlot: { driver: 'crt-571', connection: serial(where) } });

describe('a hardware profile', () => {
  it.each([
    ['simulated', simulated],
    ['the example hall', hall],
  ])('%s names every device, and is right', (_, profile) => {
    expect(complaint(profile)).toBe('none');
    expect(Object.keys(profile).toSorted()).toEqual([...deviceNames, 'model'].toSorted());
  });

  it.each(['/dev/ttyUSB0', '/dev/ttyACM3'])('refuses %s, which is whatever was found first', (name) => {
    expect(complaint(slotAt(name))).toMatch(/order in which the system found it[^]*at permitSlot\.connection/);
  });

  it.each([
    '/dev/serial/by-path/pci-0000:00:14.0-usb-0:3:1.0-port0',
    '/dev/serial/by-id/usb-FTDI_x-if00-port0',
    '/dev/pts/3',
    { vendorId: '1A86', productId: '7523', serialNumber: 'S1' },
  ])('takes %j', (where) => {
    expect(complaint(slotAt(where))).toBe('none');
  });

  it('refuses two devices on one line, whatever speeds they want', () => {
    const cardDispenser = { driver: 'k720', connection: { ...serial('/dev/serial/by-id/one'), baudRate: 19_200 } };
    expect(complaint({ ...slotAt('/dev/serial/by-id/one'), cardDispenser })).toMatch(/same line as that of permitSlot/);
  });

  it.each([
    ['a device that nobody knows', { ...simulated, faceSearch: {} }, /faceSearch/],
    ['a driver that nobody knows', { ...simulated, permitSlot: { driver: 'crt-9' } }, /permitSlot\.driver/],
    ['a vendor that is no number', slotAt({ vendorId: 'usb', productId: '7523' }), /permitSlot\.connection/],
    ['no ID card reader', { ...simulated, idCardReader: undefined }, /idCardReader/],
    [
      'a coil with two uses',
      { ...simulated, ioBoard: { ...hall['ioBoard'], doors: [{ lock: { coil: 0 } }] } },
      /coil 0/,
    ],
  ])('says where it is wrong: %s', (_, profile, said) => {
    expect(complaint(profile)).toMatch(said);
  });
});

describe('the devices of a profile', () => {
  const clock = new FakeClock();

  it('are all driven in the example hall', () => {
    const profile = hardwareProfileSchema.parse(hall);
    const names = fitted(devicesOf(profile, clock, null)).map(([name]) => name);
    // The camera is the screen's.
    expect(names.toSorted()).toEqual(deviceNames.filter((name) => name !== 'camera').toSorted());
    expect(cameraView(profile)).toEqual({ source: 'uvc', label: 'Face Camera' });
  });

  it('are never simulated by accident', () => {
    expect(() => devicesOf(hardwareProfileSchema.parse(simulated), clock, null)).toThrow(/simulates/);
  });

  it('are those that the profile names, and no others', () => {
    const { idCardReader, receiptPrinter, documentPrinter, model } = hall;
    const camera = { driver: 'vc0706', connection: { kind: 'tcp', host: '192.0.2.9', port: 4001 } };
    const profile = hardwareProfileSchema.parse({ idCardReader, receiptPrinter, documentPrinter, model, camera });
    const devices = devicesOf(profile, clock, null);
    expect(fitted(devices).map(([name]) => name)).toEqual([
      'idCardReader',
      'receiptPrinter',
      'documentPrinter',
      'camera',
    ]);
    expect(devices.permitSlot).toBeNull();
    expect(cameraView(profile)).toEqual({ source: 'serial' });
  });
});

describe('the udev rules', () => {
  const rules = readFileSync(path.join(folder, 'build/udev/70-xiaojing.rules'), 'utf8');
  const hidDevices = Object.values(hall).flatMap(
    (entry: { connection?: { kind: string; vendorId: string; productId: string } }) =>
      entry.connection?.kind === 'hid' ? [entry.connection] : [],
  );

  it('open every HID device of the example hall to the kiosk', () => {
    expect(hidDevices.length).toBeGreaterThan(0);
    for (const { vendorId, productId } of hidDevices) {
      expect(rules).toMatch(new RegExp(`^SUBSYSTEM=="hidraw".*:${vendorId}:${productId}\\..*GROUP="dialout"`, 'im'));
    }
  });
});
