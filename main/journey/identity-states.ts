import type { Neighbours, States } from './part-states.ts';

const methodStates = [
  { method: 'type', target: 'idNumber' },
  { method: 'card', target: 'placeCard' },
  { method: 'passport', target: 'scanDocument' },
  { method: 'code', target: 'scanCode' },
  { method: 'permitSlot', target: 'insertPermit' },
  { method: 'typedDocument', target: 'typedDocument' },
] as const;

const byMethod = methodStates.map(
  ({ method, target }) =>
    ({ target, guard: { type: 'methodIs', params: { method } }, actions: ['forgetIdentity', 'takeMethod'] }) as const,
);

/** Who the visitor says they are: typed, or from what they lay or hold before a device. It proves nothing yet. */
export function identityStates({ next, back }: Neighbours): States {
  return {
    // One way that is open is no question.
    identity: {
      entry: ['forgetIdentity', 'forgetRecord'],
      always: [
        ...methodStates.map(
          ({ method, target }) =>
            ({ target, guard: { type: 'onlyMethodIs', params: { method } }, actions: 'takeOnlyMethod' }) as const,
        ),
        { target: 'identityMethod' },
      ],
    },
    identityBack: {
      always: [
        { target: 'identityMethod', guard: 'severalMethods' },
        { target: 'guardianAsked', guard: 'hasWard' },
        { target: back },
      ],
    },
    identityMethod: {
      entry: 'forgetRecord',
      on: { chooseMethod: byMethod, back: [{ target: 'guardianAsked', guard: 'hasWard' }, { target: back }] },
    },
    ...typingStates(next),
    ...cardStates(next),
    ...scanningStates(next),
  };
}

function typingStates(next: string): States {
  return {
    idNumber: {
      exit: 'calm',
      on: {
        answer: [
          { target: 'personName', guard: 'numberIsRight', actions: 'takeNumber' },
          { guard: 'answersNumber', actions: 'takeNumber' },
        ],
        chooseMethod: byMethod,
        back: 'identityBack',
      },
    },
    personName: {
      exit: 'calm',
      on: {
        answer: [
          { target: next, guard: 'nameIsRight', actions: ['takeName', 'takeKnownIdentity'] },
          { guard: 'answersName', actions: 'takeName' },
        ],
        back: 'idNumber',
      },
    },
    typedDocument: {
      exit: 'calm',
      on: {
        answer: [
          { target: 'documentShown', guard: 'draftIsRightAndLast', actions: 'takeTypedDocument' },
          { guard: 'draftIsRight', actions: ['takeDraftAnswer', 'nextDraftField'] },
          { guard: 'answersDraft', actions: 'takeDraftAnswer' },
        ],
        chooseMethod: byMethod,
        back: [{ guard: 'notFirstDraftField', actions: 'previousDraftField' }, { target: 'identityBack' }],
      },
    },
  };
}

function cardStates(next: string): States {
  return {
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
        back: 'identityBack',
      },
    },
    cardShown: { on: { next: { target: next, actions: 'takeKnownIdentity' }, back: 'identityBack' } },
    insertPermit: {
      entry: ['waitForMedia', { type: 'begin', params: { effect: 'readPermit' } }],
      exit: ['cease', 'calm'],
      on: {
        readPhase: { actions: 'takeReadPhase' },
        permitProblem: { actions: 'note' },
        permitRead: [
          { target: 'documentShown', guard: 'permitIsServed', actions: 'takePermit' },
          { target: 'insertPermit', reenter: true, actions: 'noteDocumentNotServed' },
        ],
        chooseMethod: byMethod,
        back: 'identityBack',
      },
    },
  };
}

function scanningStates(next: string): States {
  const givenUp = {
    target: 'documentGivenUp',
    guard: 'lastDocumentTry',
    actions: ['countDocumentTry', 'noteDocumentTriesUsed'],
  } as const;
  return {
    scanDocument: {
      entry: ['waitForMedia', { type: 'begin', params: { effect: 'scanDocument' } }],
      exit: ['cease', 'calm'],
      on: {
        readPhase: { actions: 'takeReadPhase' },
        documentRead: [
          { target: 'documentShown', guard: 'documentIsServed', actions: 'takeDocument' },
          givenUp,
          { target: 'scanDocument', reenter: true, actions: ['countDocumentTry', 'noteDocumentNotServed'] },
        ],
        documentProblem: [
          givenUp,
          { guard: 'countsAsTry', actions: ['countDocumentTry', 'noteDocumentProblem'] },
          { actions: 'noteDocumentProblem' },
        ],
        chooseMethod: byMethod,
        back: 'identityBack',
      },
    },
    documentGivenUp: { exit: 'calm', on: { chooseMethod: byMethod, back: 'identityBack' } },
    documentShown: { on: { next: { target: next, actions: 'takeKnownIdentity' }, back: 'identityBack' } },
    scanCode: {
      entry: { type: 'begin', params: { effect: 'scanCode' } },
      exit: ['cease', 'calm'],
      on: {
        codeRead: { target: next, actions: 'takeCode' },
        codeProblem: { actions: 'note' },
        chooseMethod: byMethod,
        back: 'identityBack',
      },
    },
  };
}
