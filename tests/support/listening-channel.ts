import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import type { ByteChannel, ChannelError } from '../../devices/transport/byte-channel.ts';
import { listeners } from '../../devices/transport/listeners.ts';
import { err, ok } from '../../main/contract/result.ts';

/** A device's end of a TCP line, as a printer has at its port 9100: it takes one host at a time. */
export interface ListeningChannel {
  readonly channel: ByteChannel;
  readonly port: number;
  /** Nobody listens any more, and the host is cut off. */
  unplug(): Promise<void>;
  /** The same port again. */
  plug(): Promise<void>;
}

export async function listeningChannel(): Promise<ListeningChannel> {
  const data = listeners<Uint8Array>();
  const closed = listeners<ChannelError>();
  let host: Socket | null = null;
  let isOpen = false;
  let port = 0;
  const server = createServer((socket) => {
    host?.destroy();
    host = socket.setNoDelay(true);
    socket.on('data', (bytes) => isOpen && data.tell(bytes));
    socket.on('error', () => socket.destroy());
  });
  async function plug(): Promise<void> {
    if (server.listening) return;
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (typeof address === 'object' && address) port = address.port;
  }
  async function unplug(): Promise<void> {
    if (!server.listening) return;
    host?.destroy();
    await new Promise((resolve) => server.close(resolve));
  }
  await plug();
  return {
    plug,
    unplug,
    get port() {
      return port;
    },
    channel: {
      open() {
        isOpen = true;
        return Promise.resolve(ok(undefined));
      },
      write(bytes) {
        const to = host;
        if (!to || to.destroyed) return Promise.resolve(err('disconnected'));
        return new Promise((resolve) =>
          to.write(bytes, (error) => resolve(error ? err('disconnected') : ok(undefined))),
        );
      },
      onData: data.add,
      onClose: closed.add,
      async close() {
        isOpen = false;
        await unplug();
      },
      get isOpen() {
        return isOpen;
      },
    },
  };
}
