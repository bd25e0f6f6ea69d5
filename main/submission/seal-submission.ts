import { createHash, randomBytes } from 'node:crypto';
import type { Envelope } from '../gateway/gateway.ts';
import { maximumEnvelopeBytes, signedText } from '../gateway/envelope-messages.ts';
import type { SuitePrivateKey, SuitePublicKey } from '../gateway/key-messages.ts';
import { pack } from './pack.ts';
import type { Attachments } from './pack.ts';
import { ke1 } from './seal-suite.ts';
import type { SealHeader, SealSuite } from './seal-suite.ts';

export interface SealRequest extends SealHeader {
  /** Pictures and features, as bytes; they stay the caller's to wipe. */
  readonly attachments?: Attachments;
  /** The gateway's, from the key ring: whoever has this disk cannot open what is on it. */
  readonly sealingKey: SuitePublicKey;
  /** The device's own. */
  readonly signingKey: SuitePrivateKey;
  /** KE1 unless named. */
  readonly suite?: SealSuite;
}

/** 128 random bits, hex: names the submission for ever and makes sending it twice harmless. */
export const newSubmissionId = (): string => randomBytes(16).toString('hex');

/**
 * The content and its attachments, sealed to the gateway and signed by the device: from here on nothing on this kiosk
 * can read them.
 *
 * The envelope's sha256 is the name of its bytes, whatever the suite: queue and acknowledgement go by it. The device
 * signs the suite's own digest.
 * @throws when the content is no JSON or larger than the gateway takes.
 */
export async function sealSubmission(content: object, request: SealRequest): Promise<Envelope> {
  const { sid, sequence, deviceId, suite = ke1 } = request;
  const packed = pack(content, request.attachments ?? {}, suite.digest);
  const jwe = await suite.seal(packed, { sid, sequence, deviceId }, request.sealingKey).finally(() => packed.fill(0));
  if (jwe.length > maximumEnvelopeBytes) throw new RangeError(`A submission of ${String(jwe.length)} bytes`);
  const sha256 = createHash('sha256').update(jwe).digest('hex');
  const digest = Buffer.from(suite.digest(Buffer.from(jwe))).toString('hex');
  const signature = await suite.sign(signedText({ sid, sequence, sha256: digest }), request.signingKey);
  return { sid, jwe, sha256, signature, deviceId, sequence };
}
