import { once } from 'node:events';
import { createServer } from 'node:tls';
import type { AddressInfo } from 'node:net';
import { CompactSign, importJWK } from 'jose';
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemClock } from '../../main/clock/clock.ts';
import { verifyAcknowledgement } from '../../main/gateway/acknowledgement.ts';
import { gatewayErrors, recordErrors } from '../../main/gateway/gateway.ts';
import type { Envelope } from '../../main/gateway/gateway.ts';
import { httpsGateway } from '../../main/gateway/https-gateway.ts';
import { newPrivateKey } from '../../main/gateway/key-setup.ts';
import { acknowledgementKeys, contentFor, jpeg, never, seal, temporaryKeys } from './fixture.ts';

/** A server that reads a while and then sends these bytes, whatever they are. */
let answer: Uint8Array = new Uint8Array();
let setup: Awaited<ReturnType<typeof temporaryKeys>>;
let server: ReturnType<typeof createServer>;
let gateway: ReturnType<typeof httpsGateway>;
let envelope: Envelope;

beforeAll(async () => {
  setup = await temporaryKeys();
  const { certificate, key } = setup.keys.gateway.server;
  server = createServer({ cert: certificate, key, minVersion: 'TLSv1.3' }, (socket) => {
    socket.on('error', () => socket.destroy());
    socket.once('data', () => socket.end(answer));
    socket.resume();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { ca, deviceId } = setup.keys.kiosk;
  // A short deadline, for bytes that promise more than they hold; the outcome is one of the closed ones either way.
  const shortMs = 2_000;
  const delays = {
    handshakeMs: shortMs,
    recordMs: shortMs,
    faceMs: shortMs,
    fingerMs: shortMs,
    officerMs: shortMs,
    caseMs: shortMs,
    submitMs: shortMs,
  };
  const url = `https://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  gateway = httpsGateway({ url, ca, deviceId, clock: systemClock, delays });
  const sealed = await seal(setup.keys, contentFor({ number: '500105199001010013', name: '张示例' }, 'evidence-0000'));
  // The server does not look at it: a small one makes quick rounds.
  envelope = { ...sealed, jwe: 'a.b.c.d.e' };
});
afterAll(() => {
  gateway.close();
  server.close();
  setup.remove();
});

const kinds = ['answered', 'rejected', 'conflict', 'tryLater', 'blocked', 'cancelled'];

const http = (status: number, headers: readonly string[], body: string): Uint8Array =>
  Buffer.from(
    [`HTTP/1.1 ${String(status)} X`, `Content-Length: ${String(Buffer.byteLength(body))}`, ...headers, '', body].join(
      '\r\n',
    ),
  );
const status = fc.oneof(fc.integer({ min: 0, max: 999 }), fc.constantFrom(101, 200, 201, 204, 301, 404, 409, 503));
const headerLine = fc.constantFrom(
  'Retry-After: 1e9',
  'Retry-After: soon',
  'Transfer-Encoding: chunked',
  'Content-Encoding: gzip',
  'Content-Length: 5',
  'Upgrade: websocket',
  'Location: https://elsewhere.example/',
  `X: ${'y'.repeat(20_000)}`,
);
const text = fc.string({ unit: 'binary', maxLength: 30 });
const body = fc.oneof(
  text,
  fc.json(),
  text.map((acknowledgement) => JSON.stringify({ acknowledgement })),
  fc.constant(JSON.stringify({ acknowledgement: `${'A'.repeat(8)}.${'B'.repeat(8)}.` })),
  fc.constant(JSON.stringify({ acknowledgement: 'eyJhbGciOiJub25lIn0.e30.AA' })),
  fc.constant(' '.repeat(70_000)),
);
const anyAnswer = fc.oneof(
  fc.uint8Array({ maxLength: 300 }),
  fc.tuple(status, fc.array(headerLine, { maxLength: 2 }), body).map((parts) => http(...parts)),
);

test('whatever bytes come back, the outcome is a closed one and nothing passes as acknowledged', async () => {
  const property = fc.asyncProperty(anyAnswer, async (bytes) => {
    answer = bytes;
    const outcome = await gateway.submit(envelope, never());
    expect(kinds).toContain(outcome.kind);
    if (outcome.kind === 'tryLater' && outcome.retryAfterMs !== null) {
      expect(outcome.retryAfterMs).toBeGreaterThanOrEqual(0);
      expect(outcome.retryAfterMs).toBeLessThanOrEqual(60 * 60 * 1000);
    }
    if (outcome.kind !== 'answered') return;
    const { acknowledgement } = outcome;
    const keys = acknowledgementKeys(setup.keys);
    expect(await verifyAcknowledgement({ acknowledgement, keys, expected: envelope })).toMatchObject({ ok: false });
  });
  await fc.assert(property, { numRuns: 300, endOnFailure: true });
}, 120_000);

test.each([400, 409, 413, 422])('a proxy that says %i cannot bury a submission; the gateway can', async (refusal) => {
  answer = http(refusal, ['Connection: close', 'Content-Type: text/html'], '<h1>Blocked by policy</h1>');
  expect(await gateway.submit(envelope, never())).toEqual({ kind: 'tryLater', retryAfterMs: null });
  const problem = { type: 'urn:kiosk-gateway:malformed-request', title: 'Refused', status: refusal };
  answer = http(refusal, ['Connection: close', 'Content-Type: application/problem+json'], JSON.stringify(problem));
  expect((await gateway.submit(envelope, never())).kind).toBe(refusal === 409 ? 'conflict' : 'rejected');
});

test('whatever bytes come back, a question ends with a closed error', async () => {
  const errors: readonly string[] = [...gatewayErrors, ...recordErrors];
  const asks = [
    () => gateway.handshake(never()),
    () =>
      gateway.findRecord({ claim: { by: 'number', number: '500105199001010013', name: '张示例' }, signal: never() }),
    () => gateway.compareFace({ recordId: 'record-0000', jpeg, signal: never() }),
    () => gateway.compareFinger({ recordId: 'record-0000', format: 'r30x', features: jpeg, signal: never() }),
    () => gateway.askOfficer({ recordId: 'record-0000', question: 'identity', signal: never() }),
    () => gateway.officerDecision({ caseId: 'case-000000', signal: never() }),
    () =>
      gateway.openCase({ service: 'temp-id-proof', about: { by: 'answers' }, group: 'mainland', answers: {} }, never()),
  ];
  const property = fc.asyncProperty(anyAnswer, fc.constantFrom(...asks), async (bytes, ask) => {
    answer = bytes;
    const reply = await ask();
    expect(reply).toMatchObject({ ok: false });
    if (!reply.ok) expect(errors).toContain(reply.error);
  });
  await fc.assert(property, { numRuns: 200, endOnFailure: true });
}, 120_000);

test('an acknowledgement with any change of a character, key, type or algorithm is not believed', async () => {
  const key = setup.keys.gateway.acknowledgementKey;
  const [pinned] = acknowledgementKeys(setup.keys);
  const { sid, sha256 } = envelope;
  const payload = { sid, sha256, serverTime: '2026-11-21T08:00:00Z', outcome: { kind: 'accepted' } };
  const sign = async (content: unknown, header: { alg: string; typ?: string }, signer = key) =>
    new CompactSign(new TextEncoder().encode(JSON.stringify(content)))
      .setProtectedHeader({ kid: key.kid, ...header })
      .sign(await importJWK(signer, header.alg));
  const verify = (acknowledgement: string) =>
    verifyAcknowledgement({ acknowledgement, keys: [pinned!], expected: envelope });
  const typ = 'kiosk-ack1';
  const good = await sign(payload, { alg: 'ES256', typ });

  expect(await verify(good)).toEqual({ ok: true, value: payload });
  expect(await verify(await sign(payload, { alg: 'ES256' }))).toEqual({ ok: false, error: 'malformed' });
  expect(await verify(await sign(payload, { alg: 'ES256', typ: 'kiosk-ke1' }))).toEqual({
    ok: false,
    error: 'malformed',
  });
  const stranger = await newPrivateKey('ES256');
  expect(await verify(await sign(payload, { alg: 'ES256', typ }, stranger))).toEqual({
    ok: false,
    error: 'badSignature',
  });
  expect(await verify(await sign({ ...payload, sha256: '0'.repeat(64) }, { alg: 'ES256', typ }))).toEqual({
    ok: false,
    error: 'wrongSubmission',
  });
  expect(await verify(await sign({ ...payload, outcome: { kind: 'lost' } }, { alg: 'ES256', typ }))).toEqual({
    ok: false,
    error: 'malformed',
  });
  const none = `${Buffer.from(JSON.stringify({ alg: 'none', typ, kid: key.kid })).toString('base64url')}.${good.split('.')[1]!}.AA`;
  expect(await verify(none)).toEqual({ ok: false, error: 'badSignature' });
  const shared = new TextEncoder().encode(JSON.stringify(pinned));
  const hmac = await new CompactSign(new TextEncoder().encode(JSON.stringify(payload)))
    .setProtectedHeader({ alg: 'HS256', typ, kid: key.kid })
    .sign(shared);
  expect(await verify(hmac)).toEqual({ ok: false, error: 'badSignature' });

  const place = fc.integer({ min: 0, max: good.length - 1 });
  const character = fc.constantFrom(...'ABCDEFGHabcdefgh01234567-_.');
  const property = fc.asyncProperty(place, character, async (index, other) => {
    fc.pre(good[index] !== other);
    const changed = good.slice(0, index) + other + good.slice(index + 1);
    // The last character of a part carries unused bits: the same bytes are the same signature.
    fc.pre(changed.split('.').some((part, n) => !same(part, good.split('.')[n] ?? '')));
    expect(await verify(changed)).toMatchObject({ ok: false });
  });
  await fc.assert(property, { numRuns: 1_000 });
});

const same = (a: string, b: string): boolean => Buffer.from(a, 'base64url').equals(Buffer.from(b, 'base64url'));
