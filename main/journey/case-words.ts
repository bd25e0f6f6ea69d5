import { caseUnknown } from '../gateway/service-case.ts';
import { caseItems } from './case-facts.ts';
import { fieldAnswer } from './field-answer.ts';
import { assign, expect, isOf } from './journey-base.ts';
import type { JourneyContext, JourneyEvent } from './journey-state.ts';
import { knownByCase, knownByIdentity } from './known-answers.ts';
import { withProofWords } from './proof-words.ts';

/** What a visitor writes for themselves: as long as the form's box. */
export const defenceField = { id: 'defence', kind: 'text', maxLength: 200 } as const;

const mayChoose = ({ case: opened }: JourneyContext, item: string): boolean =>
  opened !== null && caseItems(opened.subject).some(({ id, blocked }) => id === item && blocked === null);

const defenceFault = ({ rules }: JourneyContext, event: JourneyEvent) =>
  isOf(event, 'answer') && event.field === defenceField.id ? fieldAnswer(defenceField, event.value, rules, {}) : null;

/** The words of the office's side: the case, its list, its statement, and the visitor's answer to it. */
export const withCaseWords = withProofWords.extend({
  actions: {
    takeKnownIdentity: assign({ known: ({ context }) => knownByIdentity(context) }),
    takeCase: assign(({ context, event }) => {
      const opened = expect(event, 'caseOpened').case;
      return { case: opened, item: null, known: { ...context.known, ...knownByCase(context, opened.known) } };
    }),
    takeUnknownCase: assign({ case: caseUnknown }),
    takeItem: assign({ item: ({ event }) => expect(event, 'chooseItem').item }),
    agree: assign({ response: 'accept', defence: '' }),
    takeDefence: assign(({ context, event }) => {
      const answer = defenceFault(context, event);
      return answer ? { response: 'defend', defence: answer.value, fieldFault: answer.fault } : {};
    }),
  },
  guards: {
    caseRefuses: ({ event }) => isOf(event, 'caseOpened') && event.case.refusal !== null,
    /** A query's answer is read before anything else, and what a fine is for before it is paid. */
    readsRecords: ({ context: { definition } }) =>
      definition.kind === 'query' || (definition.fee.kind === 'fine' && definition.payment === 'before'),
    mayChoose: ({ context, event }) => isOf(event, 'chooseItem') && mayChoose(context, event.item),
    hasChosen: ({ context }) => context.item !== null,
    responseIs: ({ event }, { response }: { response: 'accept' | 'defend' | 'object' }) =>
      isOf(event, 'respond') && event.response === response,
    defenceIsRight: ({ context, event }) => defenceFault(context, event)?.fault === null,
    answersDefence: ({ context, event }) => defenceFault(context, event) !== null,
  },
});
