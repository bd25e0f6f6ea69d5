import { currentQuestion, nextQuestion, previousQuestion } from './asked-questions.ts';
import { servedGroups } from '../catalogue/service-view.ts';
import { assign, expect, isOf, journeyBase, paper, problemIn } from './journey-base.ts';
import type { JourneyContext, JourneyEvent, Refusal } from './journey-state.ts';

const refusal = (reason: string, from: string | null = null): { refusal: Refusal } => ({ refusal: { reason, from } });

/** The refusal that an answer to the question of now means, or null. */
function refusedBy(context: JourneyContext, event: JourneyEvent): string | null {
  const question = currentQuestion(context);
  return question && isOf(event, 'answer') ? (question.refuses[event.value] ?? null) : null;
}

function answersQuestion(context: JourneyContext, event: JourneyEvent): boolean {
  const question = currentQuestion(context);
  return isOf(event, 'answer') && event.field === question?.id && question.options.includes(event.value);
}

/** The words of the first pages: who may come in, and who is sent elsewhere before anything is read. */
export const withVisitWords = journeyBase.extend({
  actions: {
    takeOnlyGroup: assign({ group: ({ context }) => servedGroups(context.definition)[0] ?? 'mainland' }),
    takeGroup: assign({ group: ({ event }) => expect(event, 'chooseGroup').group }),
    refuseGroup: assign(({ context, event }) => {
      const rule = context.definition.who[expect(event, 'chooseGroup').group];
      return rule.served ? {} : refusal(rule.refusal);
    }),
    refuseAnswer: assign(({ context, event }) => refusal(refusedBy(context, event) ?? '')),
    refuseAge: assign(({ context }) => refusal(context.definition.age.refusal ?? 'underSixteen')),
    refuseObjection: assign(() => refusal('objectionAtCounter')),
    refuseCase: assign(({ event }) => {
      const { refusal: said } = expect(event, 'caseOpened').case;
      return said ? refusal(said.reason, said.from) : {};
    }),
    forgetRefusal: assign({ refusal: null, slip: paper('waiting') }),
    forgetSlip: assign({ slip: paper('waiting') }),
    slipMoves: assign({ slip: paper('printing') }),
    slipOut: assign({ slip: paper('printed') }),
    slipFailed: assign({ slip: ({ event }) => paper('failed', problemIn(event)) }),
    firstQuestion: assign({ questionIndex: ({ context }) => nextQuestion(context, -1) ?? 0 }),
    lastQuestion: assign({
      questionIndex: ({ context }) => previousQuestion(context, context.definition.questions.length) ?? 0,
    }),
    nextQuestion: assign({ questionIndex: ({ context }) => nextQuestion(context, context.questionIndex) ?? 0 }),
    previousQuestion: assign({ questionIndex: ({ context }) => previousQuestion(context, context.questionIndex) ?? 0 }),
    takeQuestionAnswer: assign({
      answers: ({ context, event }) => {
        const { field, value } = expect(event, 'answer');
        return { ...context.answers, [field]: value };
      },
    }),
  },
  guards: {
    servesOneGroup: ({ context }) => servedGroups(context.definition).length === 1,
    servesGroup: ({ context, event }) => isOf(event, 'chooseGroup') && context.definition.who[event.group].served,
    refusesGroup: ({ context, event }) => isOf(event, 'chooseGroup') && !context.definition.who[event.group].served,
    asksQuestions: ({ context }) => nextQuestion(context, -1) !== null,
    answersQuestion: ({ context, event }) => answersQuestion(context, event),
    refusesAnswer: ({ context, event }) => answersQuestion(context, event) && refusedBy(context, event) !== null,
    answersLastQuestion: ({ context, event }) =>
      answersQuestion(context, event) && nextQuestion(context, context.questionIndex) === null,
    notFirstQuestion: ({ context }) => previousQuestion(context, context.questionIndex) !== null,
    // A slip that is on its way or out is not printed again.
    slipNotUnderWay: ({ context }) => context.slip.state === 'waiting' || context.slip.state === 'failed',
  },
});
