import { CompactSign, importJWK } from 'jose';
import type { PrivateKey } from './key-setup.ts';

/** A compact JWS that `verifiedJson` reads: ES256, with type and kid in its protected header. */
export async function signedJson(payload: object, type: string, key: PrivateKey): Promise<string> {
  return new CompactSign(new TextEncoder().encode(JSON.stringify(payload)))
    .setProtectedHeader({ alg: 'ES256', typ: type, kid: key.kid })
    .sign(await importJWK(key, 'ES256'));
}
