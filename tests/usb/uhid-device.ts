import { closeSync, constants, openSync, readSync, writeSync } from 'node:fs';
import { ok, err } from '../../main/contract/result.ts';
import type { ByteChannel } from '../../devices/transport/byte-channel.ts';
import { listeners } from '../../devices/transport/listeners.ts';
import { rawReports, type HidKind } from './hid-kinds.ts';

/** linux/uhid.h: the events that a device in user space sends and receives, and where their fields lie. */
const uhid = { destroy: 1, output: 6, create2: 11, input2: 12 } as const;
const eventBytes = 4380;
const dataBytes = 4096;
/** How often the queue of events is looked at: it is opened non-blocking, because a blocked read would pin the process. */
const lookEveryMs = 2;
const busUsb = 3;

export interface UhidSettings {
  readonly vendorId: number;
  readonly productId: number;
  readonly serialNumber: string;
  readonly kind?: HidKind;
}

/** The kernel's own HID device, with this process inside it: what node-hid writes to it arrives here as bytes. */
export function uhidDevice(settings: UhidSettings): ByteChannel {
  const { reportBytes } = settings.kind ?? rawReports;
  let handle: number | null = null;
  let look: NodeJS.Timeout | null = null;
  const data = listeners<Uint8Array>();

  function readEvents(): void {
    for (;;) {
      const event = Buffer.alloc(eventBytes);
      try {
        if (handle === null || readSync(handle, event, 0, eventBytes, null) < 4) return;
      } catch {
        return;
      }
      if (event.readUInt32LE(0) !== uhid.output) continue;
      const size = event.readUInt16LE(4 + dataBytes);
      // hidraw hands over the report id as well, 0 for a device that has none.
      data.tell(Uint8Array.from(event.subarray(5, 4 + size)));
    }
  }

  return {
    open() {
      if (handle !== null) return Promise.resolve(ok(undefined));
      handle = openSync('/dev/uhid', constants.O_RDWR | constants.O_NONBLOCK);
      writeSync(handle, creation(settings));
      look = setInterval(readEvents, lookEveryMs);
      return Promise.resolve(ok(undefined));
    },
    write(bytes) {
      if (handle === null) return Promise.resolve(err('disconnected'));
      for (let at = 0; at < bytes.length; at += reportBytes)
        writeSync(handle, input(bytes.subarray(at, at + reportBytes), reportBytes));
      return Promise.resolve(ok(undefined));
    },
    onData: data.add,
    onClose: () => () => {},
    close() {
      if (look) clearInterval(look);
      if (handle !== null) {
        const destroy = Buffer.alloc(4);
        destroy.writeUInt32LE(uhid.destroy);
        writeSync(handle, destroy);
        closeSync(handle);
      }
      handle = null;
      return Promise.resolve();
    },
    get isOpen() {
      return handle !== null;
    },
  };
}

function creation({ vendorId, productId, serialNumber, kind = rawReports }: UhidSettings): Buffer {
  const event = Buffer.alloc(eventBytes);
  event.writeUInt32LE(uhid.create2);
  event.write('simulated HID device', 4);
  event.write('kiosk', 4 + 128);
  event.write(serialNumber, 4 + 192);
  event.writeUInt16LE(kind.descriptor.length, 260);
  event.writeUInt16LE(busUsb, 262);
  event.writeUInt32LE(vendorId, 264);
  event.writeUInt32LE(productId, 268);
  event.set(kind.descriptor, 280);
  return event;
}

function input(report: Uint8Array, reportBytes: number): Buffer {
  const event = Buffer.alloc(4 + 2 + dataBytes);
  event.writeUInt32LE(uhid.input2);
  event.writeUInt16LE(reportBytes, 4);
  event.set(report, 6);
  return event;
}
