import http from 'node:http';
import { RPCHandler } from '@orpc/server/ws';
import { systemClock, type Clock } from '../clock/clock.ts';
import { frozenFiles } from './frozen-files.ts';
import { PreviewDoor } from './preview-door.ts';
import { answerPreviewRequest } from './preview-files.ts';
import { previewSockets, type SocketRoute } from './preview-sockets.ts';
import type { PreviewKiosk } from './shown-kiosk.ts';

export interface PreviewShellConfig {
  readonly kiosk: PreviewKiosk;
  /** The built screen. */
  readonly rendererDir: string;
  /** 0 or absent: any free port. */
  readonly port?: number;
  /** Origin of a development server that shows the pages in our place. */
  readonly pagesFrom?: string;
  /** Lets a page find its kiosk again after a restart of this process; absent: it cannot. */
  readonly seed?: string;
  readonly clock?: Clock;
}

export interface PreviewShell {
  readonly port: number;
  /** The visitor's screen. Works once: the token behind the # is burnt on its first use. */
  readonly kioskUrl: string;
  /** The screen with the simulators' dock beside it; null with real devices. */
  readonly dockUrl: string | null;
  stop(): Promise<void>;
}

/** The preview is reached from this machine only. */
const host = '127.0.0.1';

/**
 * Shows the kiosk to a browser of this machine: for development and tests, where Electron is missing. Never part of the
 * packaged app. Rejects with the code EADDRINUSE when the port is taken.
 */
export async function startPreviewShell(config: PreviewShellConfig): Promise<PreviewShell> {
  if (process.env['NODE_ENV'] === 'production') throw new Error('the preview is a development tool');
  const { kiosk, clock = systemClock, pagesFrom, seed } = config;
  const kioskDoor = new PreviewDoor('kiosk', seed);
  const dockDoor = new PreviewDoor('dock', seed);
  const routes = new Map<string, SocketRoute>([['/rpc', routeTo(kioskDoor, new RPCHandler(kiosk.router))]]);
  if (kiosk.dock) routes.set('/dock', routeTo(dockDoor, new RPCHandler(kiosk.dock)));

  const files = await frozenFiles(config.rendererDir);
  const server = http.createServer((request, response) => {
    void answerPreviewRequest(files, ownHost(), request, response);
  });
  const isOurs = (request: http.IncomingMessage): boolean => {
    const { host: asked, origin } = request.headers;
    if (pagesFrom !== undefined && origin === pagesFrom) return true;
    return asked === ownHost() && origin === `http://${ownHost()}`;
  };
  const sockets = previewSockets(routes, isOurs, clock);
  server.on('upgrade', (request, connection, head) => sockets.upgrade(request, connection, head));

  const port = await listen(server, config.port ?? 0);
  const ownHost = (): string => `${host}:${port}`;
  const pages = pagesFrom ?? `http://${ownHost()}`;
  return {
    port,
    kioskUrl: `${pages}/#token=${kioskDoor.issueToken()}`,
    dockUrl: kiosk.dock ? `${pages}/dock.html#token=${dockDoor.issueToken()}&kiosk=${kioskDoor.issueToken()}` : null,
    stop() {
      sockets.stop();
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

const routeTo = (door: PreviewDoor, handler: RPCHandler<Record<string, never>>): SocketRoute => ({
  door,
  serve: (socket) => void handler.upgrade(socket, { context: {} }),
});

function listen(server: http.Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      const address = server.address();
      if (address === null || typeof address === 'string') reject(new Error('no port'));
      else resolve(address.port);
    });
  });
}
