import { z } from 'zod';
import { codeRules } from '../contract/code-rules.ts';
import { deviceNames } from '../contract/device-status.ts';
import { placeKinds } from '../contract/hall-place.ts';
import { photoProfileIds } from '../contract/photo-profile.ts';
import { areaIds } from '../contract/service-view.ts';
import { identityMethods } from '../contract/session-snapshot.ts';
import { travelDocumentKinds } from '../contract/travel-document.ts';
import { visitorGroups } from '../contract/visitor-group.ts';
import { lawIds } from './laws.ts';

const id = z.string().regex(/^[a-z][a-z0-9-]{1,39}$/);
export const key = z.string().regex(/^[a-z][A-Za-z0-9-]{0,39}$/);
const days = z.int().min(-36_600).max(36_600);

/** Asked only when all of it is so. */
const conditionSchema = z.strictObject({
  /** The answer to an earlier field is one of these. */
  answers: z.record(key, z.array(key).min(1)).exactOptional(),
  groups: z.array(z.enum(visitorGroups)).min(1).exactOptional(),
});
export type Condition = z.infer<typeof conditionSchema>;

const common = {
  id: key,
  /** May be left empty. */
  optional: z.literal(true).exactOptional(),
  when: conditionSchema.exactOptional(),
  /**
   * Who may know the answer already: then it is shown and not asked. `fixed`: what the law or the register fixes is not
   * the visitor's to change.
   */
  known: z.strictObject({ by: z.enum(['identity', 'case']), fixed: z.boolean() }).exactOptional(),
};

/** A question that the service asks. Its words are in locales: fields.<id>. */
export const fieldSchema = z.discriminatedUnion('kind', [
  z.strictObject({ ...common, kind: z.literal('choice'), options: z.array(key).min(2).max(12) }),
  z.strictObject({ ...common, kind: z.literal('text'), maxLength: z.int().min(1).max(200) }),
  z.strictObject({ ...common, kind: z.literal('phone') }),
  z.strictObject({ ...common, kind: z.literal('personName') }),
  z.strictObject({
    ...common,
    kind: z.literal('code'),
    rule: z.enum(codeRules),
    scan: z.literal(true).exactOptional(),
  }),
  /** Days from today, both included. `lateAfterDays`: an answer longer ago than that is taken with a warning. */
  z.strictObject({
    ...common,
    kind: z.literal('date'),
    fromDays: days,
    toDays: days,
    lateAfterDays: z.int().min(0).exactOptional(),
    /** Not before the answer to this earlier date field. */
    notBefore: key.exactOptional(),
  }),
  z.strictObject({ ...common, kind: z.literal('country') }),
  z.strictObject({ ...common, kind: z.literal('address') }),
]);
export type FieldDefinition = z.infer<typeof fieldSchema>;

/** Asked before anything is read. An answer that ends the visit names its refusal. Words: fields.<id>. */
const questionSchema = z.strictObject({
  id: key,
  options: z.array(key).min(2).max(12),
  refuses: z.record(key, key),
  when: conditionSchema.exactOptional(),
});
export type QuestionDefinition = z.infer<typeof questionSchema>;

/** The parts a visit is made of, in the service's order. The journey engine knows how to do each; a service picks. */
const stepKinds = [
  'about',
  'notice',
  'questions',
  'faceConsent',
  'identity',
  'proof',
  'case',
  'choose',
  'statement',
  'fields',
  'idPhoto',
  'fingers',
  'sign',
  'review',
  'pay',
  'submit',
  'surrender',
  'handOver',
  'paper',
] as const;
export type StepKind = (typeof stepKinds)[number];

const groupIdentitySchema = z.strictObject({
  /** How the visitor says who they are. Each but typing is offered only while its device works. */
  methods: z.array(z.enum(identityMethods)).min(1),
  /** Travel documents that say it; one past its date still does. */
  documents: z.array(z.enum(travelDocumentKinds)),
  /** A card past its date still says who its holder is; whether that is enough is the service's rule. */
  expiredCardAccepted: z.boolean(),
});
export type GroupIdentity = z.infer<typeof groupIdentitySchema>;

/** `counter`: where a group is helped that is not served here. */
export const groupRuleSchema = z.discriminatedUnion('served', [
  z.strictObject({ served: z.literal(true) }),
  z.strictObject({ served: z.literal(false), refusal: key }),
]);

export const yuan = z.int().min(0).max(10_000);
const feeSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('free') }),
  /** `terms`: the yuan of an answer, times the number that another answer stands for. */
  z.strictObject({
    kind: z.literal('table'),
    yuan,
    terms: z
      .array(
        z.strictObject({
          field: key,
          yuan: z.record(key, yuan),
          times: z.strictObject({ field: key, of: z.record(key, z.int().min(1).max(10)) }).exactOptional(),
        }),
      )
      .max(4),
  }),
  /** What the decision says, with its surcharge. */
  z.strictObject({ kind: z.literal('fine'), yuanFrom: yuan, yuanTo: yuan }),
]);

/** Why somebody is sent elsewhere. Words in locales: refusals.<id>.what and .do. */
const refusalSchema = z.strictObject({
  id: key,
  basis: z.int().min(0).max(9).exactOptional(),
  place: z.enum(placeKinds),
});
export type RefusalDefinition = z.infer<typeof refusalSchema>;

