import type { IssuedCertificate, PersonRecord } from '../gateway/gateway.ts';
import type { ServiceDefinition } from '../catalogue/service-definition.ts';
import type { CitizenIdProblem } from '../contract/citizen-id.ts';
import type { PersonNameProblem } from '../contract/person-name.ts';
import type { ProblemCode } from '../contract/problem.ts';
import type { FieldFault, IdentityMethod, PaperView } from '../contract/session-snapshot.ts';
import type { VisitorEvent } from '../contract/visitor-event.ts';

/** What is known of the visit so far. Lives in memory only and ends with the session. */
export interface JourneyContext {
  readonly definition: ServiceDefinition;
  readonly rules: JourneyRules;
  readonly consentedToFace: boolean;
  readonly method: IdentityMethod;
  readonly cardPhase: 'waiting' | 'reading';
  readonly number: string;
  readonly name: string;
  readonly numberFault: CitizenIdProblem | null;
  readonly nameFault: PersonNameProblem | null;
  readonly fieldFault: FieldFault | null;
  readonly problem: ProblemCode | null;
  readonly record: PersonRecord | null;
  readonly photo: Uint8Array | null;
  readonly faceAttempts: number;
  readonly evidence: Evidence | null;
  readonly fieldIndex: number;
  readonly answers: Readonly<Record<string, string>>;
  readonly changing: boolean;
  readonly signature: string | null;
  readonly receiptNumber: string | null;
  readonly certificate: IssuedCertificate | null;
  readonly document: PaperView;
  readonly receipt: PaperView;
}

/** How it was proved that the visitor is who they say. */
export interface Evidence {
  readonly kind: 'face' | 'officer';
  readonly evidenceId: string;
}

/** What the journey has to ask the kiosk, answered at once and without side effects. */
export interface JourneyRules {
  /** The first character that no printer of ours can print, or null. */
  unprintableCharacter(text: string): string | null;
  /** Full years between a birth date (YYYY-MM-DD) and the gateway's today. */
  ageInYears(birthDate: string): number;
}

/** What a card says, as far as a journey needs it. */
export interface CardFacts {
  readonly name: string;
  readonly number: string;
  readonly expired: boolean;
}

/** What the kiosk found out for the journey: the outcomes of its effects. */
export type JourneyOutcome =
  | { readonly type: 'cardPhase'; readonly phase: 'waiting' | 'reading' }
  | { readonly type: 'cardRead'; readonly card: CardFacts }
  | { readonly type: 'cardProblem'; readonly problem: ProblemCode }
  | { readonly type: 'recordFound'; readonly record: PersonRecord }
  | { readonly type: 'recordMissing'; readonly problem: ProblemCode }
  | { readonly type: 'faceMatched'; readonly evidenceId: string }
  | { readonly type: 'faceNotMatched' }
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
  'findRecord',
  'compareFace',
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
  cardPhase: 'waiting',
  number: '',
  name: '',
  numberFault: null,
  nameFault: null,
  fieldFault: null,
  problem: null,
  record: null,
  photo: null,
  faceAttempts: 0,
  evidence: null,
  fieldIndex: 0,
  answers: {},
  changing: false,
  signature: null,
  receiptNumber: null,
  certificate: null,
  document: paperWaiting,
  receipt: paperWaiting,
});
