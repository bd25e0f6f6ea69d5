import { z } from 'zod';
import { languageSchema } from '../contract/language.ts';
import { travelDocumentKinds } from '../contract/travel-document.ts';
import { visitorGroups } from '../contract/visitor-group.ts';
import { maximumPictureBase64, signatureStrokesSchema } from '../contract/visitor-event.ts';
import { fingerFormats } from './gateway.ts';
import { orderIdSchema } from './payment-messages.ts';

/**
 * Every message between the kiosk and the gateway: the truth for the client and the simulator. openapi.json says the
 * same to other implementers; tests/gateway/openapi.test.ts proves that the two agree.
 *
 * What the gateway sends is read tolerantly (a newer gateway may say more), what the kiosk sends is read strictly.
 */

/** A sealed submission: content, pictures and padding, once in base64. Larger bodies are answered with 413. */
export const maximumEnvelopeBytes = 4 * 1024 * 1024;

const base64url = (length: number) => z.string().regex(new RegExp(`^[A-Za-z0-9_-]{${String(length)}}$`));
const handle = z.string().regex(/^[A-Za-z0-9-]{8,64}$/);
const isoTime = z.iso.datetime({ offset: true });
const pictureBase64 = z
  .string()
  .regex(/^[A-Za-z0-9+/]+={0,2}$/)
  .max(maximumPictureBase64);
const personName = z.string().min(1).max(60);
/** A citizen's number, or the number of the document by which somebody else is known. */
const personNumber = z.string().regex(/^[A-Z0-9]{5,20}$/);

const sidSchema = z.string().regex(/^[0-9a-f]{32}$/);
export const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/);
export const deviceIdSchema = z.string().regex(/^[a-z0-9][a-z0-9-]{2,39}$/);
/** 31 characters that are not mistaken for one another on paper, 16 of them: 79 bits, not to be guessed. */
const verificationCodeSchema = z.string().regex(/^[2-9A-HJ-KM-NP-Z]{16}$/);

/** Strict: a private key sent by mistake is refused, not kept. */
export const publicKeySchema = z.strictObject({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: base64url(43),
  y: base64url(43),
  kid: z.string().regex(/^[A-Za-z0-9_-]{8,64}$/),
});
export type PublicKey = z.infer<typeof publicKeySchema>;

/** Of any suite: an SM2 key is written as a JWK too, with its two coordinates. */
export const suitePublicKeySchema = publicKeySchema.extend({ crv: z.enum(['P-256', 'SM2']) });
export type SuitePublicKey = z.infer<typeof suitePublicKeySchema>;
/** Never in a message: for whoever owns the key. */
export const suitePrivateKeySchema = suitePublicKeySchema.extend({ d: base64url(43) });
export type SuitePrivateKey = z.infer<typeof suitePrivateKeySchema>;

export const compactJwsSchema = z
  .string()
  .regex(/^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/)
  .max(32_768);

/** The key bundle's `typ`. */
export const keyBundleType = 'kiosk-keys1';
/** The payload of the key bundle, which the root key signs. Windows are in the gateway's time and may overlap. */
export const keyBundleSchema = z.object({
  /** Rises with each change: a kiosk never goes back to a lower one. */
  version: z.int().min(1),
  keys: z
    .array(
      z.object({
        use: z.enum(['seal', 'acknowledge']),
        key: suitePublicKeySchema,
        notBefore: isoTime,
        /** The first moment when it is no longer valid. */
        notAfter: isoTime,
      }),
    )
    .min(1)
    .max(20),
});
export type KeyBundle = z.infer<typeof keyBundleSchema>;

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

/** The sid is also the last part of the address and the Idempotency-Key. */
export const envelopeSchema = z.strictObject({
  sid: sidSchema,
  /**
   * Compact JWE, typ kiosk-ke1: ECDH-ES+A256KW with A256GCM, or SM2 with SM4GCM in the same five parts. Its protected
   * header repeats sid, dev and seq.
   */
  jwe: z
    .string()
    .regex(/^[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+){4}$/)
    .max(maximumEnvelopeBytes),
  sha256: sha256Schema,
  /** Compact JWS (ES256 or SM2SM3) with an empty middle part (RFC 7515, appendix F) over signedText(). */
  signature: z.string().regex(/^[A-Za-z0-9_-]{1,1000}\.\.[A-Za-z0-9_-]{86}$/),
  deviceId: deviceIdSchema,
  sequence: z.int().min(1),
});

/** What the device's signature covers. Under SM2 the hash of the JWE is its SM3. */
export const signedText = (envelope: { sid: string; sequence: number; sha256: string }): string =>
  `${envelope.sid}.${String(envelope.sequence)}.${envelope.sha256}`;

/** The JWE's `typ`. */
export const envelopeType = 'kiosk-ke1';
/** The acknowledgement's `typ`: no other thing that the same key ever signs passes for one. */
export const acknowledgementType = 'kiosk-ack1';

/** A compact JWS; only the verified payload means anything. */
export const submissionAnswerSchema = z.object({ acknowledgement: compactJwsSchema });

