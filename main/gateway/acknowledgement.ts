import { err, ok } from '../contract/result.ts';
import type { Result } from '../contract/result.ts';
import type { Acknowledgement } from './gateway.ts';
import { acknowledgementSchema, acknowledgementType } from './envelope-messages.ts';
import type { PublicKey } from './key-messages.ts';
import { verifiedJson } from './verified-json.ts';
import type { DistrustError } from './verified-json.ts';

/** wrongSubmission: genuine, but for another one */
export type AcknowledgementError = DistrustError | 'wrongSubmission';

/**
 * The only way from a gateway's answer to a submission that may be purged: a compact JWS by one of the ring's keys,
 * ES256 and nothing else, of our own type, for this submission and exactly these bytes.
 */
export async function verifyAcknowledgement(request: {
  readonly acknowledgement: string;
  /** From the key ring, never one that came with the answer. */
  readonly keys: readonly PublicKey[];
  readonly expected: { readonly sid: string; readonly sha256: string };
}): Promise<Result<Acknowledgement, AcknowledgementError>> {
  const { acknowledgement, keys, expected } = request;
  const payload = await verifiedJson(acknowledgement, acknowledgementType, keys);
  if (!payload.ok) return payload;
  const parsed = acknowledgementSchema.safeParse(payload.value);
  if (!parsed.success) return err('malformed');
  const { sid, sha256 } = parsed.data;
  return sid === expected.sid && sha256 === expected.sha256 ? ok(parsed.data) : err('wrongSubmission');
}
