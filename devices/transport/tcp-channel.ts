import { connect, type Socket } from 'node:net';
import type { Clock } from '../../main/clock/clock.ts';
import { err, ok, type Result } from '../../main/contract/result.ts';
import type { ByteChannel, ChannelError } from './byte-channel.ts';
import { listeners } from './listeners.ts';

export interface TcpSettings {
  readonly host: string;
  /** 9100 for a printer, whatever ser2net was told for a serial device. */
  readonly port: number;
  readonly clock: Clock;
  readonly connectTimeoutMs?: number;
}

/** A device in the same hall answers within milliseconds; a switched-off one never does, and the system waits minutes. */
const CONNECT_TIMEOUT_MS = 3000;
/** Lets the system notice a peer that lost its power while nobody was sending. */
const KEEP_ALIVE_AFTER_MS = 10_000;

/** Bytes over TCP: a printer's raw port or a serial device behind a terminal server. */
export function tcpChannel({ host, port, clock, connectTimeoutMs = CONNECT_TIMEOUT_MS }: TcpSettings): ByteChannel {
  let socket: Socket | null = null;
  const data = listeners<Uint8Array>();
  const closed = listeners<ChannelError>();

  function lose(lost: Socket): void {
    if (socket !== lost) return;
    socket = null;
    lost.destroy();
    closed.tell('disconnected');
  }

  return {
    async open() {
      if (socket) return ok(undefined);
      const opened = await connectSocket(host, port, clock, connectTimeoutMs);
      if (!opened.ok) return opened;
      const fresh = opened.value;
      socket = fresh;
      fresh.on('data', (bytes) => data.tell(bytes));
      // A half-closed line is of no use to a device.
      for (const event of ['end', 'close', 'error']) fresh.on(event, () => lose(fresh));
      return ok(undefined);
    },
    write(bytes) {
      const open = socket;
      if (!open) return Promise.resolve(err('disconnected'));
      return new Promise((resolve) => {
        // Node calls back with an error when the socket is destroyed before the bytes have left.
        open.write(Uint8Array.from(bytes), (error) => resolve(error ? err('disconnected') : ok(undefined)));
      });
    },
    onData: data.add,
    onClose: closed.add,
    close() {
      socket?.destroy();
      socket = null;
      return Promise.resolve();
    },
    get isOpen() {
      return socket !== null;
    },
  };
}

function connectSocket(
  host: string,
  port: number,
  clock: Clock,
  timeoutMs: number,
): Promise<Result<Socket, ChannelError>> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, noDelay: true, keepAlive: true, keepAliveInitialDelay: KEEP_ALIVE_AFTER_MS });
    const fail = (error: ChannelError): void => {
      cancel();
      socket.destroy();
      resolve(err(error));
    };
    const cancel = clock.after(timeoutMs, () => fail('noDevice'));
    socket.on('error', (error: NodeJS.ErrnoException) => fail(connectError(error.code)));
    socket.once('connect', () => {
      cancel();
      resolve(ok(socket));
    });
  });
}

function connectError(code: string | undefined): ChannelError {
  if (code === 'EACCES' || code === 'EPERM') return 'noPermission';
  const absent = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT'];
  return absent.includes(code ?? '') ? 'noDevice' : 'ioError';
}
