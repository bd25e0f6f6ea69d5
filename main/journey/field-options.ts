import type { FieldDefinition } from '../catalogue/service-definition.ts';
import type { JourneyContext } from './journey-state.ts';
import { allAnswers } from './all-answers.ts';

/** The parts of an endorsement, in the order in which they are asked. */
const endorsementParts = ['destination', 'type', 'visits'] as const;

/**
 * The options that a choice has for this visitor. Where the office lists what it would endorse, only what goes together
 * with the answers given so far is shown.
 */
export function fieldOptions(
  field: Extract<FieldDefinition, { kind: 'choice' }>,
  context: JourneyContext,
): readonly string[] {
  const subject = context.case?.subject;
  const part = endorsementParts.find((one) => one === field.id);
  if (subject?.kind !== 'endorsements' || !part) return field.options;
  const answers = allAnswers(context);
  const before = endorsementParts.slice(0, endorsementParts.indexOf(part));
  const fitting = subject.options.filter((option) => before.every((one) => option[one] === answers[one]));
  return field.options.filter((option) => fitting.some((one) => one[part] === option));
}
