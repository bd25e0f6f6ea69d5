import type { HIDAsync } from 'node-hid';
import { err, ok, type Result } from '../../main/contract/result.ts';
import type { ByteChannel, ChannelError } from './byte-channel.ts';
import { hidReports, type HidFraming } from './hid-reports.ts';
import { listeners } from './listeners.ts';

export interface HidSettings extends HidFraming {
  /** Four hexadecimal digits. */
  readonly vendorId: string;
  readonly productId: string;
  /** Tells two of the same model apart. */
  readonly serialNumber?: string | undefined;
  /**
   * Tells the interfaces of one device apart: 0x8C speaks of bar codes, 0x01 is a keyboard (or a mouse), 0xFF00 and above
   * are the maker's own.
   */
  readonly usagePage?: number | undefined;
  /** What stands before it in each report that comes is dropped; hidapi hands over the report id of a device that has one. */
  readonly payloadAt?: number | undefined;
}

/**
 * A HID device as a stream of bytes. What fills up the last report comes along as zeros: the reader of the stream knows
 * its frames' lengths.
 */
export function hidChannel(settings: HidSettings): ByteChannel {
  let device: HIDAsync | null = null;
  const data = listeners<Uint8Array>();
  const closed = listeners<ChannelError>();

  function lose(lost: HIDAsync): void {
    if (device !== lost) return;
    device = null;
    void lost.close().catch(() => {});
    closed.tell('disconnected');
  }

  return {
    async open() {
      if (device) return ok(undefined);
      const opened = await openDevice(settings);
      if (!opened.ok) return opened;
      const fresh = opened.value;
      device = fresh;
      const { payloadAt = 0 } = settings;
      fresh.on('data', (report: Uint8Array) => data.tell(Uint8Array.from(report.subarray(payloadAt))));
      fresh.on('error', () => lose(fresh));
      return ok(undefined);
    },
    async write(bytes) {
      const open = device;
      if (!open) return err('disconnected');
      try {
        for (const report of hidReports(bytes, settings)) await open.write(Buffer.from(report));
        return ok(undefined);
      } catch {
        lose(open);
        return err('disconnected');
      }
    },
    onData: data.add,
    onClose: closed.add,
    async close() {
      const open = device;
      device = null;
      await open?.close().catch(() => {});
    },
    get isOpen() {
      return device !== null;
    },
  };
}

async function openDevice(settings: HidSettings): Promise<Result<HIDAsync, ChannelError>> {
  try {
    // Loaded only where a profile names a HID device: it needs libusb and libudev, which a kiosk without one may lack.
    const hid = await import('node-hid');
    const path = await pathOf(settings, hid);
    if (path === null) return err('noDevice');
    // A listed device that does not open lacks the udev rule: hidapi says no more than "cannot open".
    return await hid.HIDAsync.open(path).then(ok, () => err('noPermission' as const));
  } catch (error) {
    return err(isMissingLibrary(error) ? 'noLibrary' : 'ioError');
  }
}

/** The package looks for its libraries at its first call, not when it is imported. */
const isMissingLibrary = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ERR_DLOPEN_FAILED';

async function pathOf(
  { vendorId, productId, serialNumber, usagePage }: HidSettings,
  { devicesAsync }: typeof import('node-hid'),
): Promise<string | null> {
  const listed = await devicesAsync(Number.parseInt(vendorId, 16), Number.parseInt(productId, 16));
  const found = listed.find(
    (one) =>
      (serialNumber === undefined || one.serialNumber === serialNumber) &&
      (usagePage === undefined || one.usagePage === usagePage),
  );
  return found?.path ?? null;
}
