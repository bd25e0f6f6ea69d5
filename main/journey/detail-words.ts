import { currentField, nextField, previousField, shownFields } from './asked-questions.ts';
import type { FieldDefinition } from '../catalogue/service-definition.ts';
import { withCaseWords } from './case-words.ts';
import { allAnswers } from './all-answers.ts';
import { fieldAnswer, type FieldAnswer } from './field-answer.ts';
import { fieldOptions } from './field-options.ts';
import { assign, expect, isOf } from './journey-base.ts';
import type { JourneyContext, JourneyEvent } from './journey-state.ts';

/** What was typed, or what a bar code said. */
function givenFor(field: FieldDefinition, event: JourneyEvent): string | null {
  if (isOf(event, 'codeRead')) return field.kind === 'code' && field.scan === true ? event.code : null;
  return isOf(event, 'answer') && event.field === field.id ? event.value : null;
}

/** The answer to the field of now, with what is wrong with it; null for any other event. */
function answered(context: JourneyContext, event: JourneyEvent) {
  const field = currentField(context);
  const given = field ? givenFor(field, event) : null;
  if (!field || given === null) return null;
  return judged(context, field, given);
}

function judged(context: JourneyContext, field: FieldDefinition, given: string): FieldAnswer {
  const offered = field.kind === 'choice' ? { ...field, options: [...fieldOptions(field, context)] } : field;
  return fieldAnswer(offered, given, context.rules, allAnswers(context));
}

const isChanging = ({ unchanged }: JourneyContext): boolean => unchanged !== null;

/** Right, and a warning that goes with it was seen before: the same answer again is taken. */
function isRight(context: JourneyContext, event: JourneyEvent): boolean {
  const answer = answered(context, event);
  if (!answer || answer.fault !== null) return false;
  const id = currentField(context)?.id ?? '';
  return answer.warning === null || (context.fieldWarning !== null && context.answers[id] === answer.value);
}

/** The words of the visitor's own part: answers, pictures, fingers, signature. */
export const withDetailWords = withCaseWords.extend({
  actions: {
    firstField: assign(({ context }) => ({
      fieldIndex: nextField(context, -1) ?? 0,
      unchanged: null,
      fieldFault: null,
      fieldWarning: null,
    })),
    lastField: assign(({ context }) => ({
      fieldIndex: previousField(context, context.definition.fields.length) ?? 0,
      unchanged: null,
      fieldFault: null,
      fieldWarning: null,
    })),
    nextField: assign(({ context }) => ({
      fieldIndex: nextField(context, context.fieldIndex) ?? context.fieldIndex,
      fieldFault: null,
      fieldWarning: null,
    })),
    missingField: assign(({ context }) => ({
      fieldIndex: context.definition.fields.findIndex((field) => field === missingField(context)),
      fieldFault: null,
      fieldWarning: null,
    })),
    previousField: assign(({ context }) => ({
      fieldIndex: previousField(context, context.fieldIndex) ?? context.fieldIndex,
      fieldFault: null,
      fieldWarning: null,
    })),
    openField: assign({
      fieldIndex: ({ context, event }) =>
        context.definition.fields.findIndex((field) => field.id === expect(event, 'change').row),
      unchanged: ({ context }) => context.answers,
    }),
    /** Back from a change is as if it had not been begun. */
    dropChange: assign(({ context }) => ({ answers: context.unchanged ?? context.answers, unchanged: null })),
    takeAnswer: assign(({ context, event }) => {
      const answer = answered(context, event);
      const field = currentField(context);
      if (!answer || !field) return {};
      const answers = { ...context.answers, [field.id]: answer.value };
      return { answers, fieldFault: answer.fault, fieldWarning: answer.fault === null ? answer.warning : null };
    }),
    takeShot: assign({
      shots: ({ context, event }) => [
        ...context.shots.slice(-1),
        new Uint8Array(Buffer.from(expect(event, 'photo').jpeg, 'base64')),
      ],
    }),
    dropShots: assign({ shots: [], idPhoto: null }),
    chooseShot: assign({ idPhoto: ({ context, event }) => context.shots[expect(event, 'chooseShot').shot] ?? null }),
    rightHand: assign({ hand: 'right', fingerAttempts: 0 }),
    leftHand: assign({ hand: 'left', fingerAttempts: 0 }),
    takeHandFinger: assign(({ context, event }) => ({
      fingers: { ...context.fingers, [context.hand]: expect(event, 'fingerTaken').finger },
    })),
    noHandFinger: assign(({ context }) => ({ fingers: { ...context.fingers, [context.hand]: null } })),
    takeSignature: assign({
      signature: ({ event }) => expect(event, 'sign').path,
      signatureStrokes: ({ event }) => expect(event, 'sign').strokes ?? null,
    }),
    dropSignature: assign({ signature: null, signatureStrokes: null }),
  },
  guards: {
    asksFields: ({ context }) => nextField(context, -1) !== null,
    answersField: ({ context, event }) => answered(context, event) !== null,
    answerIsRight: ({ context, event }) => isRight(context, event),
    rightAndLast: ({ context, event }) => isRight(context, event) && isLast(context, event),
    rightAndChanging: ({ context, event }) =>
      isRight(context, event) && isChanging(context) && missingField(withAnswer(context, event)) === undefined,
    rightAndIncomplete: ({ context, event }) => isRight(context, event) && isChanging(context),
    scansField: ({ context }) => {
      const field = currentField(context);
      return field?.kind === 'code' && field.scan === true && context.rules.deviceWorks('codeScanner');
    },
    changing: ({ context }) => isChanging(context),
    notFirstField: ({ context }) => previousField(context, context.fieldIndex) !== null,
    shotExists: ({ context, event }) => isOf(event, 'chooseShot') && event.shot < context.shots.length,
    signed: ({ context }) => context.signature !== null || !context.definition.steps.includes('sign'),
    mayChangeField: ({ context, event }) => isOf(event, 'change') && mayChange(context, event.row),
    changesSignature: ({ context, event }) =>
      isOf(event, 'change') && event.row === 'signature' && context.definition.steps.includes('sign'),
  },
});

/** With this answer: it may itself decide which fields follow. */
const withAnswer = (context: JourneyContext, event: JourneyEvent): JourneyContext => {
  const value = answered(context, event)?.value ?? '';
  return { ...context, answers: { ...context.answers, [currentField(context)?.id ?? '']: value } };
};
const isLast = (context: JourneyContext, event: JourneyEvent): boolean =>
  nextField(withAnswer(context, event), context.fieldIndex) === null;

/**
 * A changed answer may ask for another one, e.g. an address for delivery by post, or rule one out, e.g. visits that no
 * endorsement for the new destination has: that is asked before the review. What is on file is not the visitor's.
 */
function missingField(context: JourneyContext): FieldDefinition | undefined {
  const given = allAnswers(context);
  return shownFields(context).find((field) => {
    const isOnFile = context.answers[field.id] === undefined && given[field.id] !== undefined;
    return !isOnFile && judged(context, field, given[field.id] ?? '').fault !== null;
  });
}

/** Not what is fixed by law or register, and nothing any more once the fee for it is paid. */
function mayChange(context: JourneyContext, row: string): boolean {
  const field = shownFields(context).find(({ id }) => id === row);
  const isFixed = field?.known?.fixed === true && context.known[row] !== undefined;
  return field !== undefined && !isFixed && context.payment?.state !== 'paid';
}
