import { compactVerify, errors, importJWK } from 'jose';
import { err, ok } from '../contract/result.ts';
import type { Result } from '../contract/result.ts';
import type { Acknowledgement } from './gateway.ts';
import { acknowledgementSchema, acknowledgementType } from './messages.ts';
import type { PublicKey } from './messages.ts';

/** badSignature: not by the pinned key · wrongSubmission: genuine, but for another one · malformed: anything else */
export const acknowledgementErrors = ['badSignature', 'wrongSubmission', 'malformed'] as const;
export type AcknowledgementError = (typeof acknowledgementErrors)[number];

/**
 * The only way from a gateway's answer to a submission that may be purged: a compact JWS by the pinned key, ES256 and
 * nothing else, of our own type, for this submission and exactly these bytes.
 */
export async function verifyAcknowledgement(request: {
  readonly acknowledgement: string;
  /** The key pinned at set-up, not one that came over the wire. */
  readonly key: PublicKey;
  readonly expected: { readonly sid: string; readonly sha256: string };
}): Promise<Result<Acknowledgement, AcknowledgementError>> {
  const key = await importJWK(request.key, 'ES256');
  let payload: unknown;
  try {
    const verified = await compactVerify(request.acknowledgement, key, { algorithms: ['ES256'] });
    if (verified.protectedHeader.typ !== acknowledgementType) return err('malformed');
    payload = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(verified.payload));
  } catch (error) {
    return err(isDistrust(error) ? 'badSignature' : 'malformed');
  }
  const parsed = acknowledgementSchema.safeParse(payload);
  if (!parsed.success) return err('malformed');
  const { sid, sha256 } = parsed.data;
  if (sid !== request.expected.sid || sha256 !== request.expected.sha256) return err('wrongSubmission');
  return ok(parsed.data);
}

const isDistrust = (error: unknown): boolean =>
  error instanceof errors.JWSSignatureVerificationFailed || error instanceof errors.JOSEAlgNotAllowed;
