import type { StateConfig } from './journey-setup.ts';

/** Where a part of the visit leads: the first state of the next part, and of the one before. */
export interface Neighbours {
  readonly next: string;
  readonly back: string;
}
export type States = Readonly<Record<string, StateConfig>>;
