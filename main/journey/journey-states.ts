import type { StepKind } from '../catalogue/service-definition.ts';
import { caseStates, chooseStates, slip, statementStates } from './case-states.ts';
import { fieldStates, fingerStates, idPhotoStates, reviewStates, signStates } from './detail-states.ts';
import { identityStates } from './identity-states.ts';
import type { Neighbours, States } from './part-states.ts';
import { paymentStates } from './payment-states.ts';
import { proofStates } from './proof-states.ts';
import { handOverStates, paperStates, submitStates, surrenderStates } from './result-states.ts';

/** Where each part begins, and where Back enters it again. */
export const entrances: Readonly<Record<StepKind, { readonly first: string; readonly back: string }>> = {
  about: { first: 'about', back: 'about' },
  notice: { first: 'notice', back: 'notice' },
  questions: { first: 'questions', back: 'questionsBack' },
  faceConsent: { first: 'faceConsent', back: 'faceConsent' },
  identity: { first: 'identity', back: 'identity' },
  // A proof is not repeated by going back through it.
  proof: { first: 'proof', back: 'recordShown' },
  case: { first: 'case', back: 'caseBack' },
  choose: { first: 'choose', back: 'choose' },
  statement: { first: 'statement', back: 'statement' },
  fields: { first: 'fields', back: 'fieldsBack' },
  idPhoto: { first: 'idPhoto', back: 'idPhoto' },
  fingers: { first: 'fingerRight', back: 'fingerRight' },
  sign: { first: 'sign', back: 'sign' },
  review: { first: 'review', back: 'review' },
  pay: { first: 'pay', back: 'pay' },
  submit: { first: 'storing', back: 'storing' },
  surrender: { first: 'surrender', back: 'surrender' },
  handOver: { first: 'handOver', back: 'handOver' },
  paper: { first: 'paper', back: 'paper' },
};

/** The states of each part. A service's definition picks the parts and their order. */
export const partStates: Readonly<Record<StepKind, (neighbours: Neighbours) => States>> = {
  about: aboutStates,
  notice: ({ next, back }) => ({ notice: { on: { next, back } } }),
  questions: questionStates,
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
  case: caseStates,
  choose: chooseStates,
  statement: statementStates,
  fields: fieldStates,
  idPhoto: idPhotoStates,
  fingers: fingerStates,
  sign: signStates,
  review: reviewStates,
  pay: paymentStates,
  submit: submitStates,
  surrender: surrenderStates,
  handOver: handOverStates,
  paper: paperStates,
};

/** Who is not served here is told before anything else is asked. */
function aboutStates({ next, back }: Neighbours): States {
  return {
    about: {
      exit: ['cease', 'forgetSlip'],
      on: {
        next: { target: next, guard: 'servesOneGroup', actions: 'takeOnlyGroup' },
        chooseGroup: [
          { target: next, guard: 'servesGroup', actions: 'takeGroup' },
          { target: 'refused', guard: 'refusesGroup', actions: 'refuseGroup' },
        ],
        back,
        ...slip,
      },
    },
    refused: { exit: ['cease', 'forgetRefusal'], on: { back: 'about', ...slip } },
  };
}

function questionStates({ next, back }: Neighbours): States {
  return {
    questions: { entry: 'firstQuestion', always: [{ target: 'question', guard: 'asksQuestions' }, { target: next }] },
    questionsBack: {
      entry: 'lastQuestion',
      always: [{ target: 'question', guard: 'asksQuestions' }, { target: back }],
    },
    question: {
      on: {
        answer: [
          { target: 'questionRefused', guard: 'refusesAnswer', actions: ['takeQuestionAnswer', 'refuseAnswer'] },
          { target: next, guard: 'answersLastQuestion', actions: 'takeQuestionAnswer' },
          { target: 'question', guard: 'answersQuestion', actions: ['takeQuestionAnswer', 'nextQuestion'] },
        ],
        back: [{ target: 'question', guard: 'notFirstQuestion', actions: 'previousQuestion' }, { target: back }],
      },
    },
    questionRefused: { exit: ['cease', 'forgetRefusal'], on: { back: 'question', ...slip } },
  };
}
