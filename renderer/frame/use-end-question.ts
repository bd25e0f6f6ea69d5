import { useState } from 'react';
import type { StepName } from '../../main/contract/session-snapshot.ts';
import { useSession } from '../session-context.ts';

/** Steps on which nothing was entered yet, or on which everything is done: ending loses nothing. */
const nothingToLose: ReadonlySet<StepName> = new Set(['attract', 'home', 'about', 'notice', 'result', 'stopped']);

/** "End and clear" asks once, before it wipes what was entered. */
export function useEndQuestion(): {
  readonly asking: boolean;
  readonly ask: () => void;
  readonly keep: () => void;
} {
  const { snapshot, send } = useSession();
  const [asking, setAsking] = useState(false);
  return {
    asking,
    ask: () => (nothingToLose.has(snapshot.step.name) ? send({ type: 'end' }) : setAsking(true)),
    keep: () => setAsking(false),
  };
}
