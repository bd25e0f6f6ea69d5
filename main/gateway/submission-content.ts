import { z } from 'zod';
import { languageSchema } from '../contract/language.ts';
import { signatureStrokesSchema } from '../contract/visitor-event.ts';
import { visitorGroups } from '../contract/visitor-group.ts';
import { fingerFormats } from './gateway.ts';
import { orderIdSchema } from './payment-messages.ts';
import { handle, personName, personNumber, sha256Schema } from './wire-values.ts';

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
