import { createHash, randomBytes } from 'node:crypto';
import { CompactSign, compactDecrypt, flattenedVerify, importJWK } from 'jose';
import type { Clock } from '../../clock/clock.ts';
import { err, ok } from '../../contract/result.ts';
import type { Result } from '../../contract/result.ts';
import type { Acknowledgement, Envelope } from '../gateway.ts';
import { newPrivateKey } from '../key-setup.ts';
import type { PrivateKey, SimulatedGatewayKeys } from '../key-setup.ts';
import { acknowledgementType, envelopeType, signedText, submissionContentSchema } from '../messages.ts';
import type { ProblemType, SubmissionContent } from '../messages.ts';
import type { Decisions } from './decisions.ts';

export interface ReceivedSubmission {
  readonly sid: string;
  readonly content: SubmissionContent;
}

export interface Submissions {
  /** The acknowledgement: for the same id and content always the same one. */
  accept(envelope: Envelope): Promise<Result<string, ProblemType>>;
  /** Genuine, but for another submission: the one acknowledged before, or one that never was. */
  acknowledgementOfAnother(sid: string): Promise<string>;
  /** For this submission, by a key that is not the gateway's. */
  forgedAcknowledgement(envelope: Envelope): Promise<string>;
  /** Each effect once, in the order of arrival. */
  readonly received: readonly ReceivedSubmission[];
}

export interface SubmissionsOptions {
  readonly keys: SimulatedGatewayKeys;
  readonly clock: Clock;
  readonly decisions: Decisions;
}

/**
 * Opens what kiosks send, does each submission once and acknowledges it. Submissions may arrive in any order, since a
 * stuck one holds up no other: a device's sequence number must be new, not higher than the last.
 */
export function submissions(options: SubmissionsOptions): Submissions {
  const { keys, clock } = options;
  const done = new Map<string, { readonly sha256: string; readonly answer: Promise<Result<string, ProblemType>> }>();
  const sidOfSequence = new Map<string, string>();
  const received: ReceivedSubmission[] = [];

  const acknowledge = (sid: string, sha256: string, outcome: Acknowledgement['outcome'], key: PrivateKey) =>
    signAcknowledgement({ sid, sha256, serverTime: clock.wallTime().toISOString(), outcome }, key);

  async function take(envelope: Envelope): Promise<Result<string, ProblemType>> {
    const content = await openEnvelope(envelope, keys.sealingKey);
    if (!content.ok) return content;
    received.push({ sid: envelope.sid, content: content.value });
    const outcome = options.decisions.decide(content.value);
    return ok(await acknowledge(envelope.sid, envelope.sha256, outcome, keys.acknowledgementKey));
  }

  return {
    received,
    async accept(envelope) {
      const refusal = await whyNotGenuine(envelope, keys);
      if (refusal) return err(refusal);
      // No await from here to `done.set`: two that arrive together must not both be new.
      const before = done.get(envelope.sid);
      if (before) return before.sha256 === envelope.sha256 ? before.answer : err('sidReused');
      const place = `${envelope.deviceId} ${String(envelope.sequence)}`;
      if (sidOfSequence.has(place)) return err('sequenceReused');
      sidOfSequence.set(place, envelope.sid);
      const answer = take(envelope);
      done.set(envelope.sid, { sha256: envelope.sha256, answer });
      if (!(await answer).ok) {
        done.delete(envelope.sid);
        sidOfSequence.delete(place);
      }
      return answer;
    },
    async acknowledgementOfAnother(sid) {
      for (const [otherSid, { answer }] of [...done].toReversed()) {
        const other = await answer;
        if (otherSid !== sid && other.ok) return other.value;
      }
      const [anySid, anySha256] = [randomBytes(16).toString('hex'), randomBytes(32).toString('hex')];
      return acknowledge(anySid, anySha256, { kind: 'accepted' }, keys.acknowledgementKey);
    },
    async forgedAcknowledgement({ sid, sha256 }) {
      return acknowledge(sid, sha256, { kind: 'accepted' }, await newPrivateKey('ES256'));
    },
  };
}

async function whyNotGenuine(envelope: Envelope, keys: SimulatedGatewayKeys): Promise<ProblemType | null> {
  const device = keys.devices.find(({ deviceId }) => deviceId === envelope.deviceId);
  if (!device) return 'unknownDevice';
  if (createHash('sha256').update(envelope.jwe).digest('hex') !== envelope.sha256) return 'badSeal';
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

async function openEnvelope(
  envelope: Envelope,
  sealingKey: PrivateKey,
): Promise<Result<SubmissionContent, ProblemType>> {
  let text: string;
  try {
    const { plaintext, protectedHeader } = await compactDecrypt(
      envelope.jwe,
      await importJWK(sealingKey, 'ECDH-ES+A256KW'),
      { keyManagementAlgorithms: ['ECDH-ES+A256KW'], contentEncryptionAlgorithms: ['A256GCM'] },
    );
    if (protectedHeader.typ !== envelopeType || !isHeaderOf(protectedHeader, envelope)) return err('badSeal');
    text = new TextDecoder('utf-8', { fatal: true }).decode(plaintext);
  } catch {
    return err('badSeal');
  }
  try {
    return ok(submissionContentSchema.parse(JSON.parse(text)));
  } catch {
    return err('badContent');
  }
}

/** The seal names its envelope, so that no sealed content can travel under another one's id, device or number. */
const isHeaderOf = (header: Readonly<Record<string, unknown>>, envelope: Envelope): boolean =>
  header['sid'] === envelope.sid && header['dev'] === envelope.deviceId && header['seq'] === envelope.sequence;

async function signAcknowledgement(payload: Acknowledgement, key: PrivateKey): Promise<string> {
  return new CompactSign(new TextEncoder().encode(JSON.stringify(payload)))
    .setProtectedHeader({ alg: 'ES256', typ: acknowledgementType, kid: key.kid })
    .sign(await importJWK(key, 'ES256'));
}
