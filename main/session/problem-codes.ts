import type { CardDispenseError } from '../../devices/card-dispenser/card-dispenser.ts';
import type { CodeScanError } from '../../devices/code-scanner/code-scanner.ts';
import type { DocumentPrintError } from '../../devices/document-printer/document-printer.ts';
import type { FingerCaptureError } from '../../devices/fingerprint-reader/fingerprint-reader.ts';
import type { IdCardReadError } from '../../devices/id-card-reader/id-card-reader.ts';
import type { PassportReadErrorCode } from '../../devices/passport-reader/passport-reader.ts';
import type { PermitRewriteError, PermitSlotError } from '../../devices/permit-slot/permit-slot.ts';
import type { ReceiptPrintError } from '../../devices/receipt-printer/receipt-printer.ts';
import type { ProblemCode } from '../contract/problem.ts';
import type { GatewayError, RecordError } from '../gateway/gateway.ts';

/** What each device's and the gateway's error means to the visitor. A new error that is not named here does not compile. */

export const cardProblems: Readonly<Record<Exclude<IdCardReadError, 'cancelled'>, ProblemCode>> = {
  notPlaced: 'card-not-placed',
  cardRemoved: 'card-removed',
  cardDamaged: 'card-damaged',
  cardNotGenuine: 'card-not-genuine',
  cardNotSupported: 'card-not-supported',
  offline: 'card-reader-offline',
  readerFault: 'card-reader-fault',
};

export const passportProblems: Readonly<Record<Exclude<PassportReadErrorCode, 'cancelled'>, ProblemCode>> = {
  notPlaced: 'passport-not-placed',
  documentRemoved: 'passport-removed',
  unreadable: 'passport-unreadable',
  checkDigit: 'passport-check-digit',
  notSupported: 'passport-not-supported',
  offline: 'passport-reader-offline',
  readerFault: 'passport-reader-fault',
};

export const codeProblems: Readonly<Record<Exclude<CodeScanError, 'cancelled'>, ProblemCode>> = {
  notShown: 'code-not-shown',
  unusable: 'code-unusable',
  offline: 'code-scanner-offline',
  scannerFault: 'code-scanner-fault',
};

export const fingerProblems: Readonly<Record<Exclude<FingerCaptureError, 'cancelled'>, ProblemCode>> = {
  notPlaced: 'finger-not-placed',
  badQuality: 'finger-quality',
  sensorDirty: 'finger-sensor-dirty',
  offline: 'finger-reader-offline',
  readerFault: 'finger-reader-fault',
};

export const permitProblems: Readonly<Record<Exclude<PermitSlotError, 'cancelled'>, ProblemCode>> = {
  notInserted: 'permit-not-inserted',
  cardRemoved: 'permit-removed',
  cardJammed: 'permit-jammed',
  cardNotAccepted: 'permit-not-accepted',
  noCard: 'permit-not-inserted',
  captureBinFull: 'permit-slot-fault',
  offline: 'permit-slot-offline',
  slotFault: 'permit-slot-fault',
};

export const rewriterProblems: Readonly<Record<Exclude<PermitRewriteError, 'cancelled'>, ProblemCode>> = {
  chipUnreadable: 'permit-not-accepted',
  writeFailed: 'endorsement-not-written',
  notConfirmed: 'endorsement-not-written',
  cardRemoved: 'permit-removed',
  noCard: 'permit-not-inserted',
  offline: 'permit-slot-offline',
  slotFault: 'permit-slot-fault',
};

export const dispenserProblems: Readonly<Record<Exclude<CardDispenseError, 'cancelled'>, ProblemCode>> = {
  empty: 'dispenser-empty',
  cardJammed: 'dispenser-jammed',
  cardOverlap: 'dispenser-jammed',
  captureBinFull: 'dispenser-fault',
  cardInPath: 'dispenser-fault',
  noCard: 'dispenser-fault',
  // The hardware cannot say whether a card came out: an officer looks.
  notConfirmed: 'dispenser-fault',
  offline: 'dispenser-offline',
  dispenserFault: 'dispenser-fault',
};

export const gatewayProblems: Readonly<Record<Exclude<GatewayError, 'cancelled'> | RecordError, ProblemCode>> = {
  away: 'gateway-away',
  timedOut: 'gateway-away',
  busy: 'gateway-busy',
  refusedKiosk: 'gateway-fault',
  fault: 'gateway-fault',
  notFound: 'person-not-found',
  notEligible: 'person-not-eligible',
};

export const documentProblems: Readonly<
  Record<Exclude<DocumentPrintError, 'cancelled'> | 'nameUnprintable' | 'notRecorded', ProblemCode>
> = {
  offline: 'document-printer-offline',
  paperOut: 'document-paper-out',
  paperJam: 'document-paper-jam',
  coverOpen: 'document-cover-open',
  tonerOut: 'document-toner-out',
  busy: 'document-printer-busy',
  printerFault: 'document-printer-fault',
  notConfirmed: 'document-not-confirmed',
  nameUnprintable: 'document-name-unprintable',
  notRecorded: 'print-not-recorded',
};

export const receiptProblems: Readonly<Record<Exclude<ReceiptPrintError, 'cancelled'> | 'notRecorded', ProblemCode>> = {
  offline: 'receipt-printer-offline',
  paperOut: 'receipt-paper-out',
  paperJam: 'receipt-paper-jam',
  coverOpen: 'receipt-cover-open',
  cutterFault: 'receipt-cutter-fault',
  headHot: 'receipt-head-hot',
  printerFault: 'receipt-printer-fault',
  notConfirmed: 'receipt-not-confirmed',
  notRecorded: 'print-not-recorded',
};
