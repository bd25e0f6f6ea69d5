import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CompactEncrypt, CompactSign, importJWK } from 'jose';
import { systemClock, type Clock } from '../../main/clock/clock.ts';
import type { Envelope, PersonRecord } from '../../main/gateway/gateway.ts';
import { httpsGateway } from '../../main/gateway/https-gateway.ts';
import { gatewaySimulator } from '../../main/gateway/simulator/gateway-simulator.ts';
import type { GatewaySimulator, GatewaySimulatorOptions } from '../../main/gateway/simulator/gateway-simulator.ts';
import { publicHalf, setUpSimulatedKeys } from '../../main/gateway/key-setup.ts';
import type { SimulatedKeys } from '../../main/gateway/key-setup.ts';
import type { Application } from '../../main/gateway/submission-content.ts';
import type { PublicKey } from '../../main/gateway/key-messages.ts';
import type { Attachments } from '../../main/submission/pack.ts';

/** Keys for both suites in a folder of their own, and how to remove it. */
export async function temporaryKeys(): Promise<{ keys: SimulatedKeys; dir: string; remove: () => void }> {
  const dir = mkdtempSync(join(tmpdir(), 'gateway-keys-'));
  const keys = await setUpSimulatedKeys(dir, systemClock, { sm: true });
  return { keys, dir, remove: () => rmSync(dir, { recursive: true, force: true }) };
}

/** A simulated gateway with keys of its own, and the line of the one kiosk that it knows. */
export interface GatewayInTest {
  readonly keys: SimulatedKeys;
  readonly simulator: GatewaySimulator;
  readonly gateway: ReturnType<typeof httpsGateway>;
  close(): Promise<void>;
}

/** `options.clock` is the gateway's; the kiosk's too, unless it has its own. */
export async function gatewayInTest(
  options: Omit<GatewaySimulatorOptions, 'keys'> = {},
  kioskClock: Clock = options.clock ?? systemClock,
): Promise<GatewayInTest> {
  const { keys, remove } = await temporaryKeys();
  const simulator = await gatewaySimulator({ ...options, keys: keys.gateway });
  const { ca, deviceId } = keys.kiosk;
  const gateway = httpsGateway({ url: simulator.url, ca, deviceId, clock: kioskClock });
  return {
    keys,
    simulator,
    gateway,
    async close() {
      gateway.close();
      await simulator.close();
      remove();
    },
  };
}

export const never = (): AbortSignal => new AbortController().signal;

/** The smallest thing that begins and ends as a JPEG does. */
export const jpeg = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xd9]);

export const contentFor = (
  person: Pick<PersonRecord, 'number' | 'name'>,
  evidenceId: string,
  change: Partial<Application> = {},
): Application => ({
  version: 3,
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
  fingers: null,
  person: { number: person.number, name: person.name },
  evidence: { kind: 'face', evidenceId },
  identitySource: 'typed',
  answers: { purpose: 'rail', receivingUnit: '示例站', phone: '+8613800000000' },
  validityHours: 24,
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
  change: {
    sid?: string;
    sequence?: number;
    header?: Record<string, unknown>;
    deviceId?: string;
    attachments?: Attachments;
  } = {},
): Promise<Envelope> {
  const sid = change.sid ?? randomBytes(16).toString('hex');
  const sequence = change.sequence ?? 1;
  const jwe = await new CompactEncrypt(packed(content, change.attachments ?? {}))
    .setProtectedHeader({
      alg: 'ECDH-ES+A256KW',
      enc: 'A256GCM',
      kid: keys.gateway.sealingKey.kid,
      typ: 'kiosk-ke1',
      sid,
      dev: keys.kiosk.deviceId,
      ver: 2,
      seq: sequence,
      ...change.header,
    })
    .encrypt(await importJWK(publicHalf(keys.gateway.sealingKey), 'ECDH-ES+A256KW'));
  const sha256 = sha256Of(jwe);
  const signature = await signDetached(keys.kiosk.deviceKey, `${sid}.${String(sequence)}.${sha256}`);
  return { sid, jwe, sha256, signature, deviceId: change.deviceId ?? keys.kiosk.deviceId, sequence };
}

const sha256Of = (bytes: string | Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

function packed(content: unknown, attachments: Attachments): Uint8Array {
  const parts = Object.entries(attachments);
  const listed = parts.map(([name, bytes]) => ({ name, length: bytes.length, digest: sha256Of(bytes) }));
  const manifest = Buffer.from(JSON.stringify({ content, attachments: listed }));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(manifest.length);
  const whole = Buffer.concat([Buffer.from('XJP1'), length, manifest, ...parts.map(([, bytes]) => bytes)]);
  const size = [4_096, 16_384].find((each) => whole.length <= each) ?? Math.ceil(whole.length / 65_536) * 65_536;
  return Buffer.concat([whole, Buffer.alloc(size - whole.length)]);
}

/** What a kiosk's ring holds after a good handshake. */
export const acknowledgementKeys = ({ gateway }: SimulatedKeys): PublicKey[] => [
  publicHalf(gateway.acknowledgementKey),
];

export async function signDetached(key: SimulatedKeys['kiosk']['deviceKey'], text: string): Promise<string> {
  const jws = await new CompactSign(new TextEncoder().encode(text))
    .setProtectedHeader({ alg: 'ES256' })
    .sign(await importJWK(key, 'ES256'));
  return jws.replace(/\.[^.]+\./, '..');
}
