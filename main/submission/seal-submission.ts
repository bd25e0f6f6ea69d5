import { createHash, randomBytes } from 'node:crypto';
import { CompactEncrypt, CompactSign, importJWK } from 'jose';
import type { Envelope, Handshake } from '../gateway/gateway.ts';
import type { PrivateKey } from '../gateway/key-setup.ts';
import { envelopeType, maximumEnvelopeBytes, signedText } from '../gateway/messages.ts';
import { canonicalJson } from './canonical-json.ts';

export interface SealRequest {
  /** From `newSubmissionId`. */
  readonly sid: string;
  /** From `reserveNumber`. */
  readonly sequence: number;
  readonly deviceId: string;
  /** The gateway's, from its handshake: whoever has this disk cannot open what is on it. */
  readonly sealingKey: Handshake['sealingKey'];
  /** The device's own (ES256). */
  readonly signingKey: PrivateKey;
}

/** Sizes are seen by whoever watches the line; in steps this large they tell little. */
export const PADDING_STEP_BYTES = 64 * 1024;

/** 128 random bits, hex: names the submission for ever and makes sending it twice harmless. */
export const newSubmissionId = (): string => randomBytes(16).toString('hex');

/**
 * The content, sealed to the gateway and signed by the device: from here on nothing on this kiosk can read it.
 *
 * The plaintext is canonical JSON, padded with spaces to the next 64 KiB, so that reading it as JSON removes the
 * padding. The protected header binds id, device and sequence to the content.
 * @throws when the content is no JSON or larger than the gateway takes.
 */
export async function sealSubmission(content: object, request: SealRequest): Promise<Envelope> {
  const { sid, sequence, deviceId, sealingKey, signingKey } = request;
  const jwe = await new CompactEncrypt(padded(canonicalJson(content)))
    .setProtectedHeader({
      alg: 'ECDH-ES+A256KW',
      enc: 'A256GCM',
      kid: sealingKey.kid,
      typ: envelopeType,
      sid,
      dev: deviceId,
      ver: 1,
      seq: sequence,
    })
    .encrypt(await importJWK(sealingKey, 'ECDH-ES+A256KW'));
  if (jwe.length > maximumEnvelopeBytes) throw new RangeError(`A submission of ${String(jwe.length)} bytes`);
  const sha256 = createHash('sha256').update(jwe).digest('hex');
  const signature = await detachedSignature(signedText({ sid, sequence, sha256 }), signingKey);
  return { sid, jwe, sha256, signature, deviceId, sequence };
}

function padded(text: string): Uint8Array {
  const bytes = new TextEncoder().encode(text);
  const room = new Uint8Array(Math.ceil(bytes.length / PADDING_STEP_BYTES) * PADDING_STEP_BYTES).fill(0x20);
  room.set(bytes);
  return room;
}

/** RFC 7515, appendix F: a compact JWS without its middle part, which both sides can write themselves. */
async function detachedSignature(text: string, key: PrivateKey): Promise<string> {
  const jws = await new CompactSign(new TextEncoder().encode(text))
    .setProtectedHeader({ alg: 'ES256', kid: key.kid })
    .sign(await importJWK(key, 'ES256'));
  const [header, , signature] = jws.split('.');
  return `${String(header)}..${String(signature)}`;
}
