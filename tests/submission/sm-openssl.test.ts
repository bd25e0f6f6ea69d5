import { randomBytes, randomInt } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seededRandom } from '../../main/contract/seeded-random.ts';
import type { SuitePrivateKey } from '../../main/gateway/key-messages.ts';
import { signedText } from '../../main/gateway/envelope-messages.ts';
import { isSmSigned, openSmSeal } from '../../main/gateway/simulator/open-sm-envelope.ts';
import { newSm2PrivateKey, SM2_USER_ID } from '../../main/gateway/sm2-key.ts';
import { ke1Sm } from '../../main/submission/sm-suite.ts';
import {
  ciphertextC1c3c2,
  ciphertextDer,
  hasSmOpenssl,
  openssl,
  signatureDer,
  signatureRs,
} from '../support/openssl.ts';
import type { Openssl } from '../support/openssl.ts';

const header = { sid: 'a'.repeat(32), deviceId: 'kiosk-test', sequence: 7 };
const seed = Number(process.env['KIOSK_SEED'] ?? randomInt(1_000_000));
const random = seededRandom(seed);
const someBytes = (length: number): Buffer => Buffer.from(Array.from({ length }, () => Math.floor(random() * 256)));
const parts = (text: string): Buffer[] => text.split('.').map((part) => Buffer.from(part, 'base64url'));
const joined = (head: string, ...rest: Uint8Array[]): string =>
  [head, ...rest.map((part) => Buffer.from(part).toString('base64url'))].join('.');

describe.skipIf(!hasSmOpenssl())(`against openssl (seed ${String(seed)})`, () => {
  let other: Openssl;
  let ours: SuitePrivateKey;
  let theirs: SuitePrivateKey;
  beforeAll(async () => {
    other = openssl();
    ours = await newSm2PrivateKey();
    theirs = await other.newKey();
  });
  afterAll(() => other.close());

  it('makes keys that it takes, and takes its keys', async () => {
    for (let round = 0; round < 5; round += 1) other.check(await newSm2PrivateKey());
    // Control: the same key with another number is not one.
    expect(() => other.check({ ...ours, d: theirs.d })).toThrow(/openssl pkey/);
    expect(openSmSeal(await ke1Sm.seal(someBytes(100), header, theirs), theirs)).not.toBeNull();
  });

  it('makes the same SM3 of every length around a block', () => {
    for (const length of [0, 1, 3, 55, 56, 63, 64, 65, 119, 120, 128, 1000, 70_000]) {
      const bytes = someBytes(length);
      expect(Buffer.from(ke1Sm.digest(bytes)).toString('hex'), `${String(length)} bytes`).toBe(other.sm3(bytes));
    }
  });

  it('seals what it opens, tag and all', async () => {
    for (const length of [1, 16, 100, 4096, 5000]) {
      const plaintext = someBytes(length);
      const sealed = await ke1Sm.seal(plaintext, header, theirs);
      const [, wrapped, iv, ciphertext, tag] = parts(sealed);
      const contentKey = other.sm2Decrypt(ciphertextDer(wrapped!), theirs);
      expect(contentKey).toHaveLength(16);
      const made = other.sm4Gcm(contentKey, iv!, plaintext, Buffer.from(sealed.split('.')[0]!));
      expect(made.output.equals(ciphertext!)).toBe(true);
      expect(made.tag.equals(tag!)).toBe(true);
    }
  });

  it('opens what it seals', () => {
    for (const length of [1, 31, 4096]) {
      const plaintext = someBytes(length);
      const [contentKey, iv] = [randomBytes(16), randomBytes(12)];
      const head = Buffer.from(JSON.stringify({ alg: 'SM2', enc: 'SM4GCM' })).toString('base64url');
      const wrapped = ciphertextC1c3c2(other.sm2Encrypt(contentKey, ours));
      const { output, tag } = other.sm4Gcm(contentKey, iv, plaintext, Buffer.from(head));
      const opened = openSmSeal(joined(head, wrapped, iv, output, tag), ours);
      expect(opened && Buffer.from(opened.plaintext).equals(plaintext)).toBe(true);
      // Control: with one bit of its tag turned.
      tag[15]! ^= 1;
      expect(openSmSeal(joined(head, wrapped, iv, output, tag), ours)).toBeNull();
    }
  });

  it('signs what it finds good, and nothing else', async () => {
    for (let round = 0; round < 4; round += 1) {
      const text = `round ${String(round)}`;
      const signed = await ke1Sm.sign(text, ours);
      const input = Buffer.from(`${signed.split('.')[0]!}.${Buffer.from(text).toString('base64url')}`);
      const der = signatureDer(parts(signed)[2]!);
      expect(other.sm2Verify(input, der, ours, SM2_USER_ID)).toBe(true);
      expect(other.sm2Verify(Buffer.concat([input, Buffer.of(0)]), der, ours, SM2_USER_ID)).toBe(false);
      expect(other.sm2Verify(input, der, ours, '8765432187654321')).toBe(false);
      expect(other.sm2Verify(input, der, theirs, SM2_USER_ID)).toBe(false);
    }
  });

  it('finds good what it signs, and nothing else', async () => {
    const { sid, deviceId, sequence } = header;
    for (let round = 0; round < 4; round += 1) {
      const jwe = await ke1Sm.seal(someBytes(50), header, ours);
      const head = Buffer.from(JSON.stringify({ alg: 'SM2SM3', kid: theirs.kid })).toString('base64url');
      const text = signedText({ sid, sequence, sha256: other.sm3(Buffer.from(jwe)) });
      const input = Buffer.from(`${head}.${Buffer.from(text).toString('base64url')}`);
      const signedFor = (userId: string) => ({
        sid,
        jwe,
        sha256: '',
        deviceId,
        sequence,
        signature: `${head}..${signatureRs(other.sm2Sign(input, theirs, userId)).toString('base64url')}`,
      });
      expect(isSmSigned(signedFor(SM2_USER_ID), theirs)).toBe(true);
      expect(isSmSigned(signedFor(SM2_USER_ID), ours)).toBe(false);
      expect(isSmSigned(signedFor('8765432187654321'), theirs)).toBe(false);
    }
  });
});
