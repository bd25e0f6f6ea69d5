import { citizenIdProblem } from '../contract/citizen-id.ts';
import { withIdentityWords } from './identity-words.ts';
import { assign, expect, isOf } from './journey-base.ts';
import type { JourneyContext, JourneyEvent } from './journey-state.ts';
import { unprovedRecord } from './known-answers.ts';

/** A finger that was there and was not good enough, or not the right one. */
const countsAsFingerAttempt = (event: JourneyEvent): boolean =>
  isOf(event, 'fingerNotMatched') ||
  (isOf(event, 'fingerProblem') && (event.problem === 'finger-quality' || event.problem === 'finger-sensor-dirty'));

const attempts = ({ definition }: JourneyContext): number => definition.proof?.attempts ?? 1;

const recordAge = ({ rules }: JourneyContext, event: JourneyEvent): number =>
  isOf(event, 'recordFound') ? rules.ageInYears(event.record.birthDate) : Infinity;

/** A child comes with a guardian, where the service says so; the guardian's own record is never a child's. */
const needsGuardian = (context: JourneyContext, event: JourneyEvent): boolean =>
  context.ward === null && recordAge(context, event) < (context.definition.age.guardianBelow ?? 0);

/** The words of proving it: the one record, and a face, a finger or an officer. */
export const withProofWords = withIdentityWords.extend({
  actions: {
    noteAttemptsUsed: assign({ problem: 'face-attempts-used' }),
    noteFingerAttemptsUsed: assign({ problem: 'finger-attempts-used' }),
    noteGuardianTooYoung: assign({ problem: 'guardian-too-young' }),
    agreeToFace: assign({ consentedToFace: true }),
    declineFace: assign({ consentedToFace: false, photo: null }),
    waitForFinger: assign({ fingerGuidance: 'place' }),
    takeFingerGuidance: assign(({ context, event }) => {
      const { guidance } = expect(event, 'fingerGuidance');
      // What went wrong is read until the next finger lies there.
      return { fingerGuidance: guidance, problem: guidance === 'place' ? context.problem : null };
    }),
    takeFinger: assign({ finger: ({ event }) => expect(event, 'fingerTaken').finger }),
    dropFinger: assign({ finger: null }),
    countFingerAttempt: assign({ fingerAttempts: ({ context }) => context.fingerAttempts + 1 }),
    takeFingerEvidence: assign({
      evidence: ({ event }) => ({ kind: 'fingerprint', evidenceId: expect(event, 'fingerMatched').evidenceId }),
    }),
    takeRecord: assign({ record: ({ event }) => expect(event, 'recordFound').record }),
    takeWard: assign({ ward: ({ event }) => expect(event, 'recordFound').record, record: null }),
    dropWard: assign({ ward: null }),
    forgetRecord: assign({ record: null, evidence: null, photo: null }),
    takePhoto: assign({ photo: ({ event }) => new Uint8Array(Buffer.from(expect(event, 'photo').jpeg, 'base64')) }),
    dropPhoto: assign({ photo: null }),
    countFaceAttempt: assign({ faceAttempts: ({ context }) => context.faceAttempts + 1, photo: null }),
    takeFaceEvidence: assign({
      evidence: ({ event }) => ({ kind: 'face', evidenceId: expect(event, 'faceMatched').evidenceId }),
    }),
    takeOfficerEvidence: assign({
      evidence: ({ event }) => ({ kind: 'officer', evidenceId: expect(event, 'officerGranted').evidenceId }),
    }),
    takeUnprovedRecord: assign(({ context }) => ({
      record: unprovedRecord(context),
      evidence: { kind: 'deferred', evidenceId: 'deferred' },
    })),
  },
  guards: {
    withoutGateway: ({ context }) => !context.rules.gatewayOnline() && !context.definition.needs.gateway,
    needsGuardian: ({ context, event }) => needsGuardian(context, event),
    guardianTooYoung: ({ context, event }) => context.ward !== null && recordAge(context, event) < 18,
    tooYoung: ({ context, event }) => recordAge(context, event) < context.definition.age.minimum,
    // Without the register only a citizen's own number says how old they are.
    unprovedTooYoung: ({ context }) => {
      const { birthDate, number } = unprovedRecord(context);
      const { rules, definition } = context;
      const { minimum, guardianBelow = 0 } = definition.age;
      const isUnproved = !rules.gatewayOnline() && !definition.needs.gateway;
      return (
        isUnproved &&
        citizenIdProblem(number) === null &&
        rules.ageInYears(birthDate) < Math.max(minimum, guardianBelow)
      );
    },
    usesFace: ({ context }) =>
      context.consentedToFace && context.definition.proof?.face === true && context.faceAttempts < attempts(context),
    usesFinger: ({ context }) =>
      context.definition.proof?.fingerprint === true &&
      context.rules.deviceWorks('fingerprintReader') &&
      context.fingerAttempts < attempts(context),
    countsAsFingerAttempt: ({ event }) => countsAsFingerAttempt(event),
    lastFingerAttempt: ({ context, event }) =>
      countsAsFingerAttempt(event) && context.fingerAttempts + 1 >= attempts(context),
    personMissing: ({ event }) =>
      isOf(event, 'recordMissing') && (event.problem === 'person-not-found' || event.problem === 'code-not-known'),
    cameraWasAway: ({ context }) => context.problem?.startsWith('camera-') === true,
    lastFaceAttempt: ({ context }) => context.faceAttempts + 1 >= attempts(context),
    hasWard: ({ context }) => context.ward !== null,
  },
});
