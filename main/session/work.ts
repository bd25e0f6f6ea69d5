import type { JourneyOutcome } from '../journey/journey-state.ts';
import type { SessionPorts, Stored, Visit } from './ports.ts';

/** One piece of work for the journey. Says what it found by `tell`; after `signal` aborts nobody listens any more. */
export interface Work {
  readonly ports: SessionPorts;
  readonly visit: Visit;
  readonly stored: Stored | null;
  readonly signal: AbortSignal;
  readonly tell: (outcome: JourneyOutcome) => void;
  readonly keep: (stored: Stored) => void;
}

export function onDisk(stored: Stored | null): Stored {
  if (!stored) throw new Error('nothing is issued, printed or handed over that is not stored');
  return stored;
}
