import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CompactEncrypt, CompactSign, importJWK } from 'jose';
import type { Envelope, PersonRecord } from '../../main/gateway/gateway.ts';
import { publicHalf, setUpSimulatedKeys } from '../../main/gateway/key-setup.ts';
import type { SimulatedKeys } from '../../main/gateway/key-setup.ts';
import type { Application } from '../../main/gateway/messages.ts';

/** Keys in a folder of their own, and how to remove it. */
export async function temporaryKeys(): Promise<{ keys: SimulatedKeys; dir: string; remove: () => void }> {
  const dir = mkdtempSync(join(tmpdir(), 'gateway-keys-'));
  return { keys: await setUpSimulatedKeys(dir), dir, remove: () => rmSync(dir, { recursive: true, force: true }) };
}

export const never = (): AbortSignal => new AbortController().signal;

/** The smallest thing that begins and ends as a JPEG does. */
export const jpeg = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xd9]);

export const contentFor = (
  person: Pick<PersonRecord, 'number' | 'name'>,
  evidenceId: string,
  change: Partial<Application> = {},
): Application => ({
  version: 2,
  kind: 'application',
  service: 'temp-id-proof',
  receiptNumber: 'R-20261121-0001',
  language: 'zh-CN',
  createdAt: '2026-11-21T08:00:00Z',
  group: 'mainland',
  guardian: null,
  caseId: null,
  item: null,
  response: null,
  defence: null,
  paymentOrderId: null,
  idPhotoJpeg: null,
  fingers: null,
  person: { number: person.number, name: person.name },
  evidence: { kind: 'face', evidenceId },
  identitySource: 'typed',
  answers: { purpose: 'rail', receivingUnit: '示例站', phone: '+8613800000000' },
  validityHours: 24,
  photoJpeg: null,
  signaturePath: 'M0 0L1 1',
  signatureStrokes: [
    [
      [0, 0, 0, 0.5],
      [1, 1, 25, 0.75],
    ],
  ],
  ...change,
});

/** Seals as a kiosk does, written apart from the kiosk's own code so that the two check each other. */
export async function seal(
  keys: SimulatedKeys,
  content: unknown,
  change: { sid?: string; sequence?: number; header?: Record<string, unknown>; deviceId?: string } = {},
): Promise<Envelope> {
  const sid = change.sid ?? randomBytes(16).toString('hex');
  const sequence = change.sequence ?? 1;
  const plaintext = new TextEncoder().encode(JSON.stringify(content).padEnd(65_536));
  const jwe = await new CompactEncrypt(plaintext)
    .setProtectedHeader({
      alg: 'ECDH-ES+A256KW',
      enc: 'A256GCM',
      kid: keys.gateway.sealingKey.kid,
      typ: 'kiosk-ke1',
      sid,
      dev: keys.kiosk.deviceId,
      ver: 1,
      seq: sequence,
      ...change.header,
    })
    .encrypt(await importJWK(publicHalf(keys.gateway.sealingKey), 'ECDH-ES+A256KW'));
  const sha256 = createHash('sha256').update(jwe).digest('hex');
  const signature = await signDetached(keys.kiosk.deviceKey, `${sid}.${String(sequence)}.${sha256}`);
  return { sid, jwe, sha256, signature, deviceId: change.deviceId ?? keys.kiosk.deviceId, sequence };
}

export async function signDetached(key: SimulatedKeys['kiosk']['deviceKey'], text: string): Promise<string> {
  const jws = await new CompactSign(new TextEncoder().encode(text))
    .setProtectedHeader({ alg: 'ES256' })
    .sign(await importJWK(key, 'ES256'));
  return jws.replace(/\.[^.]+\./, '..');
}
