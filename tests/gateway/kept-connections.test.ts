import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer, type TLSSocket } from 'node:tls';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { systemClock } from '../../main/clock/clock.ts';
import { httpsCaller } from '../../main/gateway/https-call.ts';
import { never, temporaryKeys } from './fixture.ts';

let setup: Awaited<ReturnType<typeof temporaryKeys>>;
let server: ReturnType<typeof createServer>;
let caller: ReturnType<typeof httpsCaller>;
/** What the server does with request `nth` (from 1) of connection `connection` (from 1). */
let answers: (connection: number, nth: number) => boolean;
let connections = 0;

beforeEach(async () => {
  setup = await temporaryKeys();
  connections = 0;
  const { certificate, key } = setup.keys.gateway.server;
  server = createServer({ cert: certificate, key, minVersion: 'TLSv1.3' }, (socket: TLSSocket) => {
    connections += 1;
    const connection = connections;
    let requests = 0;
    socket.on('error', () => socket.destroy());
    socket.on('data', () => {
      requests += 1;
      if (answers(connection, requests)) socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}');
      else socket.destroy();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  caller = httpsCaller({ url: new URL(`https://127.0.0.1:${port}`), ca: setup.keys.kiosk.ca, clock: systemClock });
});
afterEach(() => {
  caller.close();
  server.close();
  setup.remove();
});

const ask = () => caller.call({ method: 'GET', path: '/v1/handshake', deadlineMs: 5_000, signal: never() });

test('a kept connection that the gateway closes in the moment of the next call costs the visitor nothing', async () => {
  answers = (connection, nth) => connection > 1 || nth === 1;
  expect(await ask()).toMatchObject({ ok: true });
  expect(await ask()).toMatchObject({ ok: true, value: { status: 200 } });
  expect(connections).toBe(2);
});

test('a new connection that breaks is a gateway that is away (control): it is not tried for ever', async () => {
  answers = () => false;
  expect(await ask()).toEqual({ ok: false, error: 'away' });
  expect(connections).toBe(1);
});

test('a gateway that breaks the kept connection and the new one is away after two tries', async () => {
  answers = (connection, nth) => connection === 1 && nth === 1;
  expect(await ask()).toMatchObject({ ok: true });
  expect(await ask()).toEqual({ ok: false, error: 'away' });
  expect(connections).toBe(2);
});
