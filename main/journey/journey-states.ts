import type { StepKind } from '../catalogue/service-definition.ts';
import { identityStates } from './identity-states.ts';
import type { Neighbours, States } from './part-states.ts';
import { proofStates } from './proof-states.ts';

/** The state in which each part begins. `left` is the way back to the tiles. */
export const firstStates: Readonly<Record<StepKind, string>> = {
  about: 'about',
  notice: 'notice',
  faceConsent: 'faceConsent',
  identity: 'identityMethod',
  proof: 'findingRecord',
  fields: 'field',
  sign: 'sign',
  review: 'review',
  submit: 'storing',
  paper: 'paper',
};

/** The states of each part. A service's definition picks the parts and their order. */
export const partStates: Readonly<Record<StepKind, (neighbours: Neighbours) => States>> = {
  about: page('about'),
  notice: page('notice'),
  faceConsent: ({ next, back }) => ({
    faceConsent: {
      on: {
        consentToFace: { target: next, actions: 'agreeToFace' },
        anotherWay: { target: next, actions: 'declineFace' },
        back,
      },
    },
  }),
  identity: identityStates,
  proof: proofStates,
  fields,
  sign: ({ next, back }) => ({
    sign: {
      on: {
        sign: { actions: 'takeSignature' },
        clearSignature: { actions: 'dropSignature' },
        next: { target: next, guard: 'signed' },
        back: { target: back, actions: 'lastField' },
      },
    },
  }),
  review: ({ next, back }) => ({
    review: {
      exit: 'calm',
      on: {
        confirm: { target: next, guard: 'signed' },
        change: [
          { target: 'field', guard: 'changesField', actions: 'openField' },
          { target: 'sign', guard: 'changesSignature' },
        ],
        back,
      },
    },
  }),
  submit,
  paper,
};

function page(name: string) {
  return ({ next, back }: Neighbours): States => ({ [name]: { on: { next, back } } });
}

function fields({ next, back }: Neighbours): States {
  return {
    field: {
      on: {
        answer: [
          { target: 'review', guard: 'rightAndChanging', actions: 'takeAnswer' },
          { target: next, guard: 'rightAndLast', actions: 'takeAnswer' },
          { target: 'field', guard: 'answerIsRight', actions: ['takeAnswer', 'nextField'] },
          { guard: 'answersField', actions: 'takeAnswer' },
        ],
        back: [
          { target: 'review', guard: 'changing', actions: 'calm' },
          { target: 'field', guard: 'notFirstField', actions: 'previousField' },
          { target: back, actions: 'calm' },
        ],
      },
    },
  };
}

function submit({ next }: Neighbours): States {
  return {
    storing: {
      entry: { type: 'begin', params: { effect: 'store' } },
      exit: 'cease',
      on: {
        stored: [
          { target: 'issuing', guard: 'answeredAtOnce', actions: 'takeReceiptNumber' },
          { target: next, actions: 'takeReceiptNumber' },
        ],
        storeFailed: { target: 'review', actions: 'note' },
      },
    },
    issuing: {
      entry: { type: 'begin', params: { effect: 'issue' } },
      exit: 'cease',
      on: {
        issued: { target: next, actions: 'takeCertificate' },
        issueDelayed: { target: 'printingReceipt', actions: ['note', 'noDocument'] },
        issueRefused: { target: 'stopped', actions: 'note' },
      },
    },
  };
}

function paper(): States {
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
