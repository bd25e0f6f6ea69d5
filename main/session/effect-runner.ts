import type { EffectName, JourneyOutcome } from '../journey/journey-state.ts';
import { carryOut } from './effects.ts';
import type { SessionPorts, Stored, Visit } from './ports.ts';

/** Runs one effect at a time for one visit; what an effect that was called off still finds is heard by nobody. */
export interface EffectRunner {
  begin(effect: EffectName, visit: Visit): void;
  cease(): void;
  /** Ceases, and drops what was stored: the visit is over. */
  forget(): void;
}

export function effectRunner(ports: SessionPorts, tell: (outcome: JourneyOutcome) => void): EffectRunner {
  let running = new AbortController();
  let stored: Stored | null = null;
  return {
    begin(effect, visit) {
      running.abort();
      running = new AbortController();
      const { signal } = running;
      void carryOut(effect, {
        ports,
        signal,
        stored,
        visit,
        tell(outcome) {
          if (!signal.aborted) tell(outcome);
        },
        keep(value) {
          if (!signal.aborted) stored = value;
        },
      });
    },
    cease: () => running.abort(),
    forget() {
      running.abort();
      stored = null;
    },
  };
}
