import { once } from 'node:events';
import { createServer } from 'node:https';
import type { Server, ServerOptions } from 'node:https';
import { createServer as createPlainServer } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { systemClock } from '../../main/clock/clock.ts';
import { httpsGateway } from '../../main/gateway/https-gateway.ts';
import { gatewaySimulator } from '../../main/gateway/simulator/gateway-simulator.ts';
import { newAuthority } from '../../main/gateway/simulated-authority.ts';
import type { Authority, IssuedIdentity } from '../../main/gateway/simulated-authority.ts';
import { contentFor, never, seal, temporaryKeys } from './fixture.ts';

const dayMs = 24 * 60 * 60 * 1000;
const inDays = (days: number): Date => new Date(Date.now() + days * dayMs);
const thisYear = { notBefore: inDays(-10), notAfter: inDays(300) };

let setup: Awaited<ReturnType<typeof temporaryKeys>>;
let ours: Authority;
let others: Authority;
const hosts = ['127.0.0.1', 'localhost'];

beforeAll(async () => {
  [setup, ours, others] = await Promise.all([temporaryKeys(), newAuthority(thisYear), newAuthority(thisYear)]);
});
afterAll(() => setup.remove());

const open: Server[] = [];
afterEach(async () => {
  vi.unstubAllEnvs();
  for (const server of open.splice(0)) {
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
  }
});

/** A server that answers every question with a good handshake: only TLS can be in the way. */
async function serve(identity: IssuedIdentity, options: ServerOptions = {}): Promise<string> {
  const body = JSON.stringify({
    keyBundle: 'aaaa.bbbb.cccc',
    services: [],
    serverTime: '2026-11-21T08:00:00Z',
    lastSequence: 0,
  });
  const server = createServer({ cert: identity.certificate, key: identity.key, ...options }, (request, response) => {
    request.resume().on('end', () => response.end(body));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  open.push(server);
  const address = server.address();
  return `https://127.0.0.1:${typeof address === 'object' && address ? String(address.port) : ''}`;
}

async function ask(url: string, ca = ours.ca, client?: IssuedIdentity) {
  const { deviceId } = setup.keys.kiosk;
  const gateway = httpsGateway({ url, ca, deviceId, clock: systemClock, ...(client && { client }) });
  const envelope = await seal(
    setup.keys,
    contentFor({ number: '500105199001010013', name: '张示例' }, 'evidence-0000'),
  );
  const outcome = { handshake: await gateway.handshake(never()), submit: await gateway.submit(envelope, never()) };
  gateway.close();
  return outcome;
}
const refused = { handshake: { ok: false, error: 'refusedKiosk' }, submit: { kind: 'blocked' } };

test('the own authority and the right name are accepted (control of all that follows)', async () => {
  const url = await serve(await ours.issue({ commonName: 'Gateway', hosts }));
  expect(await ask(url)).toMatchObject({ handshake: { ok: true } });
  expect(await ask(url.replace('127.0.0.1', 'localhost'))).toMatchObject({ handshake: { ok: true } });
});

describe('refused, and the queue waits', () => {
  test('a certificate of another authority', async () => {
    expect(await ask(await serve(await others.issue({ commonName: 'Gateway', hosts })))).toEqual(refused);
  });

  test('even when the environment tells Node not to look', async () => {
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
    expect(await ask(await serve(await others.issue({ commonName: 'Gateway', hosts })))).toEqual(refused);
  });

  test('a certificate for another host', async () => {
    const identity = await ours.issue({ commonName: '127.0.0.1', hosts: ['gateway.example'] });
    expect(await ask(await serve(identity))).toEqual(refused);
  });

  test.each([
    ['expired', { notBefore: inDays(-9), notAfter: inDays(-1) }],
    ['not valid yet', { notBefore: inDays(1), notAfter: inDays(9) }],
  ])('a certificate that is %s', async (_, period) => {
    expect(await ask(await serve(await ours.issue({ commonName: 'Gateway', hosts, period })))).toEqual(refused);
  });

  test('a certificate that is for clients', async () => {
    expect(await ask(await serve(await ours.issue({ commonName: '127.0.0.1', hosts: [] })))).toEqual(refused);
  });

  test('a server that knows no more than TLS 1.2', async () => {
    const identity = await ours.issue({ commonName: 'Gateway', hosts });
    expect(await ask(await serve(identity, { maxVersion: 'TLSv1.2' }))).toEqual(refused);
  });

  test('a server without TLS on the port', async () => {
    const plain = createPlainServer((_, response) => response.end('{}')).listen(0, '127.0.0.1');
    await once(plain, 'listening');
    const address = plain.address();
    const url = `https://127.0.0.1:${typeof address === 'object' && address ? String(address.port) : ''}`;
    expect(await ask(url)).toEqual(refused);
    plain.close();
    plain.closeAllConnections();
  });
});

test('a name that does not resolve is a gateway that is away, not one that is not trusted', async () => {
  const later = { kind: 'tryLater', retryAfterMs: null };
  // A label of 64 letters is no name (RFC 1035): the answer needs no network.
  expect(await ask(`https://${'a'.repeat(64)}.example`)).toEqual({
    handshake: { ok: false, error: 'away' },
    submit: later,
  });
});

test('http is a mistake of the set-up', () => {
  const options = { url: 'http://127.0.0.1', ca: ours.ca, deviceId: 'kiosk-1', clock: systemClock };
  expect(() => httpsGateway(options)).toThrow('https');
});

describe('a gateway that asks for the certificate of the kiosk', () => {
  test('and ends the TLS connection without one', async () => {
    const identity = await ours.issue({ commonName: 'Gateway', hosts });
    const url = await serve(identity, { requestCert: true, rejectUnauthorized: true, ca: ours.ca });
    expect((await ask(url)).handshake).toEqual(refused.handshake);
    const client = await ours.issue({ commonName: 'Kiosk', hosts: [] });
    expect((await ask(url, ours.ca, client)).handshake).toMatchObject({ ok: true });
  });

  test('lets in a kiosk that has one, turns away one that has none or one of another authority', async () => {
    const { keys } = setup;
    const simulator = await gatewaySimulator({
      keys: keys.gateway,
      clientCertificate: 'required',
      evidence: 'trusted',
    });
    const stranger = await others.issue({ commonName: 'Kiosk', hosts: [] });
    try {
      const welcome = await ask(simulator.url, keys.kiosk.ca, keys.kiosk.client);
      expect(welcome).toMatchObject({ handshake: { ok: true }, submit: { kind: 'answered' } });
      expect(await ask(simulator.url, keys.kiosk.ca)).toEqual(refused);
      expect(await ask(simulator.url, keys.kiosk.ca, stranger)).toEqual(refused);
    } finally {
      await simulator.close();
    }
  });
});
