import { randomUUID } from 'node:crypto';
import type { Clock } from '../../clock/clock.ts';
import type { OfficerDecision } from '../gateway.ts';
import type { Behaviour } from './behaviour.ts';
import type { Register } from './register.ts';

export interface OfficerCases {
  open(recordId: string): { readonly caseId: string };
  /** undefined for a case that nobody opened. A decision, once made, stays. */
  decision(caseId: string): OfficerDecision | undefined;
}

/** An officer who looks at each case for `thinkingMs` and then does what the behaviour says. */
export function officerCases(options: {
  readonly clock: Clock;
  readonly register: Register;
  readonly thinkingMs: number;
  readonly mood: () => Behaviour['officer'];
}): OfficerCases {
  const cases = new Map<string, { readonly recordId: string; readonly dueMs: number; decided?: OfficerDecision }>();
  const { clock } = options;

  return {
    open(recordId) {
      const caseId = randomUUID();
      cases.set(caseId, { recordId, dueMs: clock.monotonicMs() + options.thinkingMs });
      return { caseId };
    },
    decision(caseId) {
      const found = cases.get(caseId);
      if (!found || found.decided) return found?.decided;
      const mood = options.mood();
      if (mood === 'waits' || clock.monotonicMs() < found.dueMs) return { state: 'waiting' };
      if (mood === 'refuses' || !options.register.isOpen(found.recordId)) return (found.decided = { state: 'refused' });
      const evidenceId = options.register.giveEvidence(found.recordId, 'officer');
      return (found.decided = { state: 'granted', evidenceId });
    },
  };
}
