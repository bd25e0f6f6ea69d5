import { assign, setup } from 'xstate';
import { finishedCitizenIdProblem, normaliseCitizenId } from '../contract/citizen-id.ts';
import { normalisePersonName, personNameProblem } from '../contract/person-name.ts';
import type { ProblemCode } from '../contract/problem.ts';
import type { IdentityMethod, PaperView } from '../contract/session-snapshot.ts';
import { fieldAnswer } from './field-answer.ts';
import { methodsOffered, servesCard, servesDocument } from './identity-methods.ts';
import { scanTries } from './journey-state.ts';
import type { EffectName, JourneyContext, JourneyEvent, JourneyRules } from './journey-state.ts';

type Of<T extends JourneyEvent['type']> = Extract<JourneyEvent, { type: T }>;

/** The event, known to be of one type: a chart that calls an action for another type is wrong. */
function expect<T extends JourneyEvent['type']>(event: JourneyEvent, type: T): Of<T> {
  if (!isOf(event, type)) throw new Error(`${type} expected, ${event.type} received`);
  return event;
}
const isOf = <T extends JourneyEvent['type']>(event: JourneyEvent, type: T): event is Of<T> => event.type === type;

export const currentField = (context: JourneyContext) => context.definition.fields[context.fieldIndex];

function answersRight(context: JourneyContext, event: JourneyEvent): boolean {
  const field = currentField(context);
  return (
    isOf(event, 'answer') && event.field === field?.id && fieldAnswer(field, event.value, context.rules).fault === null
  );
}

const problemOf: Partial<Record<JourneyEvent['type'], (event: JourneyEvent) => ProblemCode>> = {
  faceNotMatched: () => 'face-not-matched',
  fingerNotMatched: () => 'finger-not-matched',
  paperMissing: () => 'paper-not-seen',
  officerRefused: () => 'officer-refused',
  officerNoAnswer: () => 'officer-no-answer',
  issueDelayed: () => 'issue-delayed',
  issueRefused: () => 'issue-refused',
  cameraFault: (event) => (isOf(event, 'cameraFault') ? `camera-${event.fault}` : 'camera-lost'),
};

function problemIn(event: JourneyEvent): ProblemCode | null {
  if ('problem' in event) return event.problem;
  return problemOf[event.type]?.(event) ?? null;
}

/** A document that was there and said nothing useful; a scanner that is off, or nothing on it, uses up no try. */
const countsAsTry = (event: JourneyEvent): boolean =>
  isOf(event, 'documentRead') || (isOf(event, 'documentProblem') && unreadable.has(event.problem));
const unreadable: ReadonlySet<ProblemCode> = new Set([
  'passport-unreadable',
  'passport-check-digit',
  'passport-not-supported',
]);

/** A finger that was there and was not good enough, or not the right one. */
const countsAsFingerAttempt = (event: JourneyEvent): boolean =>
  isOf(event, 'fingerNotMatched') ||
  (isOf(event, 'fingerProblem') && (event.problem === 'finger-quality' || event.problem === 'finger-sensor-dirty'));

const paper = (state: PaperView['state'], problem: ProblemCode | null = null): PaperView => ({ state, problem });

// XState reads only the type of this.
const journeyTypes: { context: JourneyContext; events: JourneyEvent; input: { rules: JourneyRules } } =
  Object.create(null);

