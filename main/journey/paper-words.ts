import { feeFen } from '../catalogue/fee.ts';
import { allAnswers } from './all-answers.ts';
import { withDetailWords } from './detail-words.ts';
import { assign, expect, isOf, paper, problemIn } from './journey-base.ts';
import type { ServiceCase } from '../gateway/service-case.ts';
import type { Payment } from '../payment/payment.ts';
import type { JourneyContext, JourneyEvent } from './journey-state.ts';

/** In hundredths of a yuan; 0 when there is nothing to pay, or nothing more. */
export function amountDueFen(context: JourneyContext): number {
  const { definition, case: opened, item, payment, response } = context;
  if (definition.payment === 'none' || payment?.state === 'paid' || response === 'defend') return 0;
  return feeFen(definition.fee, allAnswers(context), fineFen(opened, item));
}

/** What the decision says that is to be paid, or that would follow from what was chosen. */
function fineFen(opened: ServiceCase | null, item: string | null): number {
  const subject = opened?.subject;
  if (subject?.kind === 'fine') return subject.fine.fineFen + subject.fine.surchargeFen;
  if (subject?.kind !== 'traffic') return 0;
  return subject.violations.find(({ id }) => id === item)?.fineFen ?? 0;
}

const paymentIn = (event: JourneyEvent): Payment | null =>
  isOf(event, 'paymentOpened') || isOf(event, 'paymentChanged') ? event.payment : null;

/** A fine is never given back: it is owed whatever comes of the visit. */
const paidItsFee = ({ payment, definition }: JourneyContext): boolean =>
  payment?.state === 'paid' && definition.fee.kind === 'table';

/** Whether there is something to print on A4: what the office issued, or the application itself. */
const hasDocument = ({ definition, certificate }: JourneyContext): boolean =>
  definition.result.document !== 'none' && (certificate !== null || definition.result.onApplication === true);

/** The words of the end: money, the office's answer, what is given into the hand, paper. */
export const journeySetup = withDetailWords.extend({
  actions: {
    takePayment: assign({ payment: ({ context, event }) => paymentIn(event) ?? context.payment }),
    takeReceiptNumber: assign({ receiptNumber: ({ event }) => expect(event, 'stored').receiptNumber }),
    takeCertificate: assign({ certificate: ({ event }) => expect(event, 'issued').certificate, accepted: true }),
    takeAcceptance: assign({ accepted: true }),
    noDocument: assign({ document: paper('failed', 'issue-delayed') }),
    noteOldCard: assign({ problem: ({ event }) => problemIn(event), handedOver: 'failed' }),
    noteHandedOver: assign({ handedOver: 'done', problem: null }),
    noteNotHandedOver: assign(({ event }) => ({
      handedOver: expect(event, 'handOverFailed').certain ? 'failed' : 'unknown',
      problem: problemIn(event),
    })),
    documentMoves: assign({ document: paper('printing') }),
    documentProblem: assign({ document: ({ event }) => paper('printing', problemIn(event)) }),
    documentOut: assign({ document: paper('printed') }),
    documentFailed: assign({ document: ({ event }) => paper('failed', problemIn(event)) }),
    receiptMoves: assign({ receipt: paper('printing') }),
    receiptOut: assign({ receipt: paper('printed') }),
    receiptFailed: assign({ receipt: ({ event }) => paper('failed', problemIn(event)) }),
    notePaperMissing: assign({ paperMissing: true, problem: ({ event }) => problemIn(event) }),
  },
  guards: {
    nothingToPay: ({ context }) => amountDueFen(context) === 0,
    paysAfter: ({ context }) => context.definition.payment === 'after',
    paid: ({ event }) => paymentIn(event)?.state === 'paid',
    paymentFailed: ({ event }) => paymentIn(event)?.state === 'failed',
    paymentWaits: ({ context }) => context.payment?.state === 'waiting',
    paysAfterAndWaits: ({ context }) => context.definition.payment === 'after' && context.payment?.state === 'waiting',
    paymentUnknown: ({ context }) => context.payment?.state === 'unknown',
    failedAndPaid: ({ context, event }) => isOf(event, 'handOverFailed') && event.certain && paidItsFee(context),
    feeWasPaid: ({ context }) => paidItsFee(context),
    printsDocument: ({ context }) => hasDocument(context),
    printsReceipt: ({ context }) => context.definition.result.receipt !== 'none' && context.receiptNumber !== null,
    calledPrinted: ({ context }) =>
      !context.paperMissing && (context.document.state === 'printed' || context.receipt.state === 'printed'),
    answeredAtOnce: ({ context }) => context.definition.kind === 'instant' && context.case?.answeredNow !== false,
    oldCardDue: ({ context }) => context.case?.subject.kind === 'collection' && context.case.subject.oldCardDue,
    handsOver: ({ context }) => context.definition.handOver !== 'none' && context.certificate !== null,
    handsOverEndorsement: ({ context }) =>
      context.definition.handOver === 'endorsement' && context.certificate !== null,
  },
});

export type StateConfig = Parameters<typeof journeySetup.createStateConfig>[0];
