import type { StateConfig } from './paper-words.ts';

/** Where a part of the visit leads: the first state of the next part, and the way back into the one before. */
export interface Neighbours {
  readonly next: string;
  readonly back: string;
}
export type States = Readonly<Record<string, StateConfig>>;
