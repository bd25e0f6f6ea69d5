import { z } from 'zod';
import { bilingualSchema } from '../contract/language.ts';
import { handle, isoTime } from './wire-values.ts';

/**
 * What an office knows of one visitor's business with one service, asked for after they proved who they are: whether
 * they may, what it has on file, what there is to choose from. One conversation for all services; `subject` says what
 * it is about.
 */

const key = z.string().regex(/^[a-z][A-Za-z0-9-]{0,39}$/);
const day = z.iso.date();
const fen = z.int().min(0).max(10_000_000);
const text = z.string().min(1).max(120);
const plateText = z.string().min(5).max(10);

/** 驾驶证. Points run in cycles of twelve months; twelve is full (记分管理办法 Art. 3). */
const drivingLicenceSchema = z.object({
  fileNumber: z.string().regex(/^\d{12}$/),
  vehicleClasses: z.string().regex(/^[A-Z0-9]{1,12}$/),
  state: z.enum(['normal', 'suspended', 'seized', 'expired', 'cancelled']),
  validUntil: day.nullable(),
  points: z.int().min(0).max(99),
  cycleEnds: day,
});
export type DrivingLicence = z.infer<typeof drivingLicenceSchema>;

const vehicleSchema = z.object({
  plate: plateText,
  plateType: z.string().regex(/^\d{2}$/),
  make: bilingualSchema,
  vinTail: z.string().regex(/^[A-HJ-NPR-Z0-9]{6}$/),
  inspectionValidUntil: day.nullable(),
});
export type Vehicle = z.infer<typeof vehicleSchema>;

const violationSchema = z.object({
  id: handle,
  plate: plateText,
  at: isoTime,
  place: bilingualSchema,
  /** What was done, and the article that it broke. */
  act: bilingualSchema,
  article: bilingualSchema,
  /** The article by which it is punished. */
  penaltyArticle: bilingualSchema,
  fineFen: fen,
  points: z.int().min(0).max(12),
  /** Why a machine may not decide it; null when it may. */
  blocked: z
    .enum(['fineOver200', 'pointsReach12', 'notYourVehicle', 'licenceNotNormal', 'notCamera', 'underReview'])
    .nullable(),
});
export type Violation = z.infer<typeof violationSchema>;

const fineSchema = z.object({
  decisionNumber: z.string().regex(/^\d{15,16}$/),
  decidedAt: day,
  act: bilingualSchema,
  fineFen: fen,
  /** 3 % a day from the sixteenth day on, never more than the fine (程序规定 Art. 60). */
  surchargeFen: fen,
  dueDate: day,
  state: z.enum(['unpaid', 'paid', 'cancelled']),
  fiscalReceiptNumber: z.string().min(1).max(40).nullable(),
});
export type Fine = z.infer<typeof fineSchema>;

const endorsementOptionSchema = z.object({
  destination: z.enum(['hongKong', 'macao', 'both']),
  type: z.enum(['individual', 'group']),
  /** How long and how often, e.g. threeMonthsOnce. */
  visits: z.enum(['threeMonthsOnce', 'threeMonthsTwice', 'yearOnce', 'yearTwice', 'yearMultiple']),
});
export type EndorsementOption = z.infer<typeof endorsementOptionSchema>;

const applicationSchema = z.object({
  receiptNumber: z.string().min(8).max(24),
  service: key,
  state: z.enum(['received', 'inReview', 'inProduction', 'ready', 'collected', 'refused']),
  receivedAt: day,
  expectedBy: day.nullable(),
});
export type Application = z.infer<typeof applicationSchema>;

const remainingVisitsSchema = z.object({
  destination: z.enum(['hongKong', 'macao', 'taiwan']),
  type: z.string().min(1).max(20),
  remaining: z.int().min(0).max(999),
  validUntil: day,
});
export type RemainingVisits = z.infer<typeof remainingVisitsSchema>;

const borderCrossingSchema = z.object({
  date: day,
  direction: z.enum(['exit', 'entry']),
  port: bilingualSchema,
  documentKind: z.enum(['passport', 'hkMacaoPermit', 'taiwanPermit', 'homeReturnPermit', 'taiwanCompatriotPermit']),
  documentNumber: z.string().min(5).max(20),
});
export type BorderCrossing = z.infer<typeof borderCrossingSchema>;

