import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import http from 'node:http';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import type { ContractRouterClient } from '@orpc/contract';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import type { dockContract } from '../../main/contract/dock-contract.ts';
import type { kioskContract } from '../../main/contract/kiosk-contract.ts';
import { PreviewDoor } from '../../main/shell/preview-door.ts';
import { startPreviewShell, type PreviewShell } from '../../main/shell/preview-shell.ts';
import { fakeKiosk, type FakeKiosk } from '../shell/fake-kiosk.ts';
import { FakeClock } from '../support/fake-clock.ts';

let folder: string;
let kiosk: FakeKiosk;
let clock: FakeClock;
let preview: PreviewShell;

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'kiosk-preview-'));
  await mkdir(path.join(folder, 'renderer'));
  await writeFile(path.join(folder, 'secret.txt'), 'outside the folder');
  for (const page of ['index.html', 'dock.html']) await writeFile(path.join(folder, 'renderer', page), page);
  kiosk = fakeKiosk();
  clock = new FakeClock();
  preview = await startPreviewShell({ kiosk, rendererDir: path.join(folder, 'renderer'), clock });
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await preview.stop();
  await rm(folder, { recursive: true });
});

const tokenOf = (url: string | null, name = 'token'): string =>
  new URLSearchParams(new URL(url ?? '').hash.slice(1)).get(name) ?? '';
const origin = (): string => `http://127.0.0.1:${preview.port}`;

function connect(route = '/rpc', headers: Record<string, string> = { origin: origin() }): WebSocket {
  const socket = new WebSocket(`ws://127.0.0.1:${preview.port}${route}`, { headers });
  socket.on('error', () => {});
  return socket;
}
const closeCode = async (socket: WebSocket): Promise<unknown> => (await once(socket, 'close'))[0];

/** Says the first message and returns the answer, or the code with which the door was shut. */
async function greet(socket: WebSocket, greeting: unknown): Promise<unknown> {
  await once(socket, 'open');
  const answer = once(socket, 'message').then(([data]) => JSON.parse(String(data)) as unknown);
  socket.send(JSON.stringify(greeting));
  return Promise.race([answer, closeCode(socket)]);
}

/** One request with its path and headers exactly as written: fetch would tidy them up. */
function get(
  target: string,
  headers: Record<string, string> = {},
): Promise<{ status: number; body: string; headers: http.IncomingHttpHeaders }> {
  return new Promise((resolve, reject) => {
    http
      .get({ host: '127.0.0.1', port: preview.port, path: target, headers }, (response) => {
        let body = '';
        response.on('data', (chunk) => (body += String(chunk)));
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body, headers: response.headers }));
      })
      .on('error', reject);
  });
}

test('the page with the token speaks the contract, and comes back with the key it was given', async () => {
  const socket = connect();
  const token = tokenOf(preview.kioskUrl);
  const answer = (await greet(socket, { token })) as { resume: string };
  const client: ContractRouterClient<typeof kioskContract> = createORPCClient(
    new RPCLink({ websocket: socket as never }),
  );
  expect(await client.session.send({ type: 'touch' })).toEqual({ accepted: true });
  await expect(client.session.send({ type: 'openSafe' } as never)).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  socket.close();
  expect(await greet(connect(), answer)).toEqual(answer);
  expect(kiosk.received).toEqual(['touch']);
});

test('a token works once', async () => {
  const token = tokenOf(preview.kioskUrl);
  expect(await greet(connect(), { token })).toHaveProperty('resume');
  expect(await greet(connect(), { token })).toBe(4401);
});

test.each([
  ['a wrong token', { token: 'x'.repeat(43) }],
  ['a short token', { token: '' }],
  ['a guessed key', { resume: 'x'.repeat(43) }],
  ['both', { token: 'x', resume: 'y' }],
  ['no object', 'token'],
  ['nothing', null],
  ['a call before the greeting', { i: 1, p: { u: '/session/send' } }],
])('the door stays shut for %s', async (_name, greeting) => {
  expect(await greet(connect(), greeting)).toBe(4401);
});

test('a binary greeting is refused', async () => {
  const socket = connect();
  await once(socket, 'open');
  socket.send(Buffer.from(JSON.stringify({ token: tokenOf(preview.kioskUrl) })));
  expect(await closeCode(socket)).toBe(4401);
});

test('a socket that says nothing does not stay', async () => {
  const socket = connect();
  await once(socket, 'open');
  const closed = closeCode(socket);
  await vi.waitFor(() => expect(clock.pendingTimers).toBe(1));
  await clock.advance(5_000);
  expect(await closed).toBe(4408);
});

