import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { calculateJwkThumbprint } from 'jose';
import type { SuitePrivateKey, SuitePublicKey } from '../../main/gateway/key-messages.ts';

let found: boolean | undefined;

/** Tells on the first call how to get an openssl that can do SM2, SM3 and SM4; tests that need it are then skipped. */
export function hasSmOpenssl(): boolean {
  if (found === undefined) {
    const asked = [['ecparam', '-name', 'SM2', '-noout'], ['dgst', '-sm3', '/dev/null'], smEcb('0'.repeat(32))];
    found = asked.every((args) => spawnSync('openssl', args, { input: '' }).status === 0);
    if (!found) console.warn('checks of SM2, SM3 and SM4 against openssl are skipped: apt-get install openssl');
  }
  return found;
}

const smEcb = (keyHex: string): string[] => ['enc', '-sm4-ecb', '-nopad', '-K', keyHex];

/** Debian's openssl as the other end: nothing here is done by the code that is tested. */
export interface Openssl {
  sm3(bytes: Uint8Array): string;
  newKey(): Promise<SuitePrivateKey>;
  /** Throws when openssl does not take the key. */
  check(key: SuitePrivateKey): void;
  /** DER in, DER out: as openssl has SM2's ciphertexts and signatures. */
  sm2Encrypt(bytes: Uint8Array, key: SuitePublicKey): Buffer;
  sm2Decrypt(der: Uint8Array, key: SuitePrivateKey): Buffer;
  sm2Sign(bytes: Uint8Array, key: SuitePrivateKey, userId: string): Buffer;
  sm2Verify(bytes: Uint8Array, der: Uint8Array, key: SuitePublicKey, userId: string): boolean;
  /** SM4-GCM out of openssl's SM4: it has CTR and ECB, but no GCM. */
  sm4Gcm(key: Uint8Array, iv: Uint8Array, plaintext: Uint8Array, header: Uint8Array): { output: Buffer; tag: Buffer };
  /** Removes its folder. */
  close(): void;
}