/** The words of the chart: what it may do with the context, and what it may ask of it. Pure, all of it. */
export const journeySetup = setup({
  types: journeyTypes,
  actions: {
    /** Asks the session for work; `begin` names it, `cease` ends what still runs. */
    begin: (_: unknown, _params: { effect: EffectName }) => {},
    cease: () => {},
    calm: assign({ problem: null, wrongFields: [], numberFault: null, nameFault: null, fieldFault: null }),
    note: assign({ problem: ({ event }) => problemIn(event) }),
    noteAttemptsUsed: assign({ problem: 'face-attempts-used' }),
    noteFingerAttemptsUsed: assign({ problem: 'finger-attempts-used' }),
    noteTooYoung: assign({ problem: 'person-too-young' }),
    agreeToFace: assign({ consentedToFace: true }),
    declineFace: assign({ consentedToFace: false, photo: null }),
    takeMethod: assign({ method: ({ event }) => expect(event, 'chooseMethod').method }),
    takeNumber: assign({
      number: ({ event }) => normaliseCitizenId(expect(event, 'answer').value),
      numberFault: ({ event }) => finishedCitizenIdProblem(normaliseCitizenId(expect(event, 'answer').value)),
    }),
    takeName: assign({
      name: ({ event }) => normalisePersonName(expect(event, 'answer').value),
      nameFault: ({ event }) => personNameProblem(normalisePersonName(expect(event, 'answer').value)),
    }),
    waitForMedia: assign({ readPhase: 'waiting' }),
    takeReadPhase: assign(({ event }) => {
      const { phase } = expect(event, 'readPhase');
      return phase === 'waiting' ? { readPhase: phase } : { readPhase: phase, problem: null, wrongFields: [] };
    }),
    takeCard: assign({
      number: ({ event }) => expect(event, 'cardRead').card.number,
      name: ({ event }) => expect(event, 'cardRead').card.name,
    }),
    noteCard: assign({
      problem: ({ context, event }) => {
        const { layout, number } = expect(event, 'cardRead').card;
        if (!servesCard(context.definition, layout)) return 'card-not-supported';
        return finishedCitizenIdProblem(number) ? 'card-number-invalid' : 'card-expired';
      },
    }),
    takeDocument: assign({ travelDocument: ({ event }) => expect(event, 'documentRead').document }),
    countDocumentTry: assign({ documentTries: ({ context }) => context.documentTries + 1 }),
    noteDocumentProblem: assign({
      problem: ({ event }) => expect(event, 'documentProblem').problem,
      wrongFields: ({ event }) => expect(event, 'documentProblem').wrongFields,
    }),
    noteDocumentNotServed: assign({ problem: 'passport-not-supported', wrongFields: [] }),
    noteDocumentTriesUsed: assign({ problem: 'passport-tries-used' }),
    takeCode: assign({ code: ({ event }) => expect(event, 'codeRead').code }),
    countCodeTry: assign({ codeTries: ({ context }) => context.codeTries + (context.method === 'code' ? 1 : 0) }),
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
    firstField: assign({ fieldIndex: 0, changing: false, fieldFault: null }),
    lastField: assign({
      fieldIndex: ({ context }) => Math.max(0, context.definition.fields.length - 1),
      changing: false,
      fieldFault: null,
    }),
    nextField: assign({ fieldIndex: ({ context }) => context.fieldIndex + 1, fieldFault: null }),
    previousField: assign({ fieldIndex: ({ context }) => context.fieldIndex - 1, fieldFault: null }),
    openField: assign({
      fieldIndex: ({ context, event }) =>
        context.definition.fields.findIndex((field) => field.id === expect(event, 'change').row),
      changing: true,
    }),
    takeAnswer: assign(({ context, event }) => {
      const { field: id, value: given } = expect(event, 'answer');
      const field = currentField(context);
      if (!field) return {};
      const { value, fault } = fieldAnswer(field, given, context.rules);
      return { answers: { ...context.answers, [id]: value }, fieldFault: fault };
    }),
    takeSignature: assign({
      signature: ({ event }) => expect(event, 'sign').path,
      signatureStrokes: ({ event }) => expect(event, 'sign').strokes ?? null,
    }),
    dropSignature: assign({ signature: null, signatureStrokes: null }),
    takeReceiptNumber: assign({ receiptNumber: ({ event }) => expect(event, 'stored').receiptNumber }),
    takeCertificate: assign({ certificate: ({ event }) => expect(event, 'issued').certificate }),
    noDocument: assign({ document: paper('failed', 'issue-delayed') }),
    documentMoves: assign({ document: paper('printing') }),
    documentProblem: assign({ document: ({ event }) => paper('printing', problemIn(event)) }),
    documentOut: assign({ document: paper('printed') }),
    documentFailed: assign({ document: ({ event }) => paper('failed', problemIn(event)) }),
    receiptMoves: assign({ receipt: paper('printing') }),
    receiptOut: assign({ receipt: paper('printed') }),
    receiptFailed: assign({ receipt: ({ event }) => paper('failed', problemIn(event)) }),
    notePaperMissing: assign({ paperMissing: true, problem: ({ event }) => problemIn(event) }),
  },
  guards: {
    answersNumber: ({ event }) => isOf(event, 'answer') && event.field === 'idNumber',
    numberIsRight: ({ event }) =>
      isOf(event, 'answer') &&
      event.field === 'idNumber' &&
      finishedCitizenIdProblem(normaliseCitizenId(event.value)) === null,
    answersName: ({ event }) => isOf(event, 'answer') && event.field === 'personName',
    nameIsRight: ({ event }) =>
      isOf(event, 'answer') &&
      event.field === 'personName' &&
      personNameProblem(normalisePersonName(event.value)) === null,
    methodIs: ({ context, event }, { method }: { method: IdentityMethod }) =>
      isOf(event, 'chooseMethod') && event.method === method && methodsOffered(context).includes(method),
    cardIsGood: ({ context, event }) =>
      isOf(event, 'cardRead') &&
      servesCard(context.definition, event.card.layout) &&
      finishedCitizenIdProblem(event.card.number) === null &&
      (!event.card.expired || context.definition.identity.expiredCardAccepted),
    documentIsServed: ({ context, event }) =>
      isOf(event, 'documentRead') && servesDocument(context.definition, event.document),
    countsAsTry: ({ event }) => countsAsTry(event),
    lastDocumentTry: ({ context, event }) => countsAsTry(event) && context.documentTries + 1 >= scanTries,
    mayShowCodeAgain: ({ context, event }) =>
      isOf(event, 'recordMissing') && event.problem === 'code-not-known' && context.codeTries + 1 < scanTries,
    tooYoung: ({ context, event }) =>
      isOf(event, 'recordFound') &&
      context.rules.ageInYears(event.record.birthDate) < context.definition.who.minimumAge,
    usesFace: ({ context }) =>
      context.consentedToFace &&
      context.definition.identity.proof.face &&
      context.faceAttempts < context.definition.identity.proof.attempts,
    usesFinger: ({ context }) =>
      context.definition.identity.proof.fingerprint &&
      context.rules.deviceWorks('fingerprintReader') &&
      context.fingerAttempts < context.definition.identity.proof.attempts,
    countsAsFingerAttempt: ({ event }) => countsAsFingerAttempt(event),
    lastFingerAttempt: ({ context, event }) =>
      countsAsFingerAttempt(event) && context.fingerAttempts + 1 >= context.definition.identity.proof.attempts,
    personMissing: ({ event }) =>
      isOf(event, 'recordMissing') && (event.problem === 'person-not-found' || event.problem === 'code-not-known'),
    cameraWasAway: ({ context }) => context.problem?.startsWith('camera-') === true,
    lastFaceAttempt: ({ context }) => context.faceAttempts + 1 >= context.definition.identity.proof.attempts,
    answersField: ({ context, event }) => isOf(event, 'answer') && event.field === currentField(context)?.id,
    answerIsRight: ({ context, event }) => answersRight(context, event),
    rightAndLast: ({ context, event }) =>
      answersRight(context, event) && context.fieldIndex === context.definition.fields.length - 1,
    rightAndChanging: ({ context, event }) => answersRight(context, event) && context.changing,
    changing: ({ context }) => context.changing,
    notFirstField: ({ context }) => context.fieldIndex > 0,
    signed: ({ context }) => context.signature !== null || !context.definition.steps.includes('sign'),
    changesField: ({ context, event }) =>
      isOf(event, 'change') && context.definition.fields.some((field) => field.id === event.row),
    changesSignature: ({ event }) => isOf(event, 'change') && event.row === 'signature',
    printsDocument: ({ context }) => context.definition.result.document !== 'none',
    printsReceipt: ({ context }) => context.definition.result.receipt,
    calledPrinted: ({ context }) =>
      !context.paperMissing && (context.document.state === 'printed' || context.receipt.state === 'printed'),
    answeredAtOnce: ({ context }) => context.definition.kind === 'instant',
  },
});

export type StateConfig = Parameters<typeof journeySetup.createStateConfig>[0];
