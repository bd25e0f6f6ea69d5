import { randomBytes } from 'node:crypto';
import type { Clock } from '../../clock/clock.ts';
import { err, ok } from '../../contract/result.ts';
import type { Result } from '../../contract/result.ts';
import type { Acknowledgement, Envelope } from '../gateway.ts';
import { newPrivateKey } from '../key-setup.ts';
import type { SimulatedGatewayKeys } from '../key-setup.ts';
import { acknowledgementType } from '../envelope-messages.ts';
import type { ProblemType } from '../messages.ts';
import { signedJson } from '../signed-json.ts';
import type { GatewayAlarm, GatewayAlarms } from './alarms.ts';
import type { Decisions } from './decisions.ts';
import type { KeyChest } from './key-chest.ts';
import { openEnvelope, whyNotGenuine } from './open-envelope.ts';
import type { OpenedSubmission } from './open-envelope.ts';

export interface ReceivedSubmission extends OpenedSubmission {
  readonly sid: string;
}

export interface Submissions {
  /** The acknowledgement: for the same id and content always the same one. */
  accept(envelope: Envelope): Promise<Result<string, ProblemType>>;
  /** Genuine, but for another submission: the one acknowledged before, or one that never was. */
  acknowledgementOfAnother(sid: string): Promise<string>;
  /** For this submission, by a key that is not the gateway's and says that it is. */
  forgedAcknowledgement(envelope: Envelope): Promise<string>;
  /** The highest that was seen of this device, whatever became of it; 0 for none. */
  lastSequence(deviceId: string): number;
  /** Each effect once, in the order of arrival. */
  readonly received: readonly ReceivedSubmission[];
}

export interface SubmissionsOptions {
  readonly keys: Pick<SimulatedGatewayKeys, 'devices'>;
  readonly chest: KeyChest;
  readonly clock: Clock;
  readonly decisions: Decisions;
  readonly alarms: GatewayAlarms;
  /** Told of each submission that took effect; then `received` stays empty. */
  readonly onReceived?: (submission: ReceivedSubmission) => void;
}

interface Done {
  readonly sha256: string;
  readonly answer: Promise<Result<Acknowledgement, ProblemType>>;
  signed: { readonly kid: string; readonly acknowledgement: Promise<string> } | null;
}

/**
 * Opens what kiosks send, does each submission once and acknowledges it. Submissions may arrive in any order, since a
 * stuck one holds up no other: a device's sequence number must be new, not higher than the last.
 */
export function submissions(options: SubmissionsOptions): Submissions {
  const { keys, chest, clock, alarms } = options;
  const done = new Map<string, Done>();
  const sidOfSequence = new Map<string, string>();
  const lastSequences = new Map<string, number>();
  const lastSequence = (deviceId: string): number => lastSequences.get(deviceId) ?? 0;
  const received: ReceivedSubmission[] = [];
  const keep = options.onReceived ?? ((submission: ReceivedSubmission) => void received.push(submission));

  async function take(envelope: Envelope): Promise<Result<Acknowledgement, ProblemType>> {
    const opened = await openEnvelope(envelope, chest.sealingKey);
    if (!opened.ok) return opened;
    const { sid, sha256 } = envelope;
    keep({ sid, ...opened.value });
    return ok(acknowledgementOf(sid, sha256, options.decisions.decide(opened.value.content)));
  }

  const acknowledgementOf = (
    sid: string,
    sha256: string,
    outcome: Acknowledgement['outcome'] = { kind: 'accepted' },
  ): Acknowledgement => ({ sid, sha256, serverTime: clock.wallTime().toISOString(), outcome });

  /** A kiosk believes an old key for a while only: what is asked again after a rotation is signed again. */
  async function signedAnswer(one: Done): Promise<Result<string, ProblemType>> {
    const answer = await one.answer;
    if (!answer.ok) return answer;
    const key = chest.acknowledgementKey();
    if (one.signed?.kid !== key.kid)
      one.signed = { kid: key.kid, acknowledgement: signedJson(answer.value, acknowledgementType, key) };
    return ok(await one.signed.acknowledgement);
  }

  return {
    received,
    lastSequence,
    async accept(envelope) {
      const refusal = await whyNotGenuine(envelope, keys);
      if (refusal) return err(refusal);
      // No await from here to `done.set`: two that arrive together must not both be new.
      const { sid, deviceId, sequence } = envelope;
      lastSequences.set(deviceId, Math.max(sequence, lastSequence(deviceId)));
      const conflict = (kind: GatewayAlarm['kind'] & ProblemType) => {
        alarms.raise({ kind, deviceId, sequence, sid });
        return err(kind);
      };
      const before = done.get(sid);
      if (before) return before.sha256 === envelope.sha256 ? signedAnswer(before) : conflict('sidReused');
      const place = `${envelope.deviceId} ${String(envelope.sequence)}`;
      if (sidOfSequence.has(place)) return conflict('sequenceReused');
      sidOfSequence.set(place, envelope.sid);
      const one: Done = { sha256: envelope.sha256, answer: take(envelope), signed: null };
      done.set(envelope.sid, one);
      if (!(await one.answer).ok) {
        done.delete(envelope.sid);
        sidOfSequence.delete(place);
      }
      return signedAnswer(one);
    },
    async acknowledgementOfAnother(sid) {
      for (const [otherSid, one] of [...done].toReversed()) {
        const other = await signedAnswer(one);
        if (otherSid !== sid && other.ok) return other.value;
      }
      const any = acknowledgementOf(randomBytes(16).toString('hex'), randomBytes(32).toString('hex'));
      return signedJson(any, acknowledgementType, chest.acknowledgementKey());
    },
    async forgedAcknowledgement({ sid, sha256 }) {
      const { kid } = chest.acknowledgementKey();
      const key = { ...(await newPrivateKey('ES256')), kid };
      return signedJson(acknowledgementOf(sid, sha256), acknowledgementType, key);
    },
  };
}
