import type { Neighbours, States } from './part-states.ts';

/** The one record that the claim names, and the proof that it is the visitor's: a face, a finger or an officer. */
export function proofStates({ next, back }: Neighbours): States {
  const withoutFace = { target: 'otherProof', actions: ['declineFace', 'calm'] } as const;
  return {
    // A kiosk without the register takes what was said, and the authority compares it later.
    proof: {
      entry: 'forgetRecord',
      always: [
        { target: 'refused', guard: 'unprovedTooYoung', actions: 'refuseAge' },
        { target: 'unproved', guard: 'withoutGateway', actions: 'takeUnprovedRecord' },
        { target: 'findingRecord' },
      ],
    },
    unproved: { always: [{ target: 'faceCapture', guard: 'usesFace' }, { target: 'recordShown' }] },
    findingRecord: {
      entry: { type: 'begin', params: { effect: 'findRecord' } },
      exit: 'cease',
      on: {
        recordFound: [
          { target: 'guardianAsked', guard: 'needsGuardian', actions: 'takeWard' },
          { target: 'guardianAsked', guard: 'guardianTooYoung', actions: 'noteGuardianTooYoung' },
          { target: 'refused', guard: 'tooYoung', actions: 'refuseAge' },
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
    recordFailed: { exit: 'calm', on: { next: 'proof', back } },
    guardianAsked: {
      exit: 'calm',
      on: { next: 'identity', back: { target: back, actions: 'dropWard' } },
    },
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
        next: [{ target: 'recordShown', guard: 'withoutGateway' }, { target: 'comparingFace' }],
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
    otherProof: {
      always: [
        { target: 'recordShown', guard: 'withoutGateway' },
        { target: 'fingerprint', guard: 'usesFinger' },
        { target: 'officer' },
      ],
    },
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
    recordShown: { on: { next: { target: next, actions: 'takeKnownIdentity' }, back } },
  };
}
