import { readFileSync } from 'node:fs';
import { expect, test, vi } from 'vitest';
import type { DocumentPrinter, DocumentPrintError } from '../devices/document-printer/document-printer.ts';
import type { ReceiptPrintError } from '../devices/receipt-printer/receipt-printer.ts';
import type { Devices } from '../devices/registry.ts';
import { tempIdProof } from '../main/catalogue/household/temp-id-proof.ts';
import type { KioskConfig } from '../main/config/config.ts';
import { err, ok, type Result } from '../main/contract/result.ts';
import { initialContext, type JourneyContext } from '../main/journey/journey-state.ts';
import type { Outbox } from '../main/outbox/outbox.ts';
import type { SlipKind } from '../main/session/ports.ts';
import { documentProblems, receiptProblems } from '../main/session/problem-codes.ts';
import { visitPaper } from '../main/visit-paper.ts';
import { databasePath, envelopeOf, must, start, submissionOf } from './support/outbox-fixture.ts';
import { issuedCertificate, journeyRules, person } from './support/session-ports.ts';

const portrait = new Uint8Array(readFileSync(new URL('support/portrait.jpg', import.meta.url)));

type DocumentJob = Parameters<DocumentPrinter['print']>[0];

/** A stored visit before two printers that do as they are told; `disk` changes what the queue's marks answer. */
function storedVisit(disk: (outbox: Outbox) => Partial<Outbox> = () => ({})) {
  const { outbox, clock, database } = start(databasePath());
  const submission = submissionOf(envelopeOf(1));
  must(outbox.store(submission));
  const { sid } = submission.envelope;
  const stateOf = (what: 'document' | 'receipt') => outbox.bySid(sid)?.[what];
  const stateWhilePrinting: unknown[] = [];
  const documentJobs: DocumentJob[] = [];
  const documentPrinter = vi.fn(async (): Promise<Result<void, DocumentPrintError>> => ok(undefined));
  const receiptPrinter = vi.fn(async (): Promise<Result<void, ReceiptPrintError>> => ok(undefined));
  const paper = visitPaper({
    config: {
      hallName: { 'zh-CN': '示例自助警局', en: 'Example Hall' },
      officerPhone: '110',
      places: [] as KioskConfig['places'],
    } as KioskConfig,
    devices: {
      documentPrinter: {
        print: (job: DocumentJob) => (
          documentJobs.push(job),
          stateWhilePrinting.push(stateOf('document')),
          documentPrinter()
        ),
      },
      receiptPrinter: {
        print: () => (stateWhilePrinting.push(stateOf('receipt')), receiptPrinter()),
      },
    } as unknown as Devices,
    outbox: { ...outbox, ...disk(outbox) },
    clock,
  });
  const visit = {
    language: 'zh-CN' as const,
    stored: { sid, receiptNumber: submission.receiptNumber },
    journey: {
      ...initialContext(tempIdProof, journeyRules),
      certificate: issuedCertificate,
      record: person,
      photo: portrait,
      answers: { purpose: 'hotel', receivingUnit: '示例宾馆' },
    },
  };
  const { signal } = new AbortController();
  return {
    printers: { document: documentPrinter, receipt: receiptPrinter },
    print: {
      document: () => paper.printDocument(visit, signal, () => {}),
      receipt: () => paper.printReceipt(visit, signal),
      slip: (what: SlipKind, change: Partial<JourneyContext> = {}) =>
        paper.printSlip({ ...visit, journey: { ...visit.journey, ...change } }, what, signal),
    },
    stateOf,
    stateWhilePrinting,
    documentJobs,
    close: () => database.close(),
  };
}

const papers = ['document', 'receipt'] as const;

test.each(papers)('the %s is marked before its printer moves, and after it has stopped', async (what) => {
  const visit = storedVisit();
  expect(await visit.print[what]()).toEqual(ok(undefined));
  expect(visit.stateWhilePrinting).toEqual(['printing']);
  expect(visit.stateOf(what)).toBe('printed');
  visit.close();
});

