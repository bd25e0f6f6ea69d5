import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { SerialPort } from 'serialport';
import { err, ok, type Result } from '../../main/contract/result.ts';
import type { ByteChannel, ChannelError } from './byte-channel.ts';
import { listeners } from './listeners.ts';
import { endAtHangUp } from './serial-hang-up.ts';

/** A USB serial device by what it is, never by the order in which the system found it (ttyUSB0 moves after a restart). */
export interface SerialLocation {
  /** Four hexadecimal digits. */
  readonly vendorId: string;
  readonly productId: string;
  /** Tells two of the same model apart. */
  readonly serialNumber?: string;
}

export interface SerialSettings {
  /** A device file, for a fixed port or a pty, or a location that is looked up anew at each opening. */
  readonly path: string | SerialLocation;
  readonly baudRate: number;
  readonly dataBits?: 7 | 8;
  readonly parity?: 'none' | 'even' | 'odd';
  readonly stopBits?: 1 | 2;
}

/**
 * The device file of a USB serial device. `noDevice` when none matches, `ioError` when the system cannot list its ports
 * (on Linux the list comes from udevadm). Pseudo terminals are never listed: name their path.
 */
export async function locateSerialPort(location: SerialLocation): Promise<Result<string, ChannelError>> {
  try {
    const ports = await SerialPort.list();
    const found = ports.find(
      (port) =>
        sameId(port.vendorId, location.vendorId) &&
        sameId(port.productId, location.productId) &&
        (location.serialNumber === undefined || port.serialNumber === location.serialNumber),
    );
    return found ? ok(found.path) : err('noDevice');
  } catch {
    return err('ioError');
  }
}

const sameId = (listed: string | undefined, wanted: string): boolean => listed?.toLowerCase() === wanted.toLowerCase();

/**
 * A serial line. It never touches the modem lines (a pty has none) and reads all the time, because an unplugged port
 * that nobody reads stays "open" for ever.
 */
export function serialChannel(settings: SerialSettings): ByteChannel {
  let port: SerialPort | null = null;
  let readsAreOver: (() => Promise<unknown>) | null = null;
  const data = listeners<Uint8Array>();
  const closed = listeners<ChannelError>();

  /** The port went away by itself: its writes will never be answered, so whoever waits on one hears it here too. */
  function lose(lost: SerialPort): void {
    if (port !== lost) return;
    port = null;
    if (lost.isOpen) lost.close(() => {});
    closed.tell('disconnected');
  }

  return {
    async open() {
      if (port) return ok(undefined);
      const path = typeof settings.path === 'string' ? ok(settings.path) : await locateSerialPort(settings.path);
      if (!path.ok) return path;
      const opened = await openPort(path.value, settings);
      if (!opened.ok) return opened;
      const fresh = opened.value;
      readsAreOver = endAtHangUp(fresh);
      port = fresh;
      fresh.on('data', (bytes: Uint8Array) => data.tell(bytes));
      fresh.on('close', () => lose(fresh));
      // An error without a close (a failed close, a failed drain) leaves a port that cannot be trusted.
      fresh.on('error', () => lose(fresh));
      return ok(undefined);
    },
    write(bytes) {
      const open = port;
      return open?.isOpen ? writeTo(open, bytes, closed.add) : Promise.resolve(err('disconnected'));
    },
    onData: data.add,
    onClose: closed.add,
    async close() {
      const open = port;
      port = null;
      if (open?.isOpen) await new Promise<void>((resolve) => open.close(() => resolve()));
      await readsAreOver?.();
    },
    get isOpen() {
      return port?.isOpen ?? false;
    },
  };
}

function writeTo(
  port: SerialPort,
  bytes: Uint8Array,
  onClose: (listener: (error: ChannelError) => void) => () => void,
): Promise<Result<void, ChannelError>> {
  return new Promise((resolve) => {
    const stop = onClose((error) => finish(err(error)));
    const finish = (result: Result<void, ChannelError>): void => {
      stop();
      resolve(result);
    };
    port.write(Buffer.from(bytes), (error) => finish(error ? err('disconnected') : ok(undefined)));
  });
}

async function openPort(path: string, settings: SerialSettings): Promise<Result<SerialPort, ChannelError>> {
  const reachable = await checkAccess(path);
  if (!reachable.ok) return reachable;
  const { baudRate, dataBits = 8, parity = 'none', stopBits = 1 } = settings;
  const port = new SerialPort({ path, baudRate, dataBits, parity, stopBits, autoOpen: false });
  return new Promise((resolve) => {
    port.open((error) => {
      if (!error) return resolve(ok(port));
      // Serialport's errors carry no code, and this is the only one that its message must tell apart.
      resolve(err(/lock|busy/i.test(error.message) ? 'inUse' : 'ioError'));
    });
  });
}

/** Asked of the system before opening, because it answers with a code. */
async function checkAccess(path: string): Promise<Result<void, ChannelError>> {
  try {
    await access(path, constants.R_OK | constants.W_OK);
    return ok(undefined);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EACCES' || code === 'EPERM') return err('noPermission');
    return err(code === 'ENOENT' || code === 'ENODEV' || code === 'ENXIO' ? 'noDevice' : 'ioError');
  }
}