export function openssl(): Openssl {
  const folder = mkdtempSync(path.join(tmpdir(), 'kiosk-openssl-'));
  let written = 0;
  const fileOf = (bytes: Uint8Array | string): string => {
    const file = path.join(folder, String((written += 1)));
    writeFileSync(file, bytes);
    return file;
  };

  return {
    sm3: (bytes) => run(['dgst', '-sm3', '-r'], bytes).toString().slice(0, 64),
    async newKey() {
      const pem = run(['genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:SM2']);
      return keyOf(run(['pkey', '-outform', 'DER', '-traditional'], pem));
    },
    check: (key) => void run(['pkey', '-inform', 'DER', '-check', '-noout'], privateDer(key)),
    sm2Encrypt: (bytes, key) => run(['pkeyutl', '-encrypt', ...publicKey(fileOf(publicDer(key)))], bytes),
    sm2Decrypt: (der, key) => run(['pkeyutl', '-decrypt', ...privateKey(fileOf(privateDer(key)))], der),
    // With -rawin it wants a file, whose length it knows beforehand.
    sm2Sign: (bytes, key, userId) =>
      run(['pkeyutl', '-sign', ...privateKey(fileOf(privateDer(key))), ...signedBy(userId), '-in', fileOf(bytes)]),
    sm2Verify(bytes, der, key, userId) {
      const files = ['-in', fileOf(bytes), '-sigfile', fileOf(der)];
      const args = ['pkeyutl', '-verify', ...publicKey(fileOf(publicDer(key))), ...signedBy(userId), ...files];
      return spawnSync('openssl', args).status === 0;
    },
    sm4Gcm(key, iv, plaintext, header) {
      const counter = (value: number): Buffer => Buffer.concat([iv, Buffer.from([0, 0, 0, value])]);
      const output = run(['enc', '-sm4-ctr', '-K', hex(key), '-iv', hex(counter(2))], plaintext);
      const tag = xor(ghash(ecb(key, new Uint8Array(16)), header, output), ecb(key, counter(1)));
      return { output, tag };
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function run(args: readonly string[], input: Uint8Array = new Uint8Array()): Buffer {
  const { status, stdout, stderr } = spawnSync('openssl', args, { input, maxBuffer: 64 * 1024 * 1024 });
  if (status !== 0) throw new Error(`openssl ${args.join(' ')}: ${stderr.toString()}`);
  return stdout;
}
const ecb = (key: Uint8Array, block: Uint8Array): Buffer => run(smEcb(hex(key)), block);

const signedBy = (userId: string): string[] => ['-rawin', '-digest', 'sm3', '-pkeyopt', `distid:${userId}`];
const privateKey = (file: string): string[] => ['-inkey', file, '-keyform', 'DER'];
const publicKey = (file: string): string[] => [...privateKey(file), '-pubin'];

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const fromBase64url = (text: string): Buffer => Buffer.from(text, 'base64url');
const xor = (a: Buffer, b: Buffer): Buffer => Buffer.from(a.map((byte, at) => byte ^ b[at]!));

/** id-ecPublicKey on the curve 1.2.156.10197.1.301 (GM/T 0006). */
const ALGORITHM = '301306072a8648ce3d020106082a811ccf5501822d';
const pointOf = ({ x, y }: SuitePublicKey): string => `04${hex(fromBase64url(x))}${hex(fromBase64url(y))}`;
/** SubjectPublicKeyInfo (RFC 5480). */
const publicDer = (key: SuitePublicKey): Buffer => Buffer.from(`3059${ALGORITHM}034200${pointOf(key)}`, 'hex');
/** PKCS #8 (RFC 5958) around an ECPrivateKey (RFC 5915). */
const privateDer = (key: SuitePrivateKey): Buffer =>
  Buffer.from(`308187020100${ALGORITHM}046d306b0201010420${hex(fromBase64url(key.d))}a144034200${pointOf(key)}`, 'hex');

/** From an ECPrivateKey: version, number, curve, point. */
async function keyOf(der: Buffer): Promise<SuitePrivateKey> {
  const [, d, , point] = childrenOf(childrenOf(der)[0]!);
  // A bit string: no unused bits, then 04.
  const coordinates = childrenOf(point!)[0]!.subarray(2);
  const jwk = {
    kty: 'EC' as const,
    crv: 'SM2' as const,
    x: coordinates.subarray(0, 32).toString('base64url'),
    y: coordinates.subarray(32).toString('base64url'),
  };
  return { ...jwk, d: d!.toString('base64url'), kid: await calculateJwkThumbprint(jwk) };
}

/** The contents of the DER values that stand one after the other. */
function childrenOf(der: Buffer): Buffer[] {
  const children: Buffer[] = [];
  for (let at = 0; at < der.length;) {
    let length = der[at + 1]!;
    at += 2;
    if (length >= 0x80) {
      const count = length & 0x7f;
      length = der.readUIntBE(at, count);
      at += count;
    }
    children.push(der.subarray(at, at + length));
    at += length;
  }
  return children;
}

const tagged = (tag: number, content: Uint8Array): Buffer => {
  const long = content.length >= 0x80 ? [0x81, content.length] : [content.length];
  return Buffer.concat([Buffer.from([tag, ...long]), content]);
};
/** Without zeros in front, but with one where the first bit would read as a sign. */
function integer(bytes: Uint8Array): Buffer {
  const value = Buffer.from(hex(bytes).replace(/^(00)+(?=..)/, ''), 'hex');
  return tagged(2, value[0]! >= 0x80 ? Buffer.concat([Buffer.of(0), value]) : value);
}
const fixed = (value: Buffer): Buffer => Buffer.concat([Buffer.alloc(32), value]).subarray(-32);

/** r ‖ s as two INTEGERs. */
export const signatureDer = (rs: Uint8Array): Buffer =>
  tagged(0x30, Buffer.concat([integer(rs.subarray(0, 32)), integer(rs.subarray(32))]));
export const signatureRs = (der: Buffer): Buffer => Buffer.concat(childrenOf(childrenOf(der)[0]!).map(fixed));

/** 04 ‖ x ‖ y ‖ C3 ‖ C2 as INTEGER, INTEGER, OCTET STRING, OCTET STRING (GM/T 0009). */
export const ciphertextDer = (c1c3c2: Uint8Array): Buffer =>
  tagged(
    0x30,
    Buffer.concat([
      integer(c1c3c2.subarray(1, 33)),
      integer(c1c3c2.subarray(33, 65)),
      tagged(4, c1c3c2.subarray(65, 97)),
      tagged(4, c1c3c2.subarray(97)),
    ]),
  );
export function ciphertextC1c3c2(der: Buffer): Buffer {
  const [x, y, c3, c2] = childrenOf(childrenOf(der)[0]!);
  return Buffer.concat([Buffer.of(4), fixed(x!), fixed(y!), c3!, c2!]);
}

const padded = (bytes: Uint8Array): Buffer => Buffer.concat([bytes, Buffer.alloc(-bytes.length & 15)]);

/** NIST SP 800-38D, 6.4, as slowly as it is written there. */
function ghash(key: Buffer, header: Uint8Array, ciphertext: Uint8Array): Buffer {
  const lengths = Buffer.alloc(16);
  lengths.writeUIntBE(header.length * 8, 2, 6);
  lengths.writeUIntBE(ciphertext.length * 8, 10, 6);
  const all = Buffer.concat([padded(header), padded(ciphertext), lengths]);
  const h = BigInt(`0x${hex(key)}`);
  let sum = 0n;
  for (let at = 0; at < all.length; at += 16) {
    sum = product(sum ^ BigInt(`0x${hex(all.subarray(at, at + 16))}`), h);
  }
  return Buffer.from(sum.toString(16).padStart(32, '0'), 'hex');
}

function product(x: bigint, y: bigint): bigint {
  let [result, shifted] = [0n, y];
  for (let bit = 127n; bit >= 0n; bit -= 1n) {
    if ((x >> bit) & 1n) result ^= shifted;
    shifted = (shifted >> 1n) ^ (shifted & 1n ? 0xe1n << 120n : 0n);
  }
  return result;
}
