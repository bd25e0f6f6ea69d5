import { sm2, sm4 } from 'sm-crypto-v2';
import type { Envelope } from '../gateway.ts';
import { signedText } from '../envelope-messages.ts';
import type { SuitePrivateKey, SuitePublicKey } from '../key-messages.ts';
import { SM2_ORDER, SM2_USER_ID, sm2PrivateHex, sm2PublicHex } from '../sm2-key.ts';
import { sm3Digest } from '../sm3.ts';

export interface OpenedSeal {
  /** Authentic: nobody changed it after sealing. Whether it is this envelope's is for the caller to compare. */
  readonly header: Readonly<Record<string, unknown>>;
  readonly plaintext: Uint8Array;
}

/** Point, digest and the wrapped key: C1 ‖ C3 ‖ C2. */
const WRAPPED_BYTES = 65 + 32 + 16;
const C1C3C2 = 1;

/** The other end of KE1-SM (main/submission/sm-suite.ts). Null when it was sealed to another key or changed since. */
export function openSmSeal(sealed: string, key: SuitePrivateKey): OpenedSeal | null {
  const parts = sealed.split('.');
  const [head = '', ...rest] = parts;
  const [wrapped, iv, ciphertext, tag] = rest.map(bytesOf);
  const header = parseHeader(head);
  if (parts.length !== 5 || !header || !wrapped || !iv || !ciphertext || !tag) return null;
  // A tag or an IV of another length would weaken GCM, and sm-crypto-v2 does not look.
  if (wrapped.length !== WRAPPED_BYTES || wrapped[0] !== 4 || iv.length !== 12 || tag.length !== 16) return null;
  try {
    const contentKey = sm2.doDecrypt(wrapped.subarray(1).toString('hex'), sm2PrivateHex(key), C1C3C2, {
      output: 'array',
    });
    if (contentKey.length !== 16) return null;
    const associatedData = Buffer.from(head, 'latin1');
    const plaintext = sm4.decrypt(ciphertext, contentKey, { mode: 'gcm', iv, tag, associatedData, output: 'array' });
    return { header, plaintext };
  } catch {
    // A point that is not on the curve, or a tag that does not fit.
    return null;
  }
}

/** Whether the device with this key signed this envelope's id, number and content. */
export function isSmSigned(envelope: Envelope, key: SuitePublicKey): boolean {
  const [head = '', middle, tail = '', ...more] = envelope.signature.split('.');
  const header = parseJson(head);
  const signature = bytesOf(tail);
  if (header?.['alg'] !== 'SM2SM3' || middle !== '' || more.length > 0) return false;
  if (signature?.length !== 64 || !isInOrder(signature.subarray(0, 32)) || !isInOrder(signature.subarray(32))) {
    return false;
  }
  const sm3 = sm3Digest(Buffer.from(envelope.jwe, 'latin1')).toString('hex');
  const text = signedText({ ...envelope, sha256: sm3 });
  const input = Buffer.from(`${head}.${Buffer.from(text).toString('base64url')}`, 'latin1');
  const options = { hash: true, userId: SM2_USER_ID };
  return sm2.doVerifySignature(input, signature.toString('hex'), sm2PublicHex(key), options);
}

/** GB/T 32918.2, 7.1: r and s are from 1 to n − 1. sm-crypto-v2 does not look at r. */
function isInOrder(bytes: Buffer): boolean {
  const value = BigInt(`0x${bytes.toString('hex')}`);
  return value > 0n && value < SM2_ORDER;
}

function parseHeader(part: string): Readonly<Record<string, unknown>> | null {
  const header = parseJson(part);
  return header?.['alg'] === 'SM2' && header['enc'] === 'SM4GCM' ? header : null;
}

function parseJson(part: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(bytesOf(part)?.toString('utf8') ?? '');
    return typeof value === 'object' && value !== null ? { ...value } : null;
  } catch {
    return null;
  }
}

/** Only the one way of writing these bytes: a part with a bit more than it needs is a changed part. */
function bytesOf(base64url: string): Buffer | null {
  const bytes = Buffer.from(base64url, 'base64url');
  return bytes.toString('base64url') === base64url ? bytes : null;
}
