import type { JourneyContext } from './journey-state.ts';

/** What is on file and what the visitor answered; their own answer wins where it may be changed. */
export const allAnswers = ({
  known,
  answers,
}: Pick<JourneyContext, 'known' | 'answers'>): Readonly<Record<string, string>> => ({
  ...known,
  ...answers,
});
