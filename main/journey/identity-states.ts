import type { Neighbours, States } from './part-states.ts';

/** Who the visitor says they are: typed, or from what they lay or hold before a device. It proves nothing yet. */
export function identityStates({ next, back }: Neighbours): States {
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
