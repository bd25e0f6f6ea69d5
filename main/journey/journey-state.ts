import type { FingerFeatures } from '../../devices/fingerprint-reader/fingerprint-reader.ts';
import type { IdCard } from '../../devices/id-card-reader/id-card-reader.ts';
import type { IssuedCertificate, PersonRecord } from '../gateway/gateway.ts';
import type { EvidenceKind } from '../gateway/submission-content.ts';
import type { Payment } from '../payment/payment.ts';
import type { CaseRefusal, ServiceCase } from '../gateway/service-case.ts';
import type { ServiceDefinition } from '../catalogue/service-definition.ts';
import { servedGroups } from '../catalogue/service-view.ts';
import type { CitizenIdProblem } from '../contract/citizen-id.ts';
import type { DeviceName } from '../contract/device-status.ts';
import type { FingerGuidance } from '../contract/finger.ts';
import type { PersonNameProblem } from '../contract/person-name.ts';
import type { ProblemCode } from '../contract/problem.ts';
import type { FieldFault, FieldWarning } from '../contract/field-view.ts';
import type { IdentityMethod } from '../contract/session-snapshot.ts';
import type { PaperView } from '../contract/result-view.ts';
import type { VisitorGroup } from '../contract/visitor-group.ts';
import type { MrzField, TravelDocument } from '../contract/travel-document.ts';
import type { SignatureStrokes, VisitorEvent } from '../contract/visitor-event.ts';

/** What is known of the visit so far. Lives in memory only and ends with the session. */
export interface JourneyContext {
  readonly definition: ServiceDefinition;
  readonly rules: JourneyRules;
  /** As whom the visitor goes on. */
  readonly group: VisitorGroup;
  readonly questionIndex: number;
  readonly refusal: Refusal | null;
  readonly slip: PaperView;
  /** The child whose record was found, while the guardian says who they are. */
  readonly ward: PersonRecord | null;
  readonly consentedToFace: boolean;
  readonly method: IdentityMethod;
  /** Of the card or the document that is asked for. */
  readonly readPhase: ReadPhase;
  readonly card: CardFacts | null;
  readonly travelDocument: TravelDocument | null;
  /** Of a document that is typed by hand, by field. */
  readonly draft: Readonly<Record<string, string>>;
  readonly draftIndex: number;
  /** What did not add up in the last reading of a document. */
  readonly wrongFields: readonly MrzField[];
  readonly documentTries: number;
  readonly code: string;
  readonly codeTries: number;
  readonly number: string;
  readonly name: string;
  readonly numberFault: CitizenIdProblem | null;
  readonly nameFault: PersonNameProblem | null;
  readonly fieldFault: FieldFault | null;
  readonly problem: ProblemCode | null;
  readonly record: PersonRecord | null;
  readonly photo: Uint8Array | null;
  readonly faceAttempts: number;
  /** Between the sensor and the comparison only. */
  readonly finger: FingerFeatures | null;
  readonly fingerGuidance: FingerGuidance;
  readonly fingerAttempts: number;
  readonly evidence: Evidence | null;
  /** Set when the office was asked; `caseUnknown` for a kiosk without it. */
  readonly case: ServiceCase | null;
  readonly item: string | null;
  readonly response: 'accept' | 'defend' | null;
  readonly defence: string;
  /** What the document, the register or the office says, by field: shown and not asked. */
  readonly known: Readonly<Record<string, string>>;
  readonly fieldIndex: number;
  readonly fieldWarning: FieldWarning | null;
  readonly answers: Readonly<Record<string, string>>;
  /** The answers as they were before one is changed at the review; null while none is. */
  readonly unchanged: Readonly<Record<string, string>> | null;
  readonly signature: string | null;
  readonly signatureStrokes: SignatureStrokes | null;
  readonly shots: readonly Uint8Array[];
  readonly idPhoto: Uint8Array | null;
  readonly hand: 'right' | 'left';
  readonly fingers: { readonly right: FingerFeatures | null; readonly left: FingerFeatures | null };
  readonly payment: Payment | null;
  readonly handedOver: 'no' | 'done' | 'failed' | 'unknown';
  readonly receiptNumber: string | null;
  /** Whether the office has the submission; until then it lies here. */
  readonly accepted: boolean;
  readonly certificate: IssuedCertificate | null;
  readonly document: PaperView;
  readonly receipt: PaperView;
  readonly paperMissing: boolean;
}

/** `reason`: one of the service's refusals. */
export interface Refusal extends CaseRefusal {
  readonly reason: string;
}

export type ReadPhase = 'waiting' | 'reading';

/**
 * How often a document that cannot be read, or a code that nobody knows, is asked for: the first time and as often
 * again. Typing and the counter remain.
 */
export const scanTries = 3;

/** How it was proved that the visitor is who they say. */
export interface Evidence {
  readonly kind: EvidenceKind;
  readonly evidenceId: string;
}

/** What the journey has to ask the kiosk, answered at once and without side effects. */
export interface JourneyRules {
  /** The first character that no printer of ours can print, or null. */
  unprintableCharacter(text: string): string | null;
  /** Whether the kiosk has this device and it is of use now. */
  deviceWorks(device: DeviceName): boolean;
  /** Whether the gateway answers now. */
  gatewayOnline(): boolean;
  /** The gateway's today, YYYY-MM-DD. */
  today(): string;
  /** Whether this names a division of GB/T 2260. */
  knowsDivision(code: string): boolean;
  /** Full years between a birth date (YYYY-MM-DD) and the gateway's today. */
  ageInYears(birthDate: string): number;
}