/** `own`: this project's choice, no rule; `page`: an office's published guide; `statute`: read in the law. */
const basisSchema = z.strictObject({
  law: z.enum(lawIds),
  article: z
    .string()
    .regex(/^[0-9]+(?:\([0-9]\))?(?:[,–][0-9]+(?:\([0-9]\))?)*$/)
    .exactOptional(),
  source: z.enum(['statute', 'page']),
});
export type Basis = z.infer<typeof basisSchema>;

const materialSchema = z.strictObject({
  /** Words in locales: materials.<id>. */
  id: key,
  /** `shared`: the office looks it up, nobody need carry it (在线政务服务若干规定 Art. 7). */
  need: z.enum(['bring', 'ifAny', 'shared']),
  groups: z.array(z.enum(visitorGroups)).min(1).exactOptional(),
});

export const documentKinds = [
  'none',
  'identityProof',
  'householdCertificate',
  'crossingRecord',
  'penaltyDecision',
  'accommodationSlip',
  'temporaryPlate',
  'inspectionMark',
  'applicationForm',
] as const;
export type DocumentKind = (typeof documentKinds)[number];

export const receiptKinds = ['none', 'result', 'acceptance', 'collection', 'query', 'payment'] as const;
export type ReceiptKind = (typeof receiptKinds)[number];

/** Of a certificate for one of its uses. */
export const purposeHours = z
  .int()
  .min(1)
  .max(24 * 90);
/** Of a paper that has no uses to choose from. */
export const paperHours = z
  .int()
  .min(1)
  .max(24 * 400);
const workingDays = z.int().min(1).max(120).nullable();
export const limits = {
  /** At the kiosk. */
  minutes: z.int().min(1).max(60),
  /** Until a review is decided, as the law has it and as the place promises; null where it is decided on the spot. */
  workingDays,
  promisedWorkingDays: workingDays,
};

/**
 * One of the services, as data: who may use it, how they prove who they are, what is asked, what it costs and gives.
 * The words for the visitor are in locales (services.<id>); a city changes the numbers by its signed override.
 */
export const serviceDefinitionSchema = z.strictObject({
  id,
  area: z.enum(areaIds),
  /** instant: answered on the spot · review: decided later · query: read only */
  kind: z.enum(['instant', 'review', 'query']),
  /** False where a city does not offer it at its kiosks; then it is shown with the counter. */
  open: z.boolean(),
  who: z.strictObject({ mainland: groupRuleSchema, hmt: groupRuleSchema, foreign: groupRuleSchema }),
  /** In years, on the day. A younger one comes with a guardian where `guardianBelow` says so; else `refusal`. */
  age: z.strictObject({
    minimum: z.int().min(0).max(120),
    guardianBelow: z.int().min(0).max(18).exactOptional(),
    refusal: key.exactOptional(),
  }),
  questions: z.array(questionSchema).max(6),
  /** For each group that is served and must say who it is. */
  identity: z.strictObject({
    mainland: groupIdentitySchema.exactOptional(),
    hmt: groupIdentitySchema.exactOptional(),
    foreign: groupIdentitySchema.exactOptional(),
  }),
  /** How they prove it; absent where no proof is asked. The alternative must always exist: face is never the only way. */
  proof: z
    .strictObject({
      face: z.boolean(),
      /** Of a finger, where the kiosk has a reader: for who does not use face comparison. */
      fingerprint: z.boolean(),
      alternative: z.enum(['officer']),
      /** For each of them. */
      attempts: z.int().min(1).max(5),
    })
    .exactOptional(),
  materials: z.array(materialSchema).max(10),
  steps: z.array(z.enum(stepKinds)).min(1),
  fields: z.array(fieldSchema).max(32),
  /** Uses of a certificate that the rules allow, with the hours each is valid for unless the city says otherwise. */
  purposes: z.array(z.strictObject({ id: key, validityHours: purposeHours })).max(20),
  /** Hours that the paper is valid for where no purpose says it. */
  validityHours: paperHours.exactOptional(),
  idPhoto: z.enum(photoProfileIds).exactOptional(),
  fee: feeSchema,
  /** `before`: nothing is sent unpaid. `after`: offered with the result, and may wait until its due date. */
  payment: z.enum(['none', 'before', 'after']),
  limit: z.strictObject(limits),
  /** Devices and connections without which the visit cannot end well; checked before anything is asked. */
  needs: z.strictObject({ devices: z.array(z.enum(deviceNames)), gateway: z.boolean() }),
  /** What is given into the visitor's hand beside paper. */
  handOver: z.enum(['none', 'endorsement', 'card']),
  result: z.strictObject({
    document: z.enum(documentKinds),
    /** The document is the application itself: printed without waiting for the office. */
    onApplication: z.literal(true).exactOptional(),
    receipt: z.enum(receiptKinds),
  }),
  refusals: z.array(refusalSchema).max(24),
  /** Services offered when this one is done. */
  offers: z.array(id).max(4),
  /** The legal basis, named for the visitor, the officer and the leaflet. */
  basis: z.array(basisSchema).min(1).max(10),
});
export type ServiceDefinition = z.infer<typeof serviceDefinitionSchema>;
