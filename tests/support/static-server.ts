import { readFile } from 'node:fs/promises';
import http from 'node:http';
import path from 'node:path';
import { frozenFiles } from '../../main/shell/frozen-files.ts';
import { previewHeaders } from '../../main/shell/content-security-policy.ts';

export interface StaticServer {
  readonly origin: string;
  stop(): Promise<void>;
}

/** Serves a built folder with the kiosk's own headers: pages that need no kiosk behind them (scenes, instruments). */
export async function startStaticServer(folder = path.resolve('out/renderer')): Promise<StaticServer> {
  const files = await frozenFiles(folder);
  const server = http.createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://kiosk');
    const file = files.get(pathname === '/' ? '/index.html' : pathname);
    if (!file) {
      response.writeHead(404).end();
      return;
    }
    void readFile(file.path).then((body) =>
      response.writeHead(200, { ...previewHeaders(pathname), 'content-type': file.type }).end(body),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return {
    origin: `http://127.0.0.1:${address.port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
