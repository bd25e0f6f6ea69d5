import { compactVerify, decodeProtectedHeader, errors, importJWK } from 'jose';
import { err, ok } from '../contract/result.ts';
import type { Result } from '../contract/result.ts';
import type { PublicKey } from './key-messages.ts';

/** badSignature: by none of these keys · malformed: no compact JWS of this type with JSON in it */
export type DistrustError = 'badSignature' | 'malformed';

/**
 * The payload of a compact JWS that one of `keys` signed: ES256 and nothing else, of the one `type`, so that nothing
 * else that the same key ever signs passes for it. The header only says which of our keys to try.
 */
export async function verifiedJson(
  jws: string,
  type: string,
  keys: readonly PublicKey[],
): Promise<Result<unknown, DistrustError>> {
  try {
    const { kid } = decodeProtectedHeader(jws);
    const key = keys.find((each) => each.kid === kid);
    if (!key) return err('badSignature');
    const verified = await compactVerify(jws, await importJWK(key, 'ES256'), { algorithms: ['ES256'] });
    if (verified.protectedHeader.typ !== type) return err('malformed');
    return ok(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(verified.payload)));
  } catch (error) {
    return err(isDistrust(error) ? 'badSignature' : 'malformed');
  }
}

const isDistrust = (error: unknown): boolean =>
  error instanceof errors.JWSSignatureVerificationFailed || error instanceof errors.JOSEAlgNotAllowed;
