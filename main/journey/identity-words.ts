import { finishedCitizenIdProblem, normaliseCitizenId } from '../contract/citizen-id.ts';
import { normalisePersonName, personNameProblem } from '../contract/person-name.ts';
import type { ProblemCode } from '../contract/problem.ts';
import type { IdentityMethod } from '../contract/session-snapshot.ts';
import { methodsOffered, servesCard, servesDocument, servesExpiredCard } from './identity-methods.ts';
import { fieldAnswer } from './field-answer.ts';
import { assign, expect, isOf } from './journey-base.ts';
import { scanTries, type JourneyContext, type JourneyEvent } from './journey-state.ts';
import { currentDraftField, typedDocument, typedDocumentFields } from './typed-document.ts';
import { withVisitWords } from './visit-words.ts';

/** A document that was there and said nothing useful; a scanner that is off, or nothing on it, uses up no try. */
const countsAsTry = (event: JourneyEvent): boolean =>
  isOf(event, 'documentRead') || (isOf(event, 'documentProblem') && unreadable.has(event.problem));
const unreadable: ReadonlySet<ProblemCode> = new Set([
  'passport-unreadable',
  'passport-check-digit',
  'passport-not-supported',
]);

function draftAnswer(context: JourneyContext, event: JourneyEvent) {
  const field = currentDraftField(context);
  if (!field || !isOf(event, 'answer') || event.field !== field.id) return null;
  return fieldAnswer(field, event.value, context.rules, context.draft);
}

const onlyMethod = (context: JourneyContext): IdentityMethod | null => {
  const [first, ...others] = methodsOffered(context);
  return others.length === 0 ? (first ?? null) : null;
};

/** The words of saying who one is: typed, or from what is laid, shown or put into a device. */
export const withIdentityWords = withVisitWords.extend({
  actions: {
    takeMethod: assign({ method: ({ event }) => expect(event, 'chooseMethod').method }),
    takeOnlyMethod: assign({ method: ({ context }) => onlyMethod(context) ?? context.method }),
    forgetIdentity: assign({
      card: null,
      travelDocument: null,
      number: '',
      name: '',
      code: '',
      draft: {},
      draftIndex: 0,
    }),
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
    takeCard: assign(({ event }) => {
      const { card } = expect(event, 'cardRead');
      return { card, number: card.number, name: card.name };
    }),
    noteCard: assign({
      problem: ({ context, event }) => {
        const { layout, number } = expect(event, 'cardRead').card;
        if (!servesCard(context, layout)) return 'card-not-supported';
        return layout === 'resident' && finishedCitizenIdProblem(number) ? 'card-number-invalid' : 'card-expired';
      },
    }),
    takeDocument: assign({ travelDocument: ({ event }) => expect(event, 'documentRead').document }),
    takePermit: assign({ travelDocument: ({ event }) => expect(event, 'permitRead').document }),
    countDocumentTry: assign({ documentTries: ({ context }) => context.documentTries + 1 }),
    noteDocumentProblem: assign({
      problem: ({ event }) => expect(event, 'documentProblem').problem,
      wrongFields: ({ event }) => expect(event, 'documentProblem').wrongFields,
    }),
    noteDocumentNotServed: assign({ problem: 'passport-not-supported', wrongFields: [] }),
    noteDocumentTriesUsed: assign({ problem: 'passport-tries-used' }),
    takeCode: assign({ code: ({ event }) => expect(event, 'codeRead').code }),
    countCodeTry: assign({ codeTries: ({ context }) => context.codeTries + (context.method === 'code' ? 1 : 0) }),
    firstDraftField: assign({ draftIndex: 0 }),
    takeDraftAnswer: assign(({ context, event }) => {
      const answer = draftAnswer(context, event);
      const id = currentDraftField(context)?.id;
      return answer && id ? { draft: { ...context.draft, [id]: answer.value }, fieldFault: answer.fault } : {};
    }),
    nextDraftField: assign({ draftIndex: ({ context }) => context.draftIndex + 1, fieldFault: null }),
    previousDraftField: assign({ draftIndex: ({ context }) => context.draftIndex - 1, fieldFault: null }),
    takeTypedDocument: assign(({ context, event }) => {
      const answer = draftAnswer(context, event);
      const id = currentDraftField(context)?.id;
      const draft = answer && id ? { ...context.draft, [id]: answer.value } : context.draft;
      return { draft, travelDocument: typedDocument(draft, context.group) };
    }),
  },
  guards: {
    onlyMethodIs: ({ context }, { method }: { method: IdentityMethod }) => onlyMethod(context) === method,
    severalMethods: ({ context }) => onlyMethod(context) === null,
    methodIs: ({ context, event }, { method }: { method: IdentityMethod }) =>
      isOf(event, 'chooseMethod') && event.method === method && methodsOffered(context).includes(method),
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
    cardIsGood: ({ context, event }) =>
      isOf(event, 'cardRead') &&
      servesCard(context, event.card.layout) &&
      // The numbers of other cards have rules of their own; the chip's authenticity says enough.
      (event.card.layout !== 'resident' || finishedCitizenIdProblem(event.card.number) === null) &&
      (!event.card.expired || servesExpiredCard(context)),
    documentIsServed: ({ context, event }) => isOf(event, 'documentRead') && servesDocument(context, event.document),
    permitIsServed: ({ context, event }) => isOf(event, 'permitRead') && servesDocument(context, event.document),
    countsAsTry: ({ event }) => countsAsTry(event),
    lastDocumentTry: ({ context, event }) => countsAsTry(event) && context.documentTries + 1 >= scanTries,
    mayShowCodeAgain: ({ context, event }) =>
      isOf(event, 'recordMissing') && event.problem === 'code-not-known' && context.codeTries + 1 < scanTries,
    answersDraft: ({ context, event }) => draftAnswer(context, event) !== null,
    draftIsRight: ({ context, event }) => draftAnswer(context, event)?.fault === null,
    draftIsRightAndLast: ({ context, event }) =>
      draftAnswer(context, event)?.fault === null && context.draftIndex === typedDocumentFields.length - 1,
    notFirstDraftField: ({ context }) => context.draftIndex > 0,
  },
});
