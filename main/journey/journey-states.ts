import type { StepKind } from '../catalogue/service-definition.ts';
import type { StateConfig } from './journey-setup.ts';

/** Where a part of the visit leads: the first state of the next part, and of the one before. */
export interface Neighbours {
  readonly next: string;
  readonly back: string;
}
type States = Readonly<Record<string, StateConfig>>;

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
  identity,
  proof,
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

function identity({ next, back }: Neighbours): States {
  const byMethod = [
    { target: 'idNumber', guard: { type: 'methodIs', params: { method: 'type' } }, actions: 'takeMethod' },
    { target: 'placeCard', guard: { type: 'methodIs', params: { method: 'card' } }, actions: 'takeMethod' },
  ] as const;
  return {
    identityMethod: { entry: 'forgetRecord', on: { chooseMethod: byMethod, back } },
    idNumber: {
      exit: 'calm',
      on: {
        answer: [
          { target: 'personName', guard: 'numberIsRight', actions: 'takeNumber' },
          { guard: 'answersNumber', actions: 'takeNumber' },
        ],
        chooseMethod: byMethod,
        back: 'identityMethod',
      },
    },
    personName: {
      exit: 'calm',
      on: {
        answer: [
          { target: next, guard: 'nameIsRight', actions: 'takeName' },
          { guard: 'answersName', actions: 'takeName' },
        ],
        back: 'idNumber',
      },
    },
    placeCard: {
      entry: { type: 'begin', params: { effect: 'readCard' } },
      exit: ['cease', 'calm'],
      on: {
        cardPhase: { actions: 'takeCardPhase' },
        cardProblem: { actions: 'note' },
        cardRead: [
          { target: 'cardShown', guard: 'cardIsGood', actions: 'takeCard' },
          { target: 'placeCard', reenter: true, actions: 'noteCard' },
        ],
        chooseMethod: byMethod,
        back: 'identityMethod',
      },
    },
    cardShown: { on: { next, back: 'identityMethod' } },
  };
}

function proof({ next, back }: Neighbours): States {
  const toOfficer = { target: 'officer', actions: 'declineFace' } as const;
  return {
    findingRecord: {
      entry: ['forgetRecord', { type: 'begin', params: { effect: 'findRecord' } }],
      exit: 'cease',
      on: {
        recordFound: [
          { target: 'stopped', guard: 'tooYoung', actions: 'noteTooYoung' },
          { target: 'faceCapture', guard: 'usesFace', actions: 'takeRecord' },
          { target: 'officer', actions: 'takeRecord' },
        ],
        recordMissing: [
          { target: 'recordMissing', guard: 'personMissing', actions: 'note' },
          { target: 'stopped', actions: 'note' },
        ],
        gatewayFailed: { target: 'recordFailed', actions: 'note' },
        back,
      },
    },
    // Number and name together are not in the register: the visitor looks at both again.
    recordMissing: { exit: 'calm', on: { next: back, back } },
    recordFailed: { exit: 'calm', on: { next: 'findingRecord', back } },
    faceCapture: {
      on: {
        photo: { target: 'faceReview', actions: ['takePhoto', 'calm'] },
        cameraFault: { actions: 'note' },
        anotherWay: { target: 'officer', actions: ['declineFace', 'calm'] },
        back: { target: back, actions: 'calm' },
      },
    },
    faceReview: {
      on: {
        next: 'comparingFace',
        retakePhoto: { target: 'faceCapture', actions: 'dropPhoto' },
        back: { target: 'faceCapture', actions: 'dropPhoto' },
      },
    },
    comparingFace: {
      entry: { type: 'begin', params: { effect: 'compareFace' } },
      exit: 'cease',
      on: {
        faceMatched: { target: 'recordShown', actions: 'takeFaceEvidence' },
        faceNotMatched: [
          {
            target: 'officer',
            guard: 'lastFaceAttempt',
            actions: ['countFaceAttempt', 'declineFace', 'noteAttemptsUsed'],
          },
          { target: 'faceCapture', actions: ['countFaceAttempt', 'note'] },
        ],
        gatewayFailed: { target: 'faceFailed', actions: 'note' },
        anotherWay: toOfficer,
      },
    },
    faceFailed: { exit: 'calm', on: { next: 'comparingFace', anotherWay: toOfficer, back: 'faceReview' } },
    officer: {
      entry: { type: 'begin', params: { effect: 'askOfficer' } },
      exit: 'cease',
      on: {
        officerGranted: { target: 'recordShown', actions: ['takeOfficerEvidence', 'calm'] },
        officerRefused: { target: 'stopped', actions: 'note' },
        officerNoAnswer: { target: 'officerFailed', actions: 'note' },
        gatewayFailed: { target: 'officerFailed', actions: 'note' },
        back: { target: back, actions: 'calm' },
      },
    },
    officerFailed: { exit: 'calm', on: { next: 'officer', back } },
    recordShown: { on: { next: { target: next, actions: 'firstField' }, back } },
  };
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
    result: {},
  };
}
