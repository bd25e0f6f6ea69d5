import type { Neighbours, States } from './part-states.ts';

/** The service's questions, one a page; what is known is not asked. */
export function fieldStates({ next, back }: Neighbours): States {
  // What the office was asked about is no longer so: it is asked again.
  const changed = next === 'case' ? next : 'review';
  const answer = [
    { target: changed, guard: 'rightAndChanging', actions: ['takeAnswer', 'calm'] },
    { target: 'askField', guard: 'rightAndIncomplete', actions: ['takeAnswer', 'missingField'] },
    { target: next, guard: 'rightAndLast', actions: ['takeAnswer', 'calm'] },
    { target: 'askField', guard: 'answerIsRight', actions: ['takeAnswer', 'nextField'] },
    { guard: 'answersField', actions: 'takeAnswer' },
  ] as const;
  const on = {
    answer,
    back: [
      { target: 'review', guard: 'changing', actions: ['dropChange', 'calm'] },
      { target: 'askField', guard: 'notFirstField', actions: 'previousField' },
      { target: back, actions: 'calm' },
    ],
  } as const;
  return {
    fields: { entry: 'firstField', always: [{ target: 'askField', guard: 'asksFields' }, { target: next }] },
    fieldsBack: { entry: 'lastField', always: [{ target: 'askField', guard: 'asksFields' }, { target: back }] },
    askField: { always: [{ target: 'scanField', guard: 'scansField' }, { target: 'field' }] },
    field: { on },
    /** The same question, answered by hand or by a bar code held before the scanner. */
    scanField: {
      entry: { type: 'begin', params: { effect: 'scanCode' } },
      exit: 'cease',
      on: { ...on, codeRead: answer },
    },
  };
}

/** Two pictures for the new document, of which the visitor takes one. */
export function idPhotoStates({ next, back }: Neighbours): States {
  return {
    idPhoto: {
      exit: 'calm',
      on: {
        photo: { actions: ['takeShot', 'calm'] },
        retakePhoto: { actions: 'dropShots' },
        chooseShot: { target: next, guard: 'shotExists', actions: 'chooseShot' },
        cameraFault: { actions: 'note' },
        cameraBack: { guard: 'cameraWasAway', actions: 'calm' },
        back: { target: back, actions: 'dropShots' },
      },
    },
  };
}

const fingerOf = (following: string, before: string, action: 'rightHand' | 'leftHand'): States[string] => ({
  entry: [action, 'waitForFinger', { type: 'begin', params: { effect: 'captureFinger' } }],
  exit: ['cease', 'calm'],
  on: {
    fingerGuidance: { actions: 'takeFingerGuidance' },
    fingerTaken: { target: following, actions: 'takeHandFinger' },
    fingerProblem: [{ guard: 'countsAsFingerAttempt', actions: ['countFingerAttempt', 'note'] }, { actions: 'note' }],
    cannotGiveFinger: { target: following, actions: 'noHandFinger' },
    back: before,
  },
});

/** One finger of each hand (居民身份证法 Art. 3). A hand that cannot give one is noted, and an officer looks at it. */
export function fingerStates({ next, back }: Neighbours): States {
  return {
    fingerRight: fingerOf('fingerLeft', back, 'rightHand'),
    fingerLeft: fingerOf(next, 'fingerRight', 'leftHand'),
  };
}

export function signStates({ next, back }: Neighbours): States {
  return {
    sign: {
      on: {
        sign: { actions: 'takeSignature' },
        clearSignature: { actions: 'dropSignature' },
        next: { target: next, guard: 'signed' },
        back,
      },
    },
  };
}

export function reviewStates({ next, back }: Neighbours): States {
  return {
    review: {
      exit: 'calm',
      on: {
        confirm: { target: next, guard: 'signed' },
        change: [
          { target: 'askField', guard: 'mayChangeField', actions: 'openField' },
          { target: 'sign', guard: 'changesSignature' },
        ],
        back,
      },
    },
  };
}
