import { spawnSync } from 'node:child_process';
import { assert, integer, property, uint8Array } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hidChannel } from '../../../devices/transport/hid-channel.ts';
import { hidReports } from '../../../devices/transport/hid-reports.ts';
import { frame, frameReader } from '../../../devices/id-card-reader/protocol.ts';

const framing = { reportBytes: 64, reportId: 0 };

describe('a stream in reports', () => {
  test('a command of ten bytes is one report of 64 behind the report id', () => {
    const [report, ...more] = hidReports(frame(Uint8Array.of(0x30, 0x01)), framing);
    expect(more).toEqual([]);
    expect(report).toHaveLength(65);
    expect([...report!.subarray(0, 11)]).toEqual([0, 0xaa, 0xaa, 0xaa, 0x96, 0x69, 0, 3, 0x30, 1, 0x32]);
    expect(report!.subarray(11).every((byte) => byte === 0)).toBe(true);
  });

  test('an answer of 1295 bytes takes 21 reports', () => {
    expect(hidReports(new Uint8Array(1295), framing)).toHaveLength(21);
  });

  test('nothing is lost, whatever the sizes', () => {
    assert(
      property(uint8Array({ maxLength: 3000 }), integer({ min: 1, max: 512 }), (bytes, reportBytes) => {
        const carried = hidReports(bytes, { reportBytes, reportId: 4 }).flatMap((report) => [...report.subarray(1)]);
        expect(carried.slice(0, bytes.length)).toEqual([...bytes]);
        expect(carried.slice(bytes.length).every((byte) => byte === 0)).toBe(true);
      }),
    );
  });

  test('the zeros that fill up a report do not disturb the next frame', () => {
    const reader = frameReader();
    const frames = [0x12, 0x11].flatMap((command) =>
      hidReports(frame(Uint8Array.of(command, 0xff)), framing).flatMap((report) => reader.push(report.subarray(1))),
    );
    expect(frames.filter(({ kind }) => kind !== 'bad')).toHaveLength(2);
  });
});

const { devices } = await import('node-hid');
/** The package finds its system library at the first call. */
function hasLibrary(): boolean {
  try {
    return Array.isArray(devices());
  } catch {
    return false;
  }
}
const library = hasLibrary();
if (!library) console.warn('opening HID devices is skipped: apt-get install libusb-1.0-0');

test.skipIf(!library)('the library loads without a compiler, and an absent reader is no error of ours', async () => {
  const channel = hidChannel({ ...framing, vendorId: '2b8b', productId: '2721' });
  expect(await channel.open()).toEqual({ ok: false, error: 'noDevice' });
  expect(await channel.write(Uint8Array.of(1))).toEqual({ ok: false, error: 'disconnected' });
  await channel.close();
});

/** Hides the library from one process: root in a mount namespace of its own puts an empty file over it. */
const hiddenLibrary = `
for file in /usr/lib/*/libusb-1.0.so.0 /lib/*/libusb-1.0.so.0; do
  [ -e "$file" ] && mount --bind /dev/null "$(readlink -f "$file")" && break
done
exec "$0" --input-type=module -e "$1"`;
const opens = `
const { hidChannel } = await import(${JSON.stringify(new URL('../../../devices/transport/hid-channel.ts', import.meta.url).href)});
const opened = await hidChannel({ vendorId: '2b8b', productId: '2721', reportBytes: 64, reportId: 0 }).open();
console.log(opened.ok ? 'ok' : opened.error);`;
const mayHide = process.platform === 'linux' && process.getuid?.() === 0 && library;

test.skipIf(!mayHide)('a missing library is named, so that the technician can install it', () => {
  const run = spawnSync('unshare', ['-m', 'sh', '-c', hiddenLibrary, process.execPath, opens], { encoding: 'utf8' });
  expect(run.stdout.trim(), run.stderr).toBe('noLibrary');
});

test.skipIf(!mayHide)('control: the same without hiding it finds no device', () => {
  const run = spawnSync(process.execPath, ['--input-type=module', '-e', opens], { encoding: 'utf8' });
  expect(run.stdout.trim(), run.stderr).toBe('noDevice');
});
