import type { Device } from 'node-hid';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { hidConnection } from '../../../devices/transport/connection.ts';
import { hidChannel } from '../../../devices/transport/hid-channel.ts';

// The list needs USB hardware; its order is the order of discovery.
const hid = vi.hoisted(() => ({ devicesAsync: vi.fn(), open: vi.fn() }));
vi.mock('node-hid', () => ({ devicesAsync: hid.devicesAsync, HIDAsync: { open: hid.open } }));

const ids = { vendorId: '0C2E', productId: '0b61' };
const framing = { reportBytes: 64, reportId: 2 };
const bars = 0x8c;
const keyboard = 0x01;

const listed = (path: string, serialNumber: string, usagePage?: number): Device => ({
  path,
  serialNumber,
  usagePage,
  vendorId: 0x0c2e,
  productId: 0x0b61,
  release: 0,
  interface: -1,
});

async function opened(settings: { serialNumber?: string; usagePage?: number }): Promise<unknown> {
  const channel = hidChannel({ ...ids, ...framing, ...settings });
  const outcome = await channel.open();
  await channel.close();
  return outcome.ok ? hid.open.mock.lastCall?.[0] : outcome.error;
}

beforeEach(() => {
  hid.open.mockReset().mockResolvedValue({ on: () => {}, close: () => Promise.resolve() });
  hid.devicesAsync.mockReset().mockResolvedValue([
    listed('/dev/hidraw0', 'left', keyboard),
    listed('/dev/hidraw1', 'left', bars),
    // One interface that speaks of two things is listed twice.
    listed('/dev/hidraw2', 'right', 0xff00),
    listed('/dev/hidraw2', 'right', bars),
  ]);
});

describe('looking up a HID device by what it is', () => {
  it.each([
    [{}, '/dev/hidraw0'],
    [{ serialNumber: 'right' }, '/dev/hidraw2'],
    [{ usagePage: keyboard }, '/dev/hidraw0'],
    [{ usagePage: bars }, '/dev/hidraw1'],
    [{ usagePage: 0xff00 }, '/dev/hidraw2'],
    [{ serialNumber: 'right', usagePage: bars }, '/dev/hidraw2'],
  ])('finds %o', async (settings, path) => {
    expect(await opened(settings)).toBe(path);
  });

  it.each([{ serialNumber: 'third' }, { usagePage: 0x0d }, { serialNumber: 'right', usagePage: keyboard }])(
    'takes no other in place of %o',
    async (settings) => {
      expect(await opened(settings)).toBe('noDevice');
      expect(hid.open).not.toHaveBeenCalled();
    },
  );

  it('takes none for a wanted page where the system does not tell the pages', async () => {
    hid.devicesAsync.mockResolvedValue([listed('/dev/hidraw0', 'left')]);
    expect(await opened({ usagePage: bars })).toBe('noDevice');
    expect(await opened({})).toBe('/dev/hidraw0');
  });

  it('asks for the ids of the profile', async () => {
    await opened({});
    expect(hid.devicesAsync).toHaveBeenCalledWith(0x0c2e, 0x0b61);
  });

  it('says of a device that is there and does not open that a rule is missing', async () => {
    hid.open.mockRejectedValue(new Error('cannot open device with path /dev/hidraw1'));
    expect(await opened({ usagePage: bars })).toBe('noPermission');
  });
});

describe('the usage page in a hardware profile', () => {
  const connection = { kind: 'hid', ...ids, ...framing };

  it.each([
    ['008C', 0x8c],
    ['ff00', 0xff00],
    [140, 0x8c],
  ])('%o is %i', (usagePage, page) => {
    expect(hidConnection.parse({ ...connection, usagePage }).usagePage).toBe(page);
  });

  it('may be left out', () => {
    expect(hidConnection.parse(connection)).not.toHaveProperty('usagePage');
  });

  it.each(['8c', '0x8c', '0000', 'bars', 0, 65_536, 1.5, null])('cannot be %o', (usagePage) => {
    expect(hidConnection.safeParse({ ...connection, usagePage }).success).toBe(false);
  });
});

describe('a report that comes', () => {
  it.each([
    [undefined, [4, 2, 10, 11]],
    [1, [2, 10, 11]],
    [2, [10, 11]],
  ])('whose payload is at %s', async (payloadAt, arrived) => {
    const told = new Map<string, (report: Uint8Array) => void>();
    hid.open.mockResolvedValue({
      on: (event: string, tell: (report: Uint8Array) => void) => told.set(event, tell),
      close: () => Promise.resolve(),
    });
    const channel = hidChannel({ ...ids, ...framing, payloadAt });
    const heard: number[] = [];
    channel.onData((bytes) => heard.push(...bytes));
    await channel.open();
    told.get('data')?.(Uint8Array.of(4, 2, 10, 11));
    await channel.close();
    expect(heard).toEqual(arrived);
  });
});
