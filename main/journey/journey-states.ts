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
    { target: 'scanDocument', guard: { type: 'methodIs', params: { method: 'passport' } }, actions: 'takeMethod' },
    { target: 'scanCode', guard: { type: 'methodIs', params: { method: 'code' } }, actions: 'takeMethod' },
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
      entry: ['waitForMedia', { type: 'begin', params: { effect: 'readCard' } }],
      exit: ['cease', 'calm'],
      on: {
        readPhase: { actions: 'takeReadPhase' },
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
    scanDocument: {
      entry: ['waitForMedia', { type: 'begin', params: { effect: 'scanDocument' } }],
      exit: ['cease', 'calm'],
      on: {
        readPhase: { actions: 'takeReadPhase' },
        documentRead: [
          { target: 'documentShown', guard: 'documentIsServed', actions: 'takeDocument' },
          {
            target: 'documentGivenUp',
            guard: 'lastDocumentTry',
            actions: ['countDocumentTry', 'noteDocumentTriesUsed'],
          },
          { target: 'scanDocument', reenter: true, actions: ['countDocumentTry', 'noteDocumentNotServed'] },
        ],
        documentProblem: [
          {
            target: 'documentGivenUp',
            guard: 'lastDocumentTry',
            actions: ['countDocumentTry', 'noteDocumentTriesUsed'],
          },
          { guard: 'countsAsTry', actions: ['countDocumentTry', 'noteDocumentProblem'] },
          { actions: 'noteDocumentProblem' },
        ],
        chooseMethod: byMethod,
        back: 'identityMethod',
      },
    },
    documentGivenUp: { exit: 'calm', on: { chooseMethod: byMethod, back: 'identityMethod' } },
    documentShown: { on: { next, back: 'identityMethod' } },
    scanCode: {
      entry: { type: 'begin', params: { effect: 'scanCode' } },
      exit: ['cease', 'calm'],
      on: {
        codeRead: { target: next, actions: 'takeCode' },
        codeProblem: { actions: 'note' },
        chooseMethod: byMethod,
        back: 'identityMethod',
      },
    },
  };
}

function proof({ next, back }: Neighbours): States {
  const withoutFace = { target: 'otherProof', actions: ['declineFace', 'calm'] } as const;
  return {
    findingRecord: {
      entry: ['forgetRecord', { type: 'begin', params: { effect: 'findRecord' } }],
      exit: 'cease',
      on: {
        recordFound: [
          { target: 'stopped', guard: 'tooYoung', actions: 'noteTooYoung' },
          { target: 'faceCapture', guard: 'usesFace', actions: 'takeRecord' },
          { target: 'otherProof', actions: 'takeRecord' },
        ],
        recordMissing: [
          { target: 'scanCode', guard: 'mayShowCodeAgain', actions: ['countCodeTry', 'note'] },
          { target: 'recordMissing', guard: 'personMissing', actions: ['countCodeTry', 'note'] },
          { target: 'stopped', actions: 'note' },
        ],
        gatewayFailed: { target: 'recordFailed', actions: 'note' },
        back,
      },
    },
    // What the visitor said of themselves is not in the register: they look at it again.
    recordMissing: { exit: 'calm', on: { next: back, back } },
    recordFailed: { exit: 'calm', on: { next: 'findingRecord', back } },
    faceCapture: {
      on: {
        photo: { target: 'faceReview', actions: ['takePhoto', 'calm'] },
        cameraFault: { actions: 'note' },
        cameraBack: { guard: 'cameraWasAway', actions: 'calm' },
        anotherWay: withoutFace,
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
            target: 'otherProof',
            guard: 'lastFaceAttempt',
            actions: ['countFaceAttempt', 'declineFace', 'noteAttemptsUsed'],
          },
          { target: 'faceCapture', actions: ['countFaceAttempt', 'note'] },
        ],
        gatewayFailed: { target: 'faceFailed', actions: 'note' },
        anotherWay: withoutFace,
      },
    },
    faceFailed: { exit: 'calm', on: { next: 'comparingFace', anotherWay: withoutFace, back: 'faceReview' } },
    /** Face is never the only way: a finger where that can be taken, and always an officer. */
    otherProof: { always: [{ target: 'fingerprint', guard: 'usesFinger' }, { target: 'officer' }] },
    fingerprint: {
      entry: ['waitForFinger', { type: 'begin', params: { effect: 'captureFinger' } }],
      exit: 'cease',
      on: {
        fingerGuidance: { actions: 'takeFingerGuidance' },
        fingerTaken: { target: 'comparingFinger', actions: ['takeFinger', 'calm'] },
        fingerProblem: [
          { target: 'officer', guard: 'lastFingerAttempt', actions: ['countFingerAttempt', 'noteFingerAttemptsUsed'] },
          { guard: 'countsAsFingerAttempt', actions: ['countFingerAttempt', 'note'] },
          { actions: 'note' },
        ],
        anotherWay: { target: 'officer', actions: 'calm' },
        back: { target: back, actions: 'calm' },
      },
    },
    comparingFinger: {
      entry: { type: 'begin', params: { effect: 'compareFinger' } },
      exit: ['cease', 'dropFinger'],
      on: {
        fingerMatched: { target: 'recordShown', actions: 'takeFingerEvidence' },
        fingerNotMatched: [
          { target: 'officer', guard: 'lastFingerAttempt', actions: ['countFingerAttempt', 'noteFingerAttemptsUsed'] },
          { target: 'fingerprint', actions: ['countFingerAttempt', 'note'] },
        ],
        gatewayFailed: { target: 'fingerNotCompared', actions: 'note' },
        anotherWay: 'officer',
      },
    },
    // The features are gone by now: another try begins with the finger.
    fingerNotCompared: { exit: 'calm', on: { next: 'fingerprint', anotherWay: 'officer', back } },
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
    result: { on: { paperMissing: { guard: 'calledPrinted', actions: 'notePaperMissing' } } },
  };
}
