import type { Comfort } from '../../main/contract/session-snapshot.ts';
import { useSession } from '../session-context.ts';

const textSizeAfter = { standard: 'large', large: 'largest', largest: 'standard' } as const;

/** The comfort settings of this visit, and how to change one of them. */
export function useComfort(): {
  readonly comfort: Comfort;
  readonly set: (change: Partial<Comfort>) => void;
  readonly nextTextSize: Comfort['textSize'];
} {
  const { snapshot, send } = useSession();
  const { comfort } = snapshot;
  return {
    comfort,
    set: (change) => send({ type: 'setComfort', comfort: { ...comfort, ...change } }),
    nextTextSize: textSizeAfter[comfort.textSize],
  };
}