/** How it was proved that the visitor is who they claim to be. */
export const evidenceKinds = [
  'face',
  'fingerprint',
  'officer',
  /** The kiosk was without the gateway: the authority compares what lies in the submission, or the visitor in person. */
  'deferred',
  /** A document that says who its holder is, for services that ask no more. */
  'document',
] as const;
export type EvidenceKind = (typeof evidenceKinds)[number];

const fieldKey = z.string().regex(/^[a-z][A-Za-z0-9-]{0,39}$/);
/** What every sealed content says. */
const sealedHead = {
  version: z.literal(3),
  service: z.string().regex(/^[a-z][a-z0-9-]{1,39}$/),
  receiptNumber: z.string().min(1).max(40),
  /** ISO 8601, a label only: the kiosk's clock is not trusted. */
  createdAt: z.string().min(1).max(40),
};

const applicationSchema = z.strictObject({
  ...sealedHead,
  kind: z.literal('application'),
  language: languageSchema,
  group: z.enum(visitorGroups),
  /** Null for a service that asks nobody who they are. */
  person: z.strictObject({ number: personNumber, name: personName }).nullable(),
  /** A child's guardian who came along and proved who they are; then `person` is the child. */
  guardian: z.strictObject({ number: personNumber, name: personName }).nullable(),
  evidence: z.strictObject({ kind: z.enum(evidenceKinds), evidenceId: handle }).nullable(),
  identitySource: z.enum(['typed', 'card', 'document', 'code', 'permit']).nullable(),
  /** Of the case that the office opened; null when the kiosk was without it. */
  caseId: handle.nullable(),
  answers: z.record(fieldKey, z.string().max(400)),
  /** What the visitor chose of the case's list. */
  item: handle.nullable(),
  /** To a statement of facts; null where there was none. */
  response: z.enum(['accept', 'defend']).nullable(),
  defence: z.string().max(200).nullable(),
  /** The order by which the fee was paid; null when nothing was, or not yet. */
  paymentOrderId: orderIdSchema.nullable(),
  /** Set for a paper that expires; counted from the gateway's time of issue. */
  validityHours: z
    .int()
    .min(1)
    .max(24 * 400)
    .nullable(),
  /** Who can read the features of each hand's finger, which are attached; null where none could be taken. */
  fingers: z
    .strictObject({ right: z.enum(fingerFormats).nullable(), left: z.enum(fingerFormats).nullable() })
    .nullable(),
  /** The visitor's signature as an SVG path; empty where none is asked. */
  signaturePath: z.string().max(100_000),
  /** How it was written, stroke by stroke: points of [x, y, ms, pressure]; null where the screen did not say. */
  signatureStrokes: signatureStrokesSchema.nullable(),
});

/** What became of a thing that was given into the visitor's hand, after the application of the same receipt number. */
const handOverReportSchema = z.strictObject({
  ...sealedHead,
  kind: z.literal('handOver'),
  what: z.enum(['endorsement', 'card']),
  outcome: z.enum(['done', 'failed', 'unknown']),
});

/** What the visitor submits besides the pictures: the first member of the manifest. */
export const submissionContentSchema = z.discriminatedUnion('kind', [applicationSchema, handOverReportSchema]);
export type SubmissionContent = z.infer<typeof submissionContentSchema>;
export type Application = z.infer<typeof applicationSchema>;
export type HandOverReport = z.infer<typeof handOverReportSchema>;

/** What may travel beside the content, as bytes. */
export const attachmentNames = [
  /** The live picture that was compared, or that the authority is to compare. */
  'photoJpeg',
  /** For the document that is applied for. */
  'idPhotoJpeg',
  'fingerRight',
  'fingerLeft',
] as const;
export type AttachmentName = (typeof attachmentNames)[number];

/** The manifest of what lies sealed in the JWE; main/submission/pack.ts has the order of its bytes. */
export const sealedManifestSchema = z.strictObject({
  content: submissionContentSchema,
  attachments: z
    .array(
      z.strictObject({
        name: z.enum(attachmentNames),
        length: z
          .int()
          .min(0)
          .max(1024 * 1024),
        /** SHA-256; in the SM suite SM3. */
        digest: sha256Schema,
      }),
    )
    .max(attachmentNames.length),
});

export const issuedCertificateSchema = z.object({
  number: z.string().min(1).max(60),
  verificationCode: verificationCodeSchema,
  verificationUrl: z.url({ protocol: /^https$/ }).max(200),
  issuedAt: isoTime,
  validUntil: isoTime.nullable(),
  authority: z.object({ 'zh-CN': z.string().min(1).max(80), en: z.string().min(1).max(80) }),
});

/** The payload of the signed acknowledgement. */
export const acknowledgementSchema = z.object({
  sid: sidSchema,
  sha256: sha256Schema,
  serverTime: isoTime,
  outcome: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('accepted') }),
    z.object({ kind: z.literal('refused'), reason: z.enum(['notEligible', 'evidenceExpired', 'notPaid']) }),
    z.object({ kind: z.literal('issued'), certificate: issuedCertificateSchema }),
  ]),
});

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
