import { validityHours } from './catalogue/service-view.ts';
import type { Clock } from './clock/clock.ts';
import type { KioskConfig } from './config/config.ts';
import { err, ok, type Result } from './contract/result.ts';
import type { Database } from './database/database.ts';
import type { KioskKeys } from './gateway/key-setup.ts';
import type { Application, HandOverReport, SubmissionContent } from './gateway/submission-content.ts';
import type { SuitePrivateKey, SuitePublicKey } from './gateway/key-messages.ts';
import { shownAnswers } from './journey/asked-questions.ts';
import { visitorOf } from './journey/known-answers.ts';
import type { Outbox } from './outbox/outbox.ts';
import type { SessionPorts, Stored, Visit } from './session/ports.ts';
import { reserveNumber } from './submission/reserve-number.ts';
import type { Attachments } from './submission/pack.ts';
import { newSubmissionId, sealSubmission } from './submission/seal-submission.ts';
import { ke1 } from './submission/seal-suite.ts';
import type { SealSuite } from './submission/seal-suite.ts';

/** Takes a number, seals the visit to the gateway and stores it: ok only after the commit. */
export function visitStore(parts: {
  readonly config: KioskConfig;
  readonly database: Database;
  readonly outbox: Outbox;
  readonly clock: Clock;
  readonly keys: KioskKeys;
  /** KE1 unless named. */
  readonly suite?: SealSuite;
  /** The ring's, on the suite's curve. */
  readonly sealingKey: () => SuitePublicKey | null;
}): Pick<SessionPorts, 'store' | 'reportHandOver'> {
  const { config, database, outbox, clock, keys, suite = ke1 } = parts;
  const signingKey = signingKeyOf(keys, suite);

  /** `about`: the visit that this belongs to; then it bears that visit's receipt number and is sent after it. */
  async function seal(
    content: (receiptNumber: string) => SubmissionContent,
    attachments: Attachments,
    about: Stored | null,
    paymentOrderId: string | null,
  ): Promise<Result<Stored, 'storageFull' | 'storageFault'>> {
    const sealingKey = parts.sealingKey();
    // Without the gateway's key nothing may touch the disk; a service is not begun then.
    if (!sealingKey) return err('storageFault');
    const reserved = reserveNumber(database, clock, config.kioskCode);
    if (!reserved.ok) return reserved;
    const { sequence, receiptNumber } = reserved.value;
    const sealed = content(about?.receiptNumber ?? receiptNumber);
    const sid = newSubmissionId();
    const envelope = await sealSubmission(sealed, {
      sid,
      sequence,
      deviceId: keys.deviceId,
      attachments,
      sealingKey,
      signingKey,
      suite,
    });
    const stored = outbox.store({
      envelope,
      receiptNumber,
      service: sealed.service,
      ...(about && { caseId: about.sid }),
      ...(paymentOrderId !== null && { paymentOrderId }),
    });
    return stored.ok ? ok({ sid, receiptNumber }) : stored;
  }

  return {
    store: (visit) =>
      seal((receiptNumber) => applicationOf(visit, receiptNumber, clock), attachmentsOf(visit), null, paidOrder(visit)),
    async reportHandOver(visit, outcome) {
      const reported = await seal(() => reportOf(visit, outcome, clock), {}, visit.stored, null);
      return reported.ok ? ok(undefined) : reported;
    },
  };
}

function signingKeyOf({ deviceKey, deviceSmKey }: KioskKeys, suite: SealSuite): SuitePrivateKey {
  const key = suite.curve === 'SM2' ? deviceSmKey : deviceKey;
  if (!key) throw new Error(`Enrolment left this kiosk no key for ${suite.id}; enrol it again.`);
  return key;
}

const paidOrder = ({ journey: { payment } }: Visit): string | null =>
  payment?.state === 'paid' ? payment.orderId : null;

const identitySources = {
  type: 'typed',
  card: 'card',
  passport: 'document',
  typedDocument: 'typed',
  code: 'code',
  permitSlot: 'permit',
} as const;

function attachmentsOf({ journey }: Visit): Attachments {
  const { photo, idPhoto } = journey;
  const { right, left } = fingersOf(journey) ?? {};
  return {
    ...(photo && { photoJpeg: photo }),
    ...(idPhoto && { idPhotoJpeg: idPhoto }),
    ...(right && { fingerRight: right.features }),
    ...(left && { fingerLeft: left.features }),
  };
}

/** Of a service that asks for them; what was only compared is not handed in. */
const fingersOf = ({ definition, fingers }: Visit['journey']) =>
  definition.steps.includes('fingers') ? fingers : null;

function applicationOf({ language, journey }: Visit, receiptNumber: string, clock: Clock): Application {
  const { definition, record, ward, evidence, method } = journey;
  const person = visitorOf(journey);
  if (definition.proof && !evidence) throw new Error('only what was proved is stored');
  const answers = shownAnswers(journey);
  const fingers = fingersOf(journey);
  const documentEvidence = person
    ? ({ kind: 'document', evidenceId: journey.case?.caseId ?? 'deferred' } as const)
    : null;
  return {
    version: 3,
    kind: 'application',
    service: definition.id,
    receiptNumber,
    language,
    createdAt: clock.wallTime().toISOString(),
    group: journey.group,
    person: person && { number: person.number, name: person.name },
    guardian: ward && record ? { number: record.number, name: record.name } : null,
    evidence: evidence ?? documentEvidence,
    identitySource: person ? identitySources[method] : null,
    caseId: journey.case && journey.rules.gatewayOnline() ? journey.case.caseId : null,
    answers,
    item: journey.item,
    response: journey.response,
    defence: journey.response === 'defend' ? journey.defence : null,
    paymentOrderId: journey.payment?.state === 'paid' ? journey.payment.orderId : null,
    validityHours: validityHours(definition, answers['purpose']),
    fingers: fingers && { right: fingers.right?.format ?? null, left: fingers.left?.format ?? null },
    signaturePath: journey.signature ?? '',
    signatureStrokes: journey.signatureStrokes,
  };
}

function reportOf(
  { journey, stored }: Visit & { stored: Stored },
  outcome: HandOverReport['outcome'],
  clock: Clock,
): HandOverReport {
  const { id, handOver } = journey.definition;
  return {
    version: 3,
    kind: 'handOver',
    service: id,
    receiptNumber: stored.receiptNumber,
    createdAt: clock.wallTime().toISOString(),
    what: handOver === 'endorsement' ? 'endorsement' : 'card',
    outcome,
  };
}
