import { spawnSync } from 'node:child_process';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { SerialPort } from 'serialport';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { locateSerialPort, serialChannel } from '../../../devices/transport/serial-channel.ts';
import type { ByteChannel } from '../../../devices/transport/byte-channel.ts';
import { hasSocat, ptyPair, type PtyPair } from '../../support/pty.ts';

const collect = (channel: ByteChannel, count: number): Promise<Buffer> =>
  new Promise((resolve) => {
    const pieces: Uint8Array[] = [];
    const stop = channel.onData((bytes) => {
      pieces.push(bytes);
      const all = Buffer.concat(pieces);
      if (all.length < count) return;
      stop();
      resolve(all);
    });
  });

describe.skipIf(!hasSocat())('a serial line over a real pseudo terminal', () => {
  let pty: PtyPair;
  let host: ByteChannel;
  let device: ByteChannel;

  beforeEach(async () => {
    pty = await ptyPair();
    host = serialChannel({ path: pty.a, baudRate: 115200 });
    device = serialChannel({ path: pty.b, baudRate: 115200 });
    expect((await host.open()).ok).toBe(true);
    expect((await device.open()).ok).toBe(true);
  });
  afterEach(async () => {
    await host.close();
    await device.close();
    await pty.kill();
  });

  it('carries every byte value both ways, 64 KiB without a change', async () => {
    const bytes = Uint8Array.from({ length: 65_536 }, (_, index) => (index * 7 + (index >> 8)) & 0xff);
    for (const [from, to] of [
      [host, device],
      [device, host],
    ] as const) {
      const arrived = collect(to, bytes.length);
      expect((await from.write(bytes)).ok).toBe(true);
      expect((await arrived).equals(bytes)).toBe(true);
    }
  });

  it('says that a port is in use', async () => {
    expect(await serialChannel({ path: pty.a, baudRate: 9600 }).open()).toEqual({ ok: false, error: 'inUse' });
  });

  it('notices an unplugged port without writing, and opens the one that comes back', async () => {
    const lost = [host, device].map((end) => new Promise((resolve) => end.onClose(resolve)));
    await pty.unplug();
    expect(await Promise.all(lost)).toEqual(['disconnected', 'disconnected']);
    expect(host.isOpen).toBe(false);
    expect(await host.write(Uint8Array.of(1))).toEqual({ ok: false, error: 'disconnected' });
    expect(await host.open()).toEqual({ ok: false, error: 'noDevice' });
    await pty.plug();
    expect((await host.open()).ok).toBe(true);
    await device.open();
    const arrived = collect(device, 3);
    await host.write(Uint8Array.of(1, 2, 3));
    expect([...(await arrived)]).toEqual([1, 2, 3]);
  });

  it('notices each of many unplugs, whichever way the system tells of it', async () => {
    for (let round = 0; round < 8; round += 1) {
      const lost = [host, device].map((end) => new Promise((resolve) => end.onClose(resolve)));
      // Bytes on their way make a read meet the hang-up half of the time.
      await device.write(Uint8Array.of(1, 2, 3));
      await pty.plug();
      expect(await Promise.all(lost)).toEqual(['disconnected', 'disconnected']);
      expect((await host.open()).ok).toBe(true);
      expect((await device.open()).ok).toBe(true);
    }
  });

  it('can be closed and opened again without a word to its listeners', async () => {
    const told: string[] = [];
    host.onClose((error) => told.push(error));
    // Often enough that a close falls into a read that is under way; a poll of a closed port ends the process.
    for (let round = 0; round < 25; round += 1) {
      await device.write(Uint8Array.of(1));
      await host.close();
      expect((await host.open()).ok).toBe(true);
    }
    expect(told).toEqual([]);
  });
});

describe('a serial port that cannot be opened', () => {
  it('is not there', async () => {
    const absent = serialChannel({ path: '/dev/kiosk-has-no-such-port', baudRate: 9600 });
    expect(await absent.open()).toEqual({ ok: false, error: 'noDevice' });
    expect(await absent.write(Uint8Array.of(1))).toEqual({ ok: false, error: 'disconnected' });
    await absent.close();
  });

  it('is not ours', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'kiosk-serial-'));
    const file = path.join(folder, 'file');
    await writeFile(file, '', { mode: 0 });
    await chmod(folder, 0o755);
    // Root may open everything: a process of nobody's asks.
    const open = `
      const { serialChannel } = await import(${JSON.stringify(new URL('../../../devices/transport/serial-channel.ts', import.meta.url).href)});
      const opened = await serialChannel({ path: ${JSON.stringify(file)}, baudRate: 9600 }).open();
      console.log(opened.ok ? 'ok' : opened.error);`;
    const isRoot = process.getuid?.() === 0;
    const run = spawnSync(process.execPath, ['--input-type=module', '-e', open], {
      encoding: 'utf8',
      ...(isRoot && { uid: 65_534, gid: 65_534 }),
    });
    await rm(folder, { recursive: true });
    expect(run.stdout.trim(), run.stderr).toBe('noPermission');
  });

  it('is not a port', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'kiosk-serial-'));
    const file = path.join(folder, 'file');
    await writeFile(file, '');
    expect(await serialChannel({ path: file, baudRate: 9600 }).open()).toEqual({ ok: false, error: 'ioError' });
    await rm(folder, { recursive: true });
  });

  it('is looked up by what it is, and not found', async () => {
    const nowhere = { vendorId: 'ffff', productId: 'ffff', serialNumber: 'none' };
    // ioError where the machine has no udevadm to ask.
    expect(['noDevice', 'ioError']).toContain((await errorOf(locateSerialPort(nowhere))).error);
    expect((await serialChannel({ path: nowhere, baudRate: 9600 }).open()).ok).toBe(false);
  });
});

describe('looking up a port by what it is', () => {
  // The list needs USB hardware; its order and its letter case are the system's mood.
  beforeEach(() => {
    vi.spyOn(SerialPort, 'list').mockResolvedValue([
      listed('/dev/ttyUSB0', '067b', '2303', 'printer'),
      listed('/dev/ttyUSB1', '0400', 'C35A', 'left'),
      listed('/dev/ttyUSB2', '0400', 'c35a', 'right'),
    ]);
  });
  afterEach(() => void vi.restoreAllMocks());

  it.each([
    [{ vendorId: '067B', productId: '2303' }, '/dev/ttyUSB0'],
    [{ vendorId: '0400', productId: 'c35a' }, '/dev/ttyUSB1'],
    [{ vendorId: '0400', productId: 'c35a', serialNumber: 'right' }, '/dev/ttyUSB2'],
  ])('finds %o', async (location, value) => {
    expect(await locateSerialPort(location)).toEqual({ ok: true, value });
  });

  it('does not take another of the same model', async () => {
    expect(await locateSerialPort({ vendorId: '0400', productId: 'c35a', serialNumber: 'third' })).toEqual({
      ok: false,
      error: 'noDevice',
    });
  });
});

const listed = (file: string, vendorId: string, productId: string, serialNumber: string) => ({
  path: file,
  vendorId,
  productId,
  serialNumber,
  manufacturer: undefined,
  pnpId: undefined,
  locationId: undefined,
});

async function errorOf<E>(outcome: Promise<{ ok: true } | { ok: false; error: E }>): Promise<{ error?: E }> {
  const result = await outcome;
  return result.ok ? {} : { error: result.error };
}
