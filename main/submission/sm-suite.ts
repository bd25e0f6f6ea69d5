import { randomBytes } from 'node:crypto';
import { sm2, sm4 } from 'sm-crypto-v2';
import { envelopeType } from '../gateway/envelope-messages.ts';
import { SM2_USER_ID, sm2PrivateHex, sm2PublicHex } from '../gateway/sm2-key.ts';
import { sm3Digest } from '../gateway/sm3.ts';
import { boundMembers } from './seal-suite.ts';
import type { SealSuite } from './seal-suite.ts';

/** GB/T 32918.4: point, digest, ciphertext. The older order is C1C2C3. */
const C1C3C2 = 1;
const CONTENT_KEY_BYTES = 16;
const IV_BYTES = 12;

/**
 * The Chinese suite: SM2 (GB/T 32918), SM3 (GB/T 32905), SM4 (GB/T 32907) in GCM. JOSE has no names for these, so that
 * alg and enc are our own; the five parts are those of a compact JWE: protected header, wrapped key, IV, ciphertext,
 * tag, with the first part as GCM's additional data.
 *
 * Where node:crypto knows these names it is by an OpenSSL that Electron does not have: none of them is used here.
 */
export const ke1Sm: SealSuite = {
  id: 'KE1-SM',
  curve: 'SM2',
  async seal(plaintext, header, to) {
    const contentKey = randomBytes(CONTENT_KEY_BYTES);
    const iv = randomBytes(IV_BYTES);
    const head = encoded({ alg: 'SM2', enc: 'SM4GCM', typ: envelopeType, ...boundMembers(header, to) });
    // sm-crypto-v2 leaves out the byte that says "uncompressed"; the standard has it.
    const wrapped = Buffer.from(`04${sm2.doEncrypt(contentKey, sm2PublicHex(to), C1C3C2)}`, 'hex');
    const { output, tag } = sm4.encrypt(plaintext, contentKey, {
      mode: 'gcm',
      iv,
      associatedData: Buffer.from(head, 'latin1'),
      output: 'array',
      outputTag: true,
    });
    contentKey.fill(0);
    if (!tag) throw new Error('SM4-GCM gave no tag');
    const parts = [wrapped, iv, output, tag].map((part) => Buffer.from(part).toString('base64url'));
    return [head, ...parts].join('.');
  },
  digest: sm3Digest,
  /** SM2 with SM3 over the JWS signing input, for the user id of GM/T 0009; r and s of 32 bytes each, no ASN.1. */
  async sign(text, key) {
    const head = encoded({ alg: 'SM2SM3', kid: key.kid });
    const input = Buffer.from(`${head}.${Buffer.from(text).toString('base64url')}`, 'latin1');
    const signature = sm2.doSignature(input, sm2PrivateHex(key), {
      hash: true,
      publicKey: sm2PublicHex(key),
      userId: SM2_USER_ID,
    });
    return `${head}..${Buffer.from(signature, 'hex').toString('base64url')}`;
  },
};

const encoded = (header: object): string => Buffer.from(JSON.stringify(header)).toString('base64url');
