import type { DocumentPrintError } from '../../devices/document-printer/document-printer.ts';
import type { IdCardReadError } from '../../devices/id-card-reader/id-card-reader.ts';
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
