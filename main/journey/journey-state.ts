import type { FingerFeatures } from '../../devices/fingerprint-reader/fingerprint-reader.ts';
import type { IdCard } from '../../devices/id-card-reader/id-card-reader.ts';
import type { IssuedCertificate, PersonRecord } from '../gateway/gateway.ts';
import type { EvidenceKind } from '../gateway/messages.ts';
import type { ServiceDefinition } from '../catalogue/service-definition.ts';
import type { CitizenIdProblem } from '../contract/citizen-id.ts';
import type { DeviceName } from '../contract/device-status.ts';
import type { FingerGuidance } from '../contract/finger.ts';
import type { PersonNameProblem } from '../contract/person-name.ts';
import type { ProblemCode } from '../contract/problem.ts';
import type { FieldFault, IdentityMethod, PaperView } from '../contract/session-snapshot.ts';
import type { MrzField, TravelDocument } from '../contract/travel-document.ts';
import type { SignatureStrokes, VisitorEvent } from '../contract/visitor-event.ts';

/** What is known of the visit so far. Lives in memory only and ends with the session. */
export interface JourneyContext {
  readonly definition: ServiceDefinition;
  readonly rules: JourneyRules;
  readonly consentedToFace: boolean;
  readonly method: IdentityMethod;
  /** Of the card or the document that is asked for. */
  readonly readPhase: ReadPhase;
  readonly travelDocument: TravelDocument | null;
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
  readonly fieldIndex: number;
  readonly answers: Readonly<Record<string, string>>;
  readonly changing: boolean;
  readonly signature: string | null;
  readonly signatureStrokes: SignatureStrokes | null;
  readonly receiptNumber: string | null;
  readonly certificate: IssuedCertificate | null;
  readonly document: PaperView;
  readonly receipt: PaperView;
  readonly paperMissing: boolean;
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
  /** Full years between a birth date (YYYY-MM-DD) and the gateway's today. */
  ageInYears(birthDate: string): number;
}

/** What a card says, as far as a journey needs it. */
export interface CardFacts {
  readonly layout: IdCard['layout'];
  readonly name: string;
  readonly number: string;
  readonly expired: boolean;
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
  consentedToFace: false,
  method: definition.identity.methods[0] ?? 'type',
  readPhase: 'waiting',
  travelDocument: null,
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
  fieldIndex: 0,
  answers: {},
  changing: false,
  signature: null,
  signatureStrokes: null,
  receiptNumber: null,
  certificate: null,
  document: paperWaiting,
  receipt: paperWaiting,
  paperMissing: false,
});
