import type { Result } from '../contract/result.ts';
import type { TravelDocumentKind } from '../contract/travel-document.ts';
import type { VisitorGroup } from '../contract/visitor-group.ts';
import type { PaymentOrder, PaymentState, RefundReason } from './payment-messages.ts';
import type { CaseQuestion, ServiceCase } from './service-case.ts';

/** The police network's side, as the kiosk sees it. Described for other implementers in openapi.json beside this file. */
export interface Gateway {
  /** Fetches what the gateway can do now and its public keys; also the way to find out that it is back. */
  handshake(signal: AbortSignal): Promise<Result<Handshake, GatewayError>>;
  /** Does the register know the one person whom this claim names? Never a search: one claim, one record or none. */
  findRecord(request: {
    claim: IdentityClaim;
    signal: AbortSignal;
  }): Promise<Result<PersonRecord, GatewayError | RecordError>>;
  /** One live picture against the one record of the one person who claims it. Never a search among people. */
  compareFace(request: FaceRequest): Promise<Result<ComparisonVerdict, GatewayError>>;
  /** One live finger's features against the same one record. The features stay the caller's to wipe. */
  compareFinger(request: FingerRequest): Promise<Result<ComparisonVerdict, GatewayError>>;
  /** Puts the case before an officer, for a visitor who does not use face comparison. */
  askOfficer(request: {
    recordId: string;
    question: 'identity';
    signal: AbortSignal;
  }): Promise<Result<{ caseId: string }, GatewayError>>;
  officerDecision(request: { caseId: string; signal: AbortSignal }): Promise<Result<OfficerDecision, GatewayError>>;
  /** Opens one visitor's case with one service: whether they may, and what the office has on file. */
  openCase(question: CaseQuestion, signal: AbortSignal): Promise<Result<ServiceCase, GatewayError>>;
  /** Opens an order of the treasury's channel; the same order once more answers as the first time. */
  openPayment(order: PaymentOrder, signal: AbortSignal): Promise<Result<PaymentState, GatewayError | PaymentRefusal>>;
  paymentState(orderId: string, signal: AbortSignal): Promise<Result<PaymentState, GatewayError | PaymentRefusal>>;
  /** Nobody can pay it after that: the answer is final, `failed` or `paid`. */
  closePayment(orderId: string, signal: AbortSignal): Promise<Result<PaymentState, GatewayError | PaymentRefusal>>;
  /** Gives back what was paid, by the way it came. Any number of times is once. */
  refundPayment(
    request: { orderId: string; because: RefundReason },
    signal: AbortSignal,
  ): Promise<Result<PaymentState, GatewayError | PaymentRefusal>>;
  /**
   * Hands over the signed head of the audit log, a compact JWS, and brings back the gateway's signed receipt, a compact
   * JWS that is still to be verified. `auditHeadRefused`: the gateway knows another log of this kiosk.
   */
  anchorAuditHead(head: string, signal: AbortSignal): Promise<Result<string, GatewayError | 'auditHeadRefused'>>;
  /** Hands over one sealed submission; the same id may be sent any number of times and has one effect. */
  submit(envelope: Envelope, signal: AbortSignal): Promise<SubmitOutcome>;
}

export const gatewayErrors = ['away', 'timedOut', 'busy', 'refusedKiosk', 'fault', 'cancelled'] as const;
export type GatewayError = (typeof gatewayErrors)[number];

/** `unknownOrder`: it never arrived, so nobody can have paid it. `amountDiffers`: the office asks another sum. */
export const paymentRefusals = ['unknownOrder', 'amountDiffers', 'notPayable'] as const;
export type PaymentRefusal = (typeof paymentRefusals)[number];

/** The register's answers that are not a record. */
export const recordErrors = ['notFound', 'notEligible'] as const;
export type RecordError = (typeof recordErrors)[number];

export interface Handshake {
  /** The gateway's public keys, signed by its root; the key ring verifies it. */
  readonly keyBundle: string;
  /** The ids of the services that the gateway answers now. */
  readonly services: readonly string[];
  /** ISO 8601. The kiosk's own clock is only a label. */
  readonly serverTime: string;
  /** The highest sequence number that the gateway has seen of this kiosk; 0 for none. */
  readonly lastSequence: number;
}

