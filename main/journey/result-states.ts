import type { Neighbours, States } from './part-states.ts';

/** Onto the disk, then to the office; what cannot be sent now lies sealed until it can. */
export function submitStates({ next }: Neighbours): States {
  return {
    storing: {
      entry: { type: 'begin', params: { effect: 'store' } },
      exit: 'cease',
      on: {
        stored: { target: 'issuing', actions: 'takeReceiptNumber' },
        storeFailed: { target: 'review', actions: 'note' },
      },
    },
    issuing: {
      entry: { type: 'begin', params: { effect: 'issue' } },
      exit: 'cease',
      on: {
        issued: { target: next, actions: 'takeCertificate' },
        accepted: { target: next, actions: 'takeAcceptance' },
        issueDelayed: [
          { target: 'printingReceipt', guard: 'answeredAtOnce', actions: ['note', 'noDocument'] },
          { target: next },
        ],
        issueRefused: [
          { target: 'refunding', guard: 'feeWasPaid', actions: 'note' },
          { target: 'stopped', actions: 'note' },
        ],
      },
    },
  };
}

/** The old card stays in the machine before the new one comes out (居民身份证法 Art. 11). */
export function surrenderStates({ next }: Neighbours): States {
  return {
    surrender: { always: [{ target: 'surrenderCard', guard: 'oldCardDue' }, { target: next }] },
    surrenderCard: {
      entry: ['waitForMedia', { type: 'begin', params: { effect: 'takeOldCard' } }],
      exit: 'cease',
      on: {
        readPhase: { actions: 'takeReadPhase' },
        permitProblem: { actions: 'note' },
        cardTakenIn: { target: next, actions: 'calm' },
        cardNotTakenIn: { target: 'printingReceipt', actions: 'noteOldCard' },
      },
    },
  };
}

export function handOverStates({ next }: Neighbours): States {
  const failed = [
    // Where nobody can say whether it was given, the office looks first: it may not be free.
    { target: 'refunding', guard: 'failedAndPaid', actions: 'noteNotHandedOver' },
    { target: 'printingReceipt', actions: 'noteNotHandedOver' },
  ] as const;
  return {
    handOver: {
      always: [
        { target: 'writingEndorsement', guard: 'handsOverEndorsement' },
        { target: 'dispensingCard', guard: 'handsOver' },
        { target: next },
      ],
    },
    writingEndorsement: {
      entry: { type: 'begin', params: { effect: 'writeEndorsement' } },
      exit: 'cease',
      on: { handedOver: { target: next, actions: 'noteHandedOver' }, handOverFailed: failed },
    },
    dispensingCard: {
      entry: { type: 'begin', params: { effect: 'dispenseCard' } },
      exit: 'cease',
      on: { handedOver: { target: next, actions: 'noteHandedOver' }, handOverFailed: failed },
    },
  };
}

export function paperStates(): States {
  return {
    paper: {
      always: [
        { target: 'printingDocument', guard: 'printsDocument' },
        { target: 'printingReceipt', guard: 'printsReceipt' },
        { target: 'result' },
      ],
    },
    printingDocument: {
      entry: ['documentMoves', { type: 'begin', params: { effect: 'printDocument' } }],
      exit: 'cease',
      on: {
        paperProblem: { actions: 'documentProblem' },
        printed: { target: 'afterDocument', actions: 'documentOut' },
        printFailed: { target: 'documentStuck', actions: 'documentFailed' },
      },
    },
    documentStuck: { on: { tryPrintAgain: 'printingDocument', continueWithoutPaper: 'afterDocument' } },
    afterDocument: { always: [{ target: 'printingReceipt', guard: 'printsReceipt' }, { target: 'result' }] },
    printingReceipt: {
      entry: ['receiptMoves', { type: 'begin', params: { effect: 'printReceipt' } }],
      exit: 'cease',
      on: {
        printed: { target: 'result', actions: 'receiptOut' },
        printFailed: { target: 'receiptStuck', actions: 'receiptFailed' },
      },
    },
    receiptStuck: { on: { tryPrintAgain: 'printingReceipt', continueWithoutPaper: 'result' } },
    result: { on: { paperMissing: { guard: 'calledPrinted', actions: 'notePaperMissing' } } },
  };
}

/** States that no part owns: money on its way back, and the ends. */
export const commonStates: States = {
  left: {},
  stopped: {},
  refunding: {
    entry: { type: 'begin', params: { effect: 'refundPayment' } },
    exit: 'cease',
    on: { paymentChanged: { target: 'printingReceipt', actions: 'takePayment' } },
  },
};
