import type { Neighbours, States } from './part-states.ts';

/** What the office says: whether the visitor may, what is on file, what there is to choose from. */
export function caseStates({ next, back }: Neighbours): States {
  return {
    case: {
      always: [{ target: next, guard: 'withoutGateway', actions: 'takeUnknownCase' }, { target: 'openingCase' }],
    },
    caseBack: { always: [{ target: 'records', guard: 'readsRecords' }, { target: back }] },
    openingCase: {
      entry: { type: 'begin', params: { effect: 'openCase' } },
      exit: 'cease',
      on: {
        caseOpened: [
          { target: 'caseRefused', guard: 'caseRefuses', actions: 'refuseCase' },
          { target: 'records', guard: 'readsRecords', actions: 'takeCase' },
          { target: next, actions: 'takeCase' },
        ],
        gatewayFailed: { target: 'caseFailed', actions: 'note' },
        back,
      },
    },
    caseFailed: { exit: 'calm', on: { next: 'case', back } },
    // The way back leads to what was typed: a wrong number is put right there.
    caseRefused: {
      exit: ['cease', 'forgetRefusal'],
      on: { back, ...slip },
    },
    records: { exit: ['cease', 'forgetRefusal'], on: { next, back, ...slip } },
  };
}

/** A slip on request, while the page stays. */
export const slip = {
  printSlip: {
    guard: 'slipNotUnderWay',
    actions: ['slipMoves', { type: 'begin', params: { effect: 'printSlip' } }],
  },
  slipPrinted: { actions: 'slipOut' },
  slipFailed: { actions: 'slipFailed' },
} as const;

export function chooseStates({ next, back }: Neighbours): States {
  return {
    choose: {
      on: {
        chooseItem: { guard: 'mayChoose', actions: 'takeItem' },
        next: { target: next, guard: 'hasChosen' },
        back,
      },
    },
  };
}

/**
 * Facts, reason, basis and rights first; then the visitor agrees, states their side, or takes it to a person. Without
 * this a decision would be void (行政处罚法 Art. 44, 45, 62).
 */
export function statementStates({ next, back }: Neighbours): States {
  return {
    statement: {
      on: {
        respond: [
          { target: next, guard: { type: 'responseIs', params: { response: 'accept' } }, actions: 'agree' },
          { target: 'defence', guard: { type: 'responseIs', params: { response: 'defend' } } },
          { target: 'objected', actions: 'refuseObjection' },
        ],
        back,
      },
    },
    defence: {
      exit: 'calm',
      on: {
        answer: [
          { target: next, guard: 'defenceIsRight', actions: 'takeDefence' },
          { guard: 'answersDefence', actions: 'takeDefence' },
        ],
        back: 'statement',
      },
    },
    objected: { exit: ['cease', 'forgetRefusal'], on: { back: 'statement', ...slip } },
  };
}