/** What a card says, as far as a journey needs it. */
export interface CardFacts {
  readonly layout: IdCard['layout'];
  readonly name: string;
  readonly number: string;
  readonly expired: boolean;
  readonly sex: 'male' | 'female' | 'unknown';
  /** YYYY-MM-DD */
  readonly birthDate: string;
  /** On the chip of residents; null on a foreigner's card. */
  readonly address: string | null;
  /** Three letters of GB/T 2659. */
  readonly nationality: string;
}

/** What the kiosk found out for the journey: the outcomes of its effects. */
export type JourneyOutcome =
  | { readonly type: 'readPhase'; readonly phase: ReadPhase }
  | { readonly type: 'cardRead'; readonly card: CardFacts }
  | { readonly type: 'cardProblem'; readonly problem: ProblemCode }
  | { readonly type: 'documentRead'; readonly document: TravelDocument }
  | { readonly type: 'documentProblem'; readonly problem: ProblemCode; readonly wrongFields: readonly MrzField[] }
  | { readonly type: 'codeRead'; readonly code: string }
  | { readonly type: 'codeProblem'; readonly problem: ProblemCode }
  | { readonly type: 'fingerGuidance'; readonly guidance: FingerGuidance }
  | { readonly type: 'fingerTaken'; readonly finger: FingerFeatures }
  | { readonly type: 'fingerProblem'; readonly problem: ProblemCode }
  | { readonly type: 'recordFound'; readonly record: PersonRecord }
  | { readonly type: 'recordMissing'; readonly problem: ProblemCode }
  | { readonly type: 'faceMatched'; readonly evidenceId: string }
  | { readonly type: 'faceNotMatched' }
  | { readonly type: 'fingerMatched'; readonly evidenceId: string }
  | { readonly type: 'fingerNotMatched' }
  | { readonly type: 'officerGranted'; readonly evidenceId: string }
  | { readonly type: 'officerRefused' }
  | { readonly type: 'officerNoAnswer' }
  | { readonly type: 'permitRead'; readonly document: TravelDocument }
  | { readonly type: 'permitProblem'; readonly problem: ProblemCode }
  | { readonly type: 'caseOpened'; readonly case: ServiceCase }
  | { readonly type: 'slipPrinted' }
  | { readonly type: 'slipFailed'; readonly problem: ProblemCode }
  | { readonly type: 'paymentOpened'; readonly payment: Payment }
  | { readonly type: 'paymentChanged'; readonly payment: Payment; readonly problem: ProblemCode | null }
  | { readonly type: 'paymentNotOpened'; readonly problem: ProblemCode }
  | { readonly type: 'cardTakenIn' }
  | { readonly type: 'cardNotTakenIn'; readonly problem: ProblemCode }
  | { readonly type: 'handedOver' }
  | { readonly type: 'handOverFailed'; readonly problem: ProblemCode; readonly certain: boolean }
  | { readonly type: 'accepted' }
  | { readonly type: 'gatewayFailed'; readonly problem: ProblemCode }
  | { readonly type: 'stored'; readonly receiptNumber: string }
  | { readonly type: 'storeFailed'; readonly problem: ProblemCode }
  | { readonly type: 'issued'; readonly certificate: IssuedCertificate }
  | { readonly type: 'issueDelayed' }
  | { readonly type: 'issueRefused' }
  | { readonly type: 'paperProblem'; readonly problem: ProblemCode | null }
  | { readonly type: 'printed' }
  | { readonly type: 'printFailed'; readonly problem: ProblemCode };

export type JourneyEvent = VisitorEvent | JourneyOutcome;

/** Work that the journey asks for; the session does it and sends the outcome back. One at a time, ended by leaving the state. */
export const effectNames = [
  'readCard',
  'scanDocument',
  'scanCode',
  'findRecord',
  'compareFace',
  'captureFinger',
  'compareFinger',
  'askOfficer',
  'readPermit',
  'openCase',
  'printSlip',
  'openPayment',
  'awaitPayment',
  'closePayment',
  'refundPayment',
  'takeOldCard',
  'writeEndorsement',
  'dispenseCard',
  'store',
  'issue',
  'printDocument',
  'printReceipt',
] as const;
export type EffectName = (typeof effectNames)[number];

const paperWaiting: PaperView = { state: 'waiting', problem: null };

export const initialContext = (definition: ServiceDefinition, rules: JourneyRules): JourneyContext => ({
  definition,
  rules,
  group: servedGroups(definition)[0] ?? 'mainland',
  questionIndex: 0,
  refusal: null,
  slip: paperWaiting,
  ward: null,
  consentedToFace: false,
  method: 'type',
  readPhase: 'waiting',
  card: null,
  travelDocument: null,
  draft: {},
  draftIndex: 0,
  wrongFields: [],
  documentTries: 0,
  code: '',
  codeTries: 0,
  number: '',
  name: '',
  numberFault: null,
  nameFault: null,
  fieldFault: null,
  problem: null,
  record: null,
  photo: null,
  faceAttempts: 0,
  finger: null,
  fingerGuidance: 'place',
  fingerAttempts: 0,
  evidence: null,
  case: null,
  item: null,
  response: null,
  defence: '',
  fieldIndex: 0,
  fieldWarning: null,
  known: {},
  answers: {},
  unchanged: null,
  signature: null,
  signatureStrokes: null,
  shots: [],
  idPhoto: null,
  hand: 'right',
  fingers: { right: null, left: null },
  payment: null,
  handedOver: 'no',
  receiptNumber: null,
  accepted: false,
  certificate: null,
  document: paperWaiting,
  receipt: paperWaiting,
  paperMissing: false,
});
