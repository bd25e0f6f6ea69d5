import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { err, ok } from '../../main/contract/result.ts';
import { auditHeadSender } from '../../main/gateway/audit-head.ts';
import { auditHeadType, auditReceiptType } from '../../main/gateway/audit-head-messages.ts';
import type { AuditHead } from '../../main/gateway/audit-head-messages.ts';
import type { Gateway } from '../../main/gateway/gateway.ts';
import { newPrivateKey, publicHalf } from '../../main/gateway/key-setup.ts';
import type { PrivateKey } from '../../main/gateway/key-setup.ts';
import { acknowledgementType } from '../../main/gateway/envelope-messages.ts';
import { gatewayAlarms } from '../../main/gateway/simulator/alarms.ts';
import { auditHeads } from '../../main/gateway/simulator/audit-heads.ts';
import { signedJson } from '../../main/gateway/signed-json.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { never, temporaryKeys } from './fixture.ts';

let setup: Awaited<ReturnType<typeof temporaryKeys>>;
let gatewayKey: PrivateKey;
let stranger: PrivateKey;
beforeAll(async () => {
  setup = await temporaryKeys();
  gatewayKey = await newPrivateKey('ES256');
  stranger = { ...(await newPrivateKey('ES256')), kid: gatewayKey.kid };
});
afterAll(() => setup.remove());

const hashOf = (seq: number): string => seq.toString(16).padStart(64, '0');
const headOf = (seq: number, change: Partial<AuditHead> = {}): AuditHead => ({
  deviceId: setup.keys.kiosk.deviceId,
  seq,
  hash: hashOf(seq),
  wall: '2026-11-21T08:00:00Z',
  ...change,
});

const receiptOf = (seq: number, change: object = {}) => {
  const { deviceId, hash } = headOf(seq);
  return { deviceId, seq, hash, serverTime: '2026-11-21T08:00:01Z', ...change };
};
/** The seventh head, to a gateway that answers so. */
const send = (anchorAuditHead: Gateway['anchorAuditHead']) =>
  auditHeadSender({
    gateway: { anchorAuditHead },
    clock: new FakeClock(),
    deviceId: setup.keys.kiosk.deviceId,
    deviceKey: setup.keys.kiosk.deviceKey,
    acknowledgementKeys: () => [publicHalf(gatewayKey)],
  })({ seq: 7, hash: Buffer.from(hashOf(7), 'hex') }, never());

describe('the kiosk believes', () => {
  test('the gateway’s receipt for exactly this head', async () => {
    const receipt = await signedJson(receiptOf(7), auditReceiptType, gatewayKey);
    expect(await send(async () => ok(receipt))).toEqual({
      ok: true,
      value: { seq: 7, hash: Buffer.from(hashOf(7), 'hex'), receipt, serverTime: '2026-11-21T08:00:01Z' },
    });
  });

  test.each<[string, () => Promise<string>]>([
    ['by another key under the same name', () => signedJson(receiptOf(7), auditReceiptType, stranger)],
    ['that is an acknowledgement', () => signedJson(receiptOf(7), acknowledgementType, gatewayKey)],
    ['for another entry', () => signedJson(receiptOf(6), auditReceiptType, gatewayKey)],
    ['for another hash', () => signedJson(receiptOf(7, { hash: hashOf(8) }), auditReceiptType, gatewayKey)],
    ['for another kiosk', () => signedJson(receiptOf(7, { deviceId: 'kiosk-else' }), auditReceiptType, gatewayKey)],
    ['without a time', () => signedJson(receiptOf(7, { serverTime: 'now' }), auditReceiptType, gatewayKey)],
    ['that is none', async () => 'a.b.c'],
  ])('no receipt %s', async (_, answer) => {
    expect(await send(async () => ok(await answer()))).toEqual({ ok: false, error: 'notNow' });
  });

  test.each([
    ['auditHeadRefused', 'refused'],
    ['away', 'notNow'],
    ['busy', 'notNow'],
    ['refusedKiosk', 'notNow'],
  ] as const)('an answer of %s is %s', async (error, meaning) => {
    expect(await send(async () => err(error))).toEqual({ ok: false, error: meaning });
  });
});

/** The gateway's side, and how this kiosk or another shows it a head. */
function heads() {
  const alarms = gatewayAlarms();
  const taken = auditHeads({
    keys: setup.keys.gateway,
    chest: { acknowledgementKey: () => gatewayKey },
    clock: new FakeClock(),
    alarms,
  });
  const { deviceId, deviceKey } = setup.keys.kiosk;
  const take = async (head: object, { key = deviceKey, type = auditHeadType, asker = deviceId } = {}) => {
    const answer = await taken.take(await signedJson(head, type, key), asker);
    return answer.ok ? 'receipt' : answer.error;
  };
  return { alarms, take, kept: () => taken.of(deviceId).map(({ seq }) => seq) };
}

describe('the gateway', () => {
  test('keeps heads that go on, and answers the last one again', async () => {
    const { alarms, take, kept } = heads();
    for (const seq of [3, 7, 7, 120]) expect(await take(headOf(seq))).toBe('receipt');
    expect([kept(), alarms.raised]).toEqual([[3, 7, 120], []]);
  });

  test.each<[string, Partial<AuditHead>]>([
    ['goes back', { seq: 6, hash: hashOf(6) }],
    ['has another hash for the same entry', { hash: hashOf(8) }],
  ])('refuses a head that %s, with an alarm', async (_, change) => {
    const { alarms, take, kept } = heads();
    await take(headOf(7));
    expect(await take(headOf(7, change))).toBe('auditHeadRefused');
    expect(kept()).toEqual([7]);
    expect(alarms.raised).toEqual([
      { kind: 'auditHead', deviceId: setup.keys.kiosk.deviceId, seq: change.seq ?? 7, known: 7 },
    ]);
  });

  test('refuses what is not a head of the kiosk that asks', async () => {
    const { take, kept } = heads();
    const forged = { ...(await newPrivateKey('ES256')), kid: setup.keys.kiosk.deviceKey.kid };
    expect(await take(headOf(1), { key: forged })).toBe('badSignature');
    expect(await take(headOf(1), { type: auditReceiptType })).toBe('malformed');
    expect(await take(headOf(1, { deviceId: 'kiosk-else' }))).toBe('malformed');
    expect(await take(headOf(1), { asker: 'kiosk-else' })).toBe('unknownDevice');
    expect(await take({ ...headOf(1), name: 'x' })).toBe('malformed');
    expect(kept()).toEqual([]);
  });
});
