import { randomBytes } from 'node:crypto';
import { calculateJwkThumbprint } from 'jose';
import { sm2 } from 'sm-crypto-v2';
import type { SuitePrivateKey, SuitePublicKey } from './key-messages.ts';

/** GM/T 0009: the signer's identity where the two sides have agreed on no other. */
export const SM2_USER_ID = '1234567812345678';

/** The order of the curve's base point (GB/T 32918.5). */
export const SM2_ORDER = 0xfffffffe_ffffffff_ffffffff_ffffffff_7203df6b_21c6052b_53bbf409_39d54123n;

/**
 * The point, uncompressed, in hex (130 digits), as sm-crypto-v2 takes it.
 * @throws for a key of another curve and for a point that is not on this one.
 */
export function sm2PublicHex({ crv, x, y }: SuitePublicKey): string {
  if (crv !== 'SM2') throw new TypeError(`An SM2 key is needed, not one on ${crv}`);
  const hex = `04${hexOf(x)}${hexOf(y)}`;
  if (!sm2.verifyPublicKey(hex)) throw new RangeError('Not a point of the SM2 curve');
  return hex;
}

/**
 * The private number in hex (64 digits).
 * @throws for a key of another curve.
 */
export function sm2PrivateHex({ crv, d }: SuitePrivateKey): string {
  if (crv !== 'SM2') throw new TypeError(`An SM2 key is needed, not one on ${crv}`);
  return hexOf(d);
}

/** A new SM2 key with its RFC 7638 thumbprint as kid: for the set-up, and for a simulated gateway. */
export async function newSm2PrivateKey(): Promise<SuitePrivateKey> {
  const d = privateNumber();
  const point = Buffer.from(sm2.getPublicKeyFromPrivateKey(d.toString('hex')), 'hex');
  const jwk = {
    kty: 'EC',
    crv: 'SM2',
    x: point.subarray(1, 33).toString('base64url'),
    y: point.subarray(33).toString('base64url'),
  } as const;
  return { ...jwk, d: d.toString('base64url'), kid: await calculateJwkThumbprint(jwk) };
}

/**
 * From 1 to n − 2 (GB/T 32918.1, 6.1). Drawn here: what sm-crypto-v2 makes of a number that it is given is not uniform.
 * One in four thousand million draws is thrown away.
 */
function privateNumber(): Buffer {
  for (;;) {
    const drawn = randomBytes(32);
    const value = BigInt(`0x${drawn.toString('hex')}`);
    if (value >= 1n && value <= SM2_ORDER - 2n) return drawn;
  }
}

const hexOf = (base64url: string): string => Buffer.from(base64url, 'base64url').toString('hex');
