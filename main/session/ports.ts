import type { CardDispenser } from '../../devices/card-dispenser/card-dispenser.ts';
import type { CodeScanner } from '../../devices/code-scanner/code-scanner.ts';
import type { DocumentPrintError } from '../../devices/document-printer/document-printer.ts';
import type { FingerprintReader } from '../../devices/fingerprint-reader/fingerprint-reader.ts';
import type { IdCardReader } from '../../devices/id-card-reader/id-card-reader.ts';
import type { PassportReader } from '../../devices/passport-reader/passport-reader.ts';
import type { PermitSlot } from '../../devices/permit-slot/permit-slot.ts';
import type { ReceiptPrinter, ReceiptPrintError } from '../../devices/receipt-printer/receipt-printer.ts';
import type { Capabilities } from '../catalogue/service-view.ts';
import type { Clock } from '../clock/clock.ts';
import type { ProblemCode } from '../contract/problem.ts';
import type { Language } from '../contract/language.ts';
import type { Result } from '../contract/result.ts';
import type { Belonging } from '../contract/result-view.ts';
import type { KioskFace } from '../contract/session-snapshot.ts';
import type { Gateway, IssuedCertificate } from '../gateway/gateway.ts';
import type { EvidenceKind, HandOverReport } from '../gateway/submission-content.ts';
import type { JourneyContext, JourneyRules } from '../journey/journey-state.ts';
import type { Payments } from '../payment/payments.ts';
import type { SessionDelays } from './delays.ts';

/** What a session needs of the kiosk around it. The composition root passes it in. */
export interface SessionPorts {
  readonly clock: Clock;
  readonly delays: SessionDelays;
  readonly face: KioskFace;
  readonly defaultLanguage: Language;
  /** Whether a device works is told by `capabilities`. */
  readonly rules: Omit<JourneyRules, 'deviceWorks' | 'gatewayOnline'>;
  readonly capabilities: () => Capabilities;
  // A kiosk need not have every device: null for one that its hardware profile does not name.
  readonly idCardReader: Pick<IdCardReader, 'readCard' | 'isCardPresent'> | null;
  readonly passportReader: Pick<PassportReader, 'readDocument' | 'status'> | null;
  readonly codeScanner: Pick<CodeScanner, 'scanCode'> | null;
  readonly fingerprintReader: Pick<FingerprintReader, 'captureFinger'> | null;
  readonly permitSlot: Pick<
    PermitSlot,
    'cardPosition' | 'ejectCard' | 'captureCard' | 'acceptCard' | 'holdCard' | 'rewriter'
  > | null;
  readonly cardDispenser: Pick<CardDispenser, 'cardPosition' | 'captureCard' | 'dispenseCard'> | null;
  readonly receiptPrinter: Pick<ReceiptPrinter, 'status' | 'retract'> | null;
  /** Light and sound that call back somebody who walks away from their things. */
  readonly alarm: (on: boolean) => void;
  readonly gateway: Pick<
    Gateway,
    'findRecord' | 'compareFace' | 'compareFinger' | 'askOfficer' | 'officerDecision' | 'openCase'
  >;
  readonly payments: Pick<Payments, 'open' | 'refresh' | 'close' | 'refund' | 'release'>;
  /** Today as the gateway says, YYYY-MM-DD in the hall's time zone. */
  readonly today: () => string;
  /** Seals and stores; ok only after the commit. */
  readonly store: (visit: Visit) => Promise<Result<Stored, 'storageFull' | 'storageFault'>>;
  /** Sends what was stored and waits for the gateway's signed answer: a paper, or that it was accepted. */
  readonly issue: (
    stored: Stored,
    signal: AbortSignal,
  ) => Promise<Result<IssuedCertificate | 'accepted', 'delayed' | 'refused'>>;
  /** Tells the office what became of what was to be given into the visitor's hand; on the disk before it resolves. */
  readonly reportHandOver: (
    visit: Visit & { stored: Stored },
    outcome: HandOverReport['outcome'],
  ) => Promise<Result<void, 'storageFull' | 'storageFault'>>;
  /** A page that belongs to no submission: nothing of it is kept. */
  readonly printSlip: (
    visit: Visit,
    what: SlipKind,
    signal: AbortSignal,
  ) => Promise<Result<void, ProblemCode | 'cancelled'>>;
  /** `notRecorded`: the disk did not take the mark that a page is about to be printed, so no printer moved. */
  readonly printDocument: (
    visit: Visit & { stored: Stored },
    signal: AbortSignal,
    onProblem: (problem: DocumentPrintError | null) => void,
  ) => Promise<Result<void, DocumentPrintError | 'nameUnprintable' | 'notRecorded'>>;
  readonly printReceipt: (
    visit: Visit & { stored: Stored },
    signal: AbortSignal,
  ) => Promise<Result<void, ReceiptPrintError | 'notRecorded'>>;
  /** For the log: what happened, never whom to. */
  readonly note: (event: SessionNote) => void;
}

/** The service's leaflet, the way to the right counter, what a query found, an order that nobody can judge yet. */
export type SlipKind = 'leaflet' | 'refusal' | 'query' | 'payment';

export interface Visit {
  readonly language: Language;
  readonly journey: JourneyContext;
}

/** A submission that is on disk. */
export interface Stored {
  readonly sid: string;
  readonly receiptNumber: string;
}

export type SessionNote =
  | { readonly event: 'session-started' }
  | { readonly event: 'session-ended'; readonly because: SessionEnd; readonly step: string }
  | { readonly event: 'service-chosen'; readonly service: string }
  | { readonly event: 'consent-given'; readonly what: 'face' | 'fingerprint' }
  | { readonly event: 'consent-refused'; readonly what: 'face' | 'fingerprint' }
  | { readonly event: 'identity-proved'; readonly what: EvidenceKind }
  | { readonly event: 'problem-shown'; readonly problem: string; readonly step: string }
  | { readonly event: 'officer-called'; readonly step: string }
  | { readonly event: 'paper-missing' }
  | { readonly event: BelongingEvent; readonly what: Belonging };
/** Left behind; then taken after all, taken in by the machine, or neither within the alarm's time. */
export type BelongingEvent = 'belonging-left' | 'belonging-taken' | 'belonging-taken-in' | 'belonging-not-taken';

/** `belongings`: what somebody else left behind was found when the next one had just begun. */
export type SessionEnd = 'visitor' | 'idle' | 'finished' | 'shutdown' | 'belongings';
