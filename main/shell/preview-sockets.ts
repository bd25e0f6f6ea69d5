import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type RawData, type WebSocket } from 'ws';
import type { Clock } from '../clock/clock.ts';
import type { PreviewDoor } from './preview-door.ts';

/** A page that connects speaks at once; a socket that stays silent holds a place. */
const greetingLimitMs = 5_000;
/** The largest message is a photo of 512 KiB in base64. */
const maxPayloadBytes = 1024 * 1024;

/** In the range that the WebSocket standard leaves to applications. */
const closeCodes = { refused: 4401, silent: 4408, replaced: 4409 } as const;

export interface SocketRoute {
  readonly door: PreviewDoor;
  /** Speaks oRPC on the socket from now on. */
  readonly serve: (socket: WebSocket) => void;
}

export interface PreviewSockets {
  upgrade(request: IncomingMessage, connection: Duplex, head: Buffer): void;
  stop(): void;
}

/** Lets in sockets of our own page that know the token; of each route, the newest one only. */
export function previewSockets(
  routes: ReadonlyMap<string, SocketRoute>,
  isOurs: (request: IncomingMessage) => boolean,
  clock: Clock,
): PreviewSockets {
  const server = new WebSocketServer({ noServer: true, maxPayload: maxPayloadBytes });
  const current = new Map<SocketRoute, WebSocket>();

  const greet = (socket: WebSocket, route: SocketRoute): void => {
    const cancel = clock.after(greetingLimitMs, () => socket.close(closeCodes.silent));
    // A broken frame or a flood ends its own socket and nothing else.
    socket.on('error', () => socket.terminate());
    socket.once('close', cancel);
    socket.once('message', (data, isBinary) => {
      cancel();
      const key = isBinary ? null : route.door.enter(textOf(data));
      if (key === null) return socket.close(closeCodes.refused);
      current.get(route)?.close(closeCodes.replaced);
      current.set(route, socket);
      route.serve(socket);
      socket.send(JSON.stringify({ resume: key }));
    });
  };

  return {
    upgrade(request, connection, head) {
      const route = routes.get(request.url ?? '');
      if (!route || !isOurs(request)) {
        connection.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
        return;
      }
      server.handleUpgrade(request, connection, head, (socket) => greet(socket, route));
    },
    stop() {
      for (const socket of server.clients) socket.terminate();
      server.close();
    },
  };
}

function textOf(data: RawData): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString('utf8');
  return Buffer.from(data instanceof ArrayBuffer ? new Uint8Array(data) : data).toString('utf8');
}
