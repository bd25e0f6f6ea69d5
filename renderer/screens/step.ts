import type { Step, StepName } from '../../main/contract/session-snapshot.ts';

/** The part of the snapshot that one screen draws. */
export type StepOf<Name extends StepName> = Extract<Step, { readonly name: Name }>;

/** Two snapshots with the same key show the same question: what was typed stays, and the focus is left alone. */
export function stepKey(step: Step): string {
  if (step.name === 'field') return `field ${step.field.id}`;
  return step.name === 'question' ? `question ${step.id}` : step.name;
}
