import type { AuditFact } from './audit-log/audit-event.ts';
import type { SessionNote } from './session/ports.ts';

/** A session's note as an entry of the log. */
export function factOf(note: SessionNote): AuditFact {
  switch (note.event) {
    case 'session-started':
      return { event: note.event, detail: {} };
    case 'paper-missing':
      return { event: note.event, detail: {} };
    case 'belonging-left':
    case 'belonging-taken':
    case 'belonging-taken-in':
    case 'belonging-not-taken':
      return { event: note.event, detail: { what: note.what } };
    case 'session-ended':
      return { event: note.event, detail: { because: note.because, step: note.step } };
    case 'service-chosen':
      return { event: note.event, detail: { service: note.service } };
    case 'consent-given':
      return { event: note.event, detail: { what: note.what } };
    case 'consent-refused':
      return { event: note.event, detail: { what: note.what } };
    case 'identity-proved':
      return { event: note.event, detail: { what: note.what } };
    case 'problem-shown':
      return { event: note.event, detail: { step: note.step, problem: note.problem } };
    case 'officer-called':
      return { event: note.event, detail: { step: note.step } };
  }
}