export const caseSubjectSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }),
  z.object({
    kind: z.literal('idCard'),
    validUntil: day.nullable(),
    issuer: text,
    newValidity: z.enum(['years10', 'years20', 'longTerm']),
  }),
  z.object({
    kind: z.literal('household'),
    statement: bilingualSchema,
    facts: z.array(z.object({ id: key, text: text })).max(12),
  }),
  z.object({ kind: z.literal('permit'), permitNumber: text, validUntil: day }),
  z.object({
    kind: z.literal('endorsements'),
    permitNumber: text,
    permitValidUntil: day,
    options: z.array(endorsementOptionSchema).max(30),
  }),
  z.object({
    kind: z.literal('stay'),
    visaType: text,
    visaNumber: text.nullable(),
    stayUntil: day,
    entryDate: day,
    port: bilingualSchema,
  }),
  z.object({ kind: z.literal('crossings'), crossings: z.array(borderCrossingSchema).max(200) }),
  z.object({
    kind: z.literal('progress'),
    applications: z.array(applicationSchema).max(20),
    remaining: z.array(remainingVisitsSchema).max(10),
  }),
  z.object({
    kind: z.literal('traffic'),
    licence: drivingLicenceSchema.nullable(),
    vehicles: z.array(vehicleSchema).max(20),
    violations: z.array(violationSchema).max(50),
    unpaid: z.array(fineSchema).max(50),
  }),
  z.object({ kind: z.literal('fine'), fine: fineSchema }),
  z.object({
    kind: z.literal('licence'),
    licence: drivingLicenceSchema,
    newValidity: z.enum(['years6', 'years10', 'longTerm']),
    medicalReport: text.nullable(),
  }),
  z.object({ kind: z.literal('vehicle'), vehicle: vehicleSchema }),
  z.object({
    kind: z.literal('collection'),
    receiptNumber: text,
    document: z.enum(['residentIdCard']),
    oldCardDue: z.boolean(),
  }),
]);
export type CaseSubject = z.infer<typeof caseSubjectSchema>;

/** Why the office says no: one of the service's refusals, by its id. `from`: the day on which it would say yes. */
const caseRefusalSchema = z.object({ reason: key, from: day.nullable() });
export type CaseRefusal = z.infer<typeof caseRefusalSchema>;

export const serviceCaseSchema = z.object({
  caseId: handle,
  refusal: caseRefusalSchema.nullable(),
  /** Answers that the office has on file, by field: shown, not asked again. */
  known: z.record(key, z.string().max(200)),
  /** Whether the result can be given here and now; otherwise it is decided later. */
  answeredNow: z.boolean(),
  subject: caseSubjectSchema,
});
export type ServiceCase = z.infer<typeof serviceCaseSchema>;

/** For a kiosk without the office: nothing is known, all is decided later. */
export const caseUnknown: ServiceCase = {
  caseId: 'offline0',
  refusal: null,
  known: {},
  answeredNow: false,
  subject: { kind: 'none' },
};

/** What is asked. By a proved record, by a document that needs no proof, or by what was typed (a decision's number). */
export const caseQuestionSchema = z.strictObject({
  service: z.string().regex(/^[a-z][a-z0-9-]{1,39}$/),
  about: z.discriminatedUnion('by', [
    z.strictObject({ by: z.literal('record'), recordId: handle, evidenceId: handle, wardRecordId: handle.nullable() }),
    z.strictObject({
      by: z.literal('document'),
      kind: z.string().min(1).max(40),
      issuingState: z.string().regex(/^[A-Z]{1,3}$/),
      number: z.string().regex(/^[A-Z0-9]{5,20}$/),
      birthDate: day.nullable(),
    }),
    z.strictObject({ by: z.literal('answers') }),
  ]),
  group: z.enum(['mainland', 'hmt', 'foreign']),
  /** What was answered so far: a decision's number, a receipt's, a plate. */
  answers: z.record(key, z.string().max(400)),
});
export type CaseQuestion = z.infer<typeof caseQuestionSchema>;
