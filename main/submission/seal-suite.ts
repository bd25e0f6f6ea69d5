import { createHash } from 'node:crypto';
import { CompactEncrypt, CompactSign, importJWK } from 'jose';
import { envelopeType } from '../gateway/envelope-messages.ts';
import type { SuitePrivateKey, SuitePublicKey } from '../gateway/key-messages.ts';

/** What a seal binds to the content: nothing sealed can travel under another's id, device or number. */
export interface SealHeader {
  /** From `newSubmissionId`. */
  readonly sid: string;
  readonly deviceId: string;
  /** From `reserveNumber`. */
  readonly sequence: number;
}

/**
 * One family of ciphers, chosen by configuration. Whatever the suite, the sealed text has the five parts of a compact
 * JWE with the members of `boundMembers` in its protected header, and the signature is a detached compact JWS of 64
 * bytes, so that queue, transports and schemas need not know which one it was.
 */
export interface SealSuite {
  readonly id: 'KE1' | 'KE1-SM';
  /** Of every key that it takes. */
  readonly curve: SuitePublicKey['crv'];
  /** @throws when the key is not on the suite's curve. */
  seal(plaintext: Uint8Array, header: SealHeader, to: SuitePublicKey): Promise<string>;
  /** 32 bytes. */
  readonly digest: (bytes: Uint8Array) => Uint8Array;
  /** RFC 7515, appendix F: a compact JWS without its middle part, which both sides can write themselves. */
  sign(text: string, key: SuitePrivateKey): Promise<string>;
}

/** The protected header's members that are the same in every suite; the suite adds alg, enc and typ. */
export const boundMembers = ({ sid, deviceId, sequence }: SealHeader, to: SuitePublicKey) => ({
  kid: to.kid,
  sid,
  dev: deviceId,
  /** 2: the plaintext is packed (see pack.ts). */
  ver: 2,
  seq: sequence,
});

const known = new WeakMap<SuitePublicKey, ReturnType<typeof importJWK>>();

/** Once for each: it takes as long as the rest of a small seal. */
function imported(key: SuitePublicKey, alg: string): ReturnType<typeof importJWK> {
  const before = known.get(key);
  if (before) return before;
  const now = importJWK(key, alg);
  known.set(key, now);
  return now;
}

/** The default suite: RFC 7516 and 7518 on P-256, AES and SHA-256. */
export const ke1: SealSuite = {
  id: 'KE1',
  curve: 'P-256',
  async seal(plaintext, header, to) {
    return new CompactEncrypt(plaintext)
      .setProtectedHeader({ alg: 'ECDH-ES+A256KW', enc: 'A256GCM', typ: envelopeType, ...boundMembers(header, to) })
      .encrypt(await imported(to, 'ECDH-ES+A256KW'));
  },
  digest: (bytes) => createHash('sha256').update(bytes).digest(),
  async sign(text, key) {
    const jws = await new CompactSign(new TextEncoder().encode(text))
      .setProtectedHeader({ alg: 'ES256', kid: key.kid })
      .sign(await imported(key, 'ES256'));
    const [header, , signature] = jws.split('.');
    return `${String(header)}..${String(signature)}`;
  },
};
