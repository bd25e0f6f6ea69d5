import { seededRandom } from '../../main/contract/seeded-random.ts';
import type { ReviewRow, Step } from '../../main/contract/session-snapshot.ts';
import type { VisitorEvent } from '../../main/contract/visitor-event.ts';

/** Chance for a whim: the same seed has the same whims. */
export interface Whim {
  /** One of them, with equal chances. */
  pick<T>(of: readonly T[]): T;
  /** Whether something happens that happens once in `n` times. */
  onceIn(n: number): boolean;
}

export function whimOf(seed: number): Whim {
  const random = seededRandom(seed);
  return {
    pick: (of) => of[Math.floor(random() * of.length)]!,
    onceIn: (n) => random() * n < 1,
  };
}

/**
 * What somebody does who errs and changes their mind: mistypes, goes back, changes an answer at the review; null when
 * they just answer.
 * Going back from the first page would be leaving.
 */
export function wander(step: Step, can: (event: VisitorEvent) => boolean, whim: Whim): VisitorEvent | null {
  if (step.name === 'about') return null;
  if (whim.onceIn(10) && can({ type: 'back' })) return { type: 'back' };
  if (step.name === 'field' && whim.onceIn(8)) return { type: 'answer', field: step.field.id, value: '!' };
  if (step.name !== 'review' || !whim.onceIn(2)) return null;
  const rows: readonly ReviewRow[] = step.rows.filter(({ changeable }) => changeable);
  const change: VisitorEvent | null = rows.length > 0 ? { type: 'change', row: whim.pick(rows).id } : null;
  return change && can(change) ? change : null;
}