test('no socket for a foreign page, a page without an origin, a foreign name or another path', async () => {
  const own = `127.0.0.1:${preview.port}`;
  const sockets = [
    connect('/rpc', { origin: 'https://evil.example' }),
    connect('/rpc', { origin: 'null' }),
    connect('/rpc', { origin: `http://localhost:${preview.port}` }),
    connect('/rpc', {}),
    connect('/rpc', { origin: `http://evil.example:${preview.port}`, host: `evil.example:${preview.port}` }),
    connect('/rpc', { origin: `http://${own}`, host: 'evil.example' }),
    connect('/elsewhere'),
    connect('/rpc?token=x'),
  ];
  for (const socket of sockets) {
    const [error] = (await once(socket, 'error').catch((thrown: unknown) => [thrown])) as [Error];
    expect(error.message).toContain('403');
  }
});

test('control: our own origin and name are let in', async () => {
  await once(connect(), 'open');
});

test('a kiosk has one screen: a new one takes over', async () => {
  const first = connect();
  await greet(first, { token: tokenOf(preview.kioskUrl) });
  const closed = closeCode(first);
  expect(await greet(connect(), { token: tokenOf(preview.dockUrl, 'kiosk') })).toHaveProperty('resume');
  expect(await closed).toBe(4409);
});

test('the dock has a door of its own', async () => {
  expect(await greet(connect('/dock'), { token: tokenOf(preview.kioskUrl) })).toBe(4401);
  const socket = connect('/dock');
  await greet(socket, { token: tokenOf(preview.dockUrl) });
  const client: ContractRouterClient<typeof dockContract> = createORPCClient(
    new RPCLink({ websocket: socket as never }),
  );
  expect(await client.dock.hand({ device: 'idCardReader', act: 'place' })).toEqual({ done: true });
  expect(kiosk.received).toEqual(['idCardReader place']);
});

test('with real devices there is no dock', async () => {
  const plain = await startPreviewShell({ kiosk: { ...kiosk, dock: null }, rendererDir: folder, clock });
  expect(plain.dockUrl).toBeNull();
  await plain.stop();
});

test('a message of more than 2 MiB ends its socket', async () => {
  const socket = connect();
  await once(socket, 'open');
  socket.send('x'.repeat(2 * 1024 * 1024 + 1));
  expect(await closeCode(socket)).toBe(1009);
});

test('files come with the rules of the kiosk; only the dock may hold a frame, only we may frame the screen', async () => {
  const screen = await get('/');
  expect(screen).toMatchObject({ status: 200, body: 'index.html' });
  expect(screen.headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
  });
  expect(screen.headers['permissions-policy']).toContain('camera=(self)');
  expect(screen.headers['permissions-policy']).toContain('microphone=()');
  expect(screen.headers['content-security-policy']).toContain("frame-src 'none'");
  expect(screen.headers['content-security-policy']).toContain("frame-ancestors 'self'");
  const dock = await get('/dock.html');
  expect(dock.headers['content-security-policy']).toContain("frame-src 'self'");
  expect(dock.headers['content-security-policy']).toContain("frame-ancestors 'none'");
  for (const { headers } of [screen, dock]) expect(headers['content-security-policy']).toContain("script-src 'self';");
  const detector = await get('/assets/face-detector-worker-x.js');
  expect(detector.headers['content-security-policy']).toContain("script-src 'self' 'wasm-unsafe-eval';");
});

test.each([
  '/../secret.txt',
  '/%2e%2e/secret.txt',
  '/..%2fsecret.txt',
  '/..\\secret.txt',
  '//secret.txt',
  '/index.html/',
])('nothing at %s', async (target) => {
  const answer = await get(target);
  expect(answer.status).toBe(404);
  expect(answer.headers['content-security-policy']).toBeDefined();
});

test('a foreign name that points at this machine gets no page', async () => {
  expect((await get('/', { host: 'evil.example' })).status).toBe(404);
});

test('nobody outside this machine reaches it', async () => {
  const outside = Object.values(os.networkInterfaces())
    .flat()
    .find((address) => address?.family === 'IPv4' && !address.internal);
  if (!outside) return;
  const socket = net.connect(preview.port, outside.address);
  const [error] = (await once(socket, 'error').catch((thrown: unknown) => [thrown])) as [NodeJS.ErrnoException];
  expect(error.code).toBe('ECONNREFUSED');
});

test('it does not start in production, nor on a port that is taken', async () => {
  await expect(startPreviewShell({ kiosk, rendererDir: folder, port: preview.port })).rejects.toMatchObject({
    code: 'EADDRINUSE',
  });
  vi.stubEnv('NODE_ENV', 'production');
  await expect(startPreviewShell({ kiosk, rendererDir: folder })).rejects.toThrow('development tool');
});

test('a page finds its kiosk again after a restart with the same seed, and no other kiosk', () => {
  const door = new PreviewDoor('kiosk', 'seed');
  const key = door.enter(JSON.stringify({ token: door.issueToken() }));
  const resume = JSON.stringify({ resume: key });
  expect(new PreviewDoor('kiosk', 'seed').enter(resume)).toBe(key);
  expect(new PreviewDoor('dock', 'seed').enter(resume)).toBeNull();
  expect(new PreviewDoor('kiosk').enter(resume)).toBeNull();
});
