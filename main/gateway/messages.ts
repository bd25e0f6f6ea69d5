import { z } from 'zod';
import { travelDocumentKinds } from '../contract/travel-document.ts';
import { visitorGroups } from '../contract/visitor-group.ts';
import { fingerFormats } from './gateway.ts';
import { compactJwsSchema, handle, isoTime, personName, personNumber, pictureBase64 } from './wire-values.ts';

/**
 * Messages between the kiosk and the gateway: here and in the files beside this one is the truth for the client and the
 * simulator. openapi.json says the same to other implementers; tests/gateway/openapi.test.ts proves that the two agree.
 *
 * What the gateway sends is read tolerantly (a newer gateway may say more), what the kiosk sends is read strictly.
 */

export const handshakeSchema = z.object({
  /** A compact JWS (ES256) by the root key that was pinned at enrolment; only the verified payload means anything. */
  keyBundle: compactJwsSchema,
  services: z.array(z.string().regex(/^[a-z][a-z0-9-]{1,39}$/)).max(100),
  serverTime: isoTime,
  /** The highest that the gateway has seen of the kiosk that asks; 0 for none. A kiosk whose disk was lost goes on above it. */
  lastSequence: z.int().min(0),
});

/** As in a machine-readable zone, with spaces for its fillers. Empty where the zone has none. */
const zoneName = z.string().regex(/^[A-Z0-9 ]{0,60}$/);

const claimedDocumentSchema = z.strictObject({
  kind: z.enum(travelDocumentKinds),
  issuingState: z.string().regex(/^[A-Z]{1,3}$/),
  number: z.string().regex(/^[A-Z0-9]{5,20}$/),
  birthDate: z.iso.date().nullable(),
  surname: zoneName,
  givenNames: zoneName,
});

/** Visible ASCII; what it means is between the telephone and the gateway. */
export const identityCodeSchema = z.string().regex(/^[!-~]{8,512}$/);

/** Who the visitor claims to be. Each way names exactly one person or nobody. */
export const identityClaimSchema = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('number'), number: personNumber, name: personName }),
  z.strictObject({ by: z.literal('document'), document: claimedDocumentSchema }),
  z.strictObject({ by: z.literal('code'), code: identityCodeSchema }),
]);

export const personRecordSchema = z.object({
  recordId: handle,
  name: personName,
  number: personNumber,
  group: z.enum(visitorGroups),
  sex: z.enum(['male', 'female']),
  birthDate: z.iso.date(),
});

export const faceComparisonSchema = z.strictObject({ recordId: handle, jpeg: pictureBase64 });

/** The features of one finger, 64 KiB at most: a live scanner's GA/T 1012 record needs less than two. */
export const fingerComparisonSchema = z.strictObject({
  recordId: handle,
  format: z.enum(fingerFormats),
  features: z
    .string()
    .regex(/^[A-Za-z0-9+/]+={0,2}$/)
    .max(87_384),
});

export const comparisonVerdictSchema = z.discriminatedUnion('match', [
  z.object({ match: z.literal(true), evidenceId: handle }),
  z.object({ match: z.literal(false) }),
]);

export const officerQuestionSchema = z.strictObject({ recordId: handle, question: z.literal('identity') });
export const officerCaseSchema = z.object({ caseId: handle });
export const officerDecisionSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('waiting') }),
  z.object({ state: z.literal('granted'), evidenceId: handle }),
  z.object({ state: z.literal('refused') }),
]);

export const problemTypes = {
  notFound: 'urn:kiosk-gateway:record-not-found',
  notEligible: 'urn:kiosk-gateway:record-not-eligible',
  recordGone: 'urn:kiosk-gateway:record-gone',
  badPicture: 'urn:kiosk-gateway:picture-unreadable',
  caseGone: 'urn:kiosk-gateway:case-gone',
  unknownOrder: 'urn:kiosk-gateway:payment-order-unknown',
  amountDiffers: 'urn:kiosk-gateway:payment-amount-differs',
  notPayable: 'urn:kiosk-gateway:nothing-to-pay',
  malformed: 'urn:kiosk-gateway:malformed-request',
  tooLarge: 'urn:kiosk-gateway:too-large',
  unknownDevice: 'urn:kiosk-gateway:unknown-device',
  badSignature: 'urn:kiosk-gateway:bad-device-signature',
  badSeal: 'urn:kiosk-gateway:cannot-open-envelope',
  badContent: 'urn:kiosk-gateway:content-not-understood',
  sidReused: 'urn:kiosk-gateway:id-used-with-other-content',
  sequenceReused: 'urn:kiosk-gateway:sequence-used-twice',
  auditHeadRefused: 'urn:kiosk-gateway:audit-head-does-not-follow',
  busy: 'urn:kiosk-gateway:busy',
  fault: 'urn:kiosk-gateway:fault',
  unknownRoute: 'urn:kiosk-gateway:no-such-route',
} as const;
export type ProblemType = keyof typeof problemTypes;

/** RFC 9457. `type` is what a program may rely on; `title` is for people. */
export const problemSchema = z.object({
  type: z.enum(problemTypes),
  title: z.string().max(200),
  status: z.int().min(400).max(599),
});
