import type { Condition, FieldDefinition, QuestionDefinition } from '../catalogue/service-definition.ts';
import { allAnswers } from './all-answers.ts';
import type { JourneyContext } from './journey-state.ts';

type Asked = Pick<JourneyContext, 'answers' | 'known' | 'group'>;
type OfService = Asked & Pick<JourneyContext, 'definition'>;

/** Whether a question is for this visitor: by their group, and by what was answered before or is on file. */
export function applies(when: Condition | undefined, asked: Asked): boolean {
  if (when?.groups && !when.groups.includes(asked.group)) return false;
  const answers = allAnswers(asked);
  return Object.entries(when?.answers ?? {}).every(([field, options]) => options.includes(answers[field] ?? ''));
}

export const currentQuestion = ({ definition, questionIndex }: JourneyContext): QuestionDefinition | undefined =>
  definition.questions[questionIndex];

/** The index of the question after this one, or null; -1 asks for the first. */
export const nextQuestion = (context: JourneyContext, index: number): number | null =>
  found(context.definition.questions.findIndex(({ when }, at) => at > index && applies(when, context)));

export const previousQuestion = (context: JourneyContext, index: number): number | null =>
  found(context.definition.questions.findLastIndex(({ when }, at) => at < index && applies(when, context)));

export const currentField = ({ definition, fieldIndex }: JourneyContext): FieldDefinition | undefined =>
  definition.fields[fieldIndex];

/** Fields that are the visitor's to answer: what identity or the office knows is not asked. */
const isAsked = (context: JourneyContext, field: FieldDefinition): boolean =>
  applies(field.when, context) && (context.known[field.id] === undefined || context.known[field.id] === '');

export const nextField = (context: JourneyContext, index: number): number | null =>
  found(context.definition.fields.findIndex((field, at) => at > index && isAsked(context, field)));

export const previousField = (context: JourneyContext, index: number): number | null =>
  found(context.definition.fields.findLastIndex((field, at) => at < index && isAsked(context, field)));

const found = (index: number): number | null => (index === -1 ? null : index);

/** The fields that this visitor's papers show: asked or known. */
export const shownFields = (context: OfService): FieldDefinition[] =>
  context.definition.fields.filter((field) => applies(field.when, context));

/** What the office is told: nothing that a later answer has ruled out, and nothing of a field that is another group's. */
export function shownAnswers(context: OfService): Record<string, string> {
  const shown = new Set(shownFields(context).map(({ id }) => id));
  const isHidden = (id: string): boolean =>
    !shown.has(id) && context.definition.fields.some((field) => field.id === id);
  return Object.fromEntries(Object.entries(allAnswers(context)).filter(([id]) => !isHidden(id)));
}