/** Who a visitor says they are, by one of the ways of saying it. It proves nothing: a comparison or an officer does. */
export type IdentityClaim =
  | { readonly by: 'number'; readonly number: string; readonly name: string }
  | { readonly by: 'document'; readonly document: ClaimedDocument }
  /** The identity code on the visitor's own telephone, as it was scanned. */
  | { readonly by: 'code'; readonly code: string };

/** What of a travel document names its holder; the gateway compares all of it with the document's own record. */
export interface ClaimedDocument {
  readonly kind: TravelDocumentKind;
  readonly issuingState: string;
  readonly number: string;
  readonly birthDate: string | null;
  readonly surname: string;
  readonly givenNames: string;
}

export interface PersonRecord {
  /** The gateway's handle for this visit's record; of no use to anybody else, gone after an hour. */
  readonly recordId: string;
  readonly name: string;
  /** The citizen's number; for everybody else the number of their residence permit, travel permit or passport. */
  readonly number: string;
  readonly group: VisitorGroup;
  readonly sex: 'male' | 'female';
  /** YYYY-MM-DD */
  readonly birthDate: string;
}

export interface FaceRequest {
  readonly recordId: string;
  readonly jpeg: Uint8Array;
  readonly signal: AbortSignal;
}
export interface FingerRequest {
  readonly recordId: string;
  /** Who can read the features: the sensor's maker, or GA/T 1012. */
  readonly format: (typeof fingerFormats)[number];
  readonly features: Uint8Array;
  readonly signal: AbortSignal;
}
export const fingerFormats = ['r30x', 'ga-t-1012'] as const;

export type ComparisonVerdict =
  | {
      readonly match: true;
      /** Names the comparison in the submission; carries no picture, no features and no score. */
      readonly evidenceId: string;
    }
  | { readonly match: false };

export type OfficerDecision =
  | { readonly state: 'waiting' }
  | { readonly state: 'granted'; readonly evidenceId: string }
  | { readonly state: 'refused' };

/** One sealed, signed submission as it lies in the outbox and travels. */
export interface Envelope {
  /** 128 random bits, hex: the idempotency key, made with the row. */
  readonly sid: string;
  /** Compact JWE (typ kiosk-ke1) to one of the gateway's sealing keys. */
  readonly jwe: string;
  /** Lower-case hex SHA-256 of the JWE's bytes. */
  readonly sha256: string;
  /** The device's detached signature over sid, sequence and the JWE's digest. */
  readonly signature: string;
  readonly deviceId: string;
  /** Rises strictly per device. */
  readonly sequence: number;
}

/** Whatever the gateway or the network does ends as one of these six. */
export type SubmitOutcome =
  /** The gateway's compact JWS; the uplink verifies it before anything is purged. */
  | { readonly kind: 'answered'; readonly acknowledgement: string }
  /** Refused for good: sending it again will not help. */
  | { readonly kind: 'rejected'; readonly status: number }
  /** The same id was seen with another content. */
  | { readonly kind: 'conflict' }
  /** Try again, not before `retryAfterMs` if the gateway said so. */
  | { readonly kind: 'tryLater'; readonly retryAfterMs: number | null }
  /** The gateway or its certificate does not accept this kiosk, or we do not accept it: the whole queue waits. */
  | { readonly kind: 'blocked' }
  | { readonly kind: 'cancelled' };

/** The payload of a verified acknowledgement. */
export interface Acknowledgement {
  readonly sid: string;
  readonly sha256: string;
  /** ISO 8601 */
  readonly serverTime: string;
  readonly outcome:
    | { readonly kind: 'accepted' }
    | { readonly kind: 'refused'; readonly reason: 'notEligible' | 'evidenceExpired' | 'notPaid' }
    | { readonly kind: 'issued'; readonly certificate: IssuedCertificate };
}

/** What makes a printed certificate one of the gateway's: no personal data. */
export interface IssuedCertificate {
  readonly number: string;
  /** Unpredictable; typed or scanned by whoever checks the paper. */
  readonly verificationCode: string;
  /** What the QR code opens. */
  readonly verificationUrl: string;
  /** ISO 8601 */
  readonly issuedAt: string;
  /** ISO 8601; null for a paper that stays true, such as a decision. */
  readonly validUntil: string | null;
  /** Who issues. */
  readonly authority: { readonly 'zh-CN': string; readonly en: string };
}
