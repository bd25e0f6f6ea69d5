import { createHash } from 'node:crypto';
import { compactDecrypt, decodeProtectedHeader, flattenedVerify, importJWK } from 'jose';
import { err, ok } from '../../contract/result.ts';
import type { Result } from '../../contract/result.ts';
import { ke1 } from '../../submission/seal-suite.ts';
import type { SealSuite } from '../../submission/seal-suite.ts';
import { ke1Sm } from '../../submission/sm-suite.ts';
import { unpack } from '../../submission/pack.ts';
import type { Attachments } from '../../submission/pack.ts';
import type { Envelope } from '../gateway.ts';
import type { SimulatedGatewayKeys } from '../key-setup.ts';
import { envelopeType, signedText } from '../envelope-messages.ts';
import { submissionContentSchema } from '../submission-content.ts';
import type { ProblemType } from '../messages.ts';
import type { SubmissionContent } from '../submission-content.ts';
import type { SuitePrivateKey } from '../key-messages.ts';
import { isSmSigned, openSmSeal } from './open-sm-envelope.ts';
import type { OpenedSeal } from './open-sm-envelope.ts';

export interface OpenedSubmission {
  readonly content: SubmissionContent;
  readonly attachments: Attachments;
}

type Enrolled = Pick<SimulatedGatewayKeys, 'devices'>;

/** Whether an enrolled device signed this envelope, by the suite that its signature names. */
export async function whyNotGenuine(envelope: Envelope, { devices }: Enrolled): Promise<ProblemType | null> {
  const device = devices.find(({ deviceId }) => deviceId === envelope.deviceId);
  if (!device) return 'unknownDevice';
  if (createHash('sha256').update(envelope.jwe).digest('hex') !== envelope.sha256) return 'badSeal';
  if (device.smKey && isSmSigned(envelope, device.smKey)) return null;
  const [protectedHeader = '', , signature = ''] = envelope.signature.split('.');
  const payload = Buffer.from(signedText(envelope)).toString('base64url');
  const key = await importJWK(device.key, 'ES256');
  try {
    await flattenedVerify({ protected: protectedHeader, payload, signature }, key, { algorithms: ['ES256'] });
    return null;
  } catch {
    return 'badSignature';
  }
}

/** What was sealed to one of the gateway's keys, old ones too, for exactly this envelope. */
export async function openEnvelope(
  envelope: Envelope,
  sealingKey: (kid: string) => SuitePrivateKey | null,
): Promise<Result<OpenedSubmission, ProblemType>> {
  const key = sealingKey(kidOf(envelope.jwe));
  if (!key) return err('badSeal');
  const suite = key.crv === 'SM2' ? ke1Sm : ke1;
  const opened = key.crv === 'SM2' ? openSmSeal(envelope.jwe, key) : await openKe1Seal(envelope.jwe, key);
  if (!opened || opened.header['typ'] !== envelopeType || !isHeaderOf(opened.header, envelope)) return err('badSeal');
  return contentOf(opened.plaintext, suite);
}

async function openKe1Seal(jwe: string, key: SuitePrivateKey): Promise<OpenedSeal | null> {
  try {
    const { plaintext, protectedHeader } = await compactDecrypt(jwe, await importJWK(key, 'ECDH-ES+A256KW'), {
      keyManagementAlgorithms: ['ECDH-ES+A256KW'],
      contentEncryptionAlgorithms: ['A256GCM'],
    });
    return { header: protectedHeader, plaintext };
  } catch {
    return null;
  }
}

function contentOf(plaintext: Uint8Array, suite: SealSuite): Result<OpenedSubmission, ProblemType> {
  const unpacked = unpack(plaintext, suite.digest);
  if (!unpacked.ok) return err('badContent');
  const content = submissionContentSchema.safeParse(unpacked.value.content);
  const { attachments } = unpacked.value;
  if (!content.success || !hasItsFingers(content.data, attachments)) return err('badContent');
  return ok({ content: content.data, attachments });
}

/** Nobody can use features without knowing whose format they are in, nor a format without features. */
function hasItsFingers(content: SubmissionContent, { fingerRight, fingerLeft }: Attachments): boolean {
  const fingers = content.kind === 'application' ? content.fingers : null;
  return (fingers?.right != null) === (fingerRight != null) && (fingers?.left != null) === (fingerLeft != null);
}

/** Which key to try; the opened header says it again. */
function kidOf(jwe: string): string {
  try {
    const { kid } = decodeProtectedHeader(jwe);
    return kid ?? '';
  } catch {
    return '';
  }
}

/** The seal names its envelope, so that no sealed content can travel under another one's id, device or number. */
const isHeaderOf = (header: Readonly<Record<string, unknown>>, envelope: Envelope): boolean =>
  header['sid'] === envelope.sid && header['dev'] === envelope.deviceId && header['seq'] === envelope.sequence;