test.each(papers)('no printer moves for a %s whose mark the disk does not take', async (what) => {
  const visit = storedVisit(() => ({ markPrint: () => err('storageFull') }));
  expect(await visit.print[what]()).toEqual(err('notRecorded'));
  expect(visit.printers[what]).not.toHaveBeenCalled();
  expect(visit.stateOf(what)).toBe('notPrinted');
  visit.close();
});

test.each(papers)(
  'a %s that came out stays one that came out when the disk does not take its last mark',
  async (what) => {
    const visit = storedVisit((outbox) => ({
      markPrint: (sid, page, state) =>
        state === 'printing' ? outbox.markPrint(sid, page, state) : err('storageFault'),
    }));
    expect(await visit.print[what]()).toEqual(ok(undefined));
    expect(visit.stateOf(what)).toBe('printing');
    visit.close();
  },
);

test.each([
  ['paperOut', 'notPrinted'],
  ['notConfirmed', 'unknown'],
  ['cancelled', 'unknown'],
  ['cutterFault', 'unknown'],
] as const)('a receipt that ended with %s is %s', async (error, state) => {
  const visit = storedVisit();
  visit.printers.receipt.mockResolvedValue(err(error));
  expect(await visit.print.receipt()).toEqual(err(error));
  expect(visit.stateOf('receipt')).toBe(state);
  visit.close();
});

test('a page may be printed again after it was not', async () => {
  const visit = storedVisit();
  visit.printers.document.mockResolvedValueOnce(err('paperOut'));
  expect(await visit.print.document()).toEqual(err('paperOut'));
  expect(await visit.print.document()).toEqual(ok(undefined));
  expect(visit.stateOf('document')).toBe('printed');
  visit.close();
});

const errorsOf = {
  document: Object.entries(documentProblems).filter(
    ([error]) => error !== 'nameUnprintable' && error !== 'notRecorded',
  ),
  receipt: Object.entries(receiptProblems).filter(([error]) => error !== 'notRecorded'),
};

test('the leaflet goes onto plain paper, and nothing is marked for it', async () => {
  const visit = storedVisit();
  expect(await visit.print.slip('leaflet')).toEqual(ok(undefined));
  expect(visit.documentJobs).toEqual([expect.objectContaining({ paper: 'notice', name: 'leaflet temp-id-proof' })]);
  expect(Buffer.from(visit.documentJobs[0]!.pdf.subarray(0, 5)).toString()).toBe('%PDF-');
  expect([visit.stateOf('document'), visit.stateOf('receipt')]).toEqual(['notPrinted', 'notPrinted']);
  visit.close();
});

test.each(errorsOf.document)('a leaflet that ends with %s is the problem %s', async (error, problem) => {
  const visit = storedVisit();
  visit.printers.document.mockResolvedValue(err(error as DocumentPrintError));
  expect(await visit.print.slip('leaflet')).toEqual(err(problem));
  visit.close();
});

test.each(errorsOf.receipt)('a slip that ends with %s is the problem %s', async (error, problem) => {
  const visit = storedVisit();
  visit.printers.receipt.mockResolvedValue(err(error as ReceiptPrintError));
  expect(await visit.print.slip('query')).toEqual(err(problem));
  visit.close();
});

test.each(['leaflet', 'query'] as const)('a %s that is called off is no problem', async (what) => {
  const visit = storedVisit();
  visit.printers.document.mockResolvedValue(err('cancelled'));
  visit.printers.receipt.mockResolvedValue(err('cancelled'));
  expect(await visit.print.slip(what)).toEqual(err('cancelled'));
  visit.close();
});

test('the way to the counter, and an order nobody can judge, are slips of the receipt printer', async () => {
  const visit = storedVisit();
  const refusal = { reason: 'recordNotUsable', from: null };
  expect(await visit.print.slip('refusal', { refusal })).toEqual(ok(undefined));
  expect(await visit.print.slip('payment')).toEqual(ok(undefined));
  expect(visit.printers.receipt).toHaveBeenCalledTimes(2);
  expect(visit.documentJobs).toEqual([]);
  visit.close();
});
