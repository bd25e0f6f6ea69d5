import { stateName, type JourneyState } from '../journey/journey.ts';
import type { JourneyEvent } from '../journey/journey-state.ts';
import type { SessionNote } from './ports.ts';

/** What of a visit belongs into the log: that it happened, and nothing that was said. */
export function noteOf(state: JourneyState, event: JourneyEvent): SessionNote | null {
  switch (event.type) {
    case 'consentToFace':
      return { event: 'consent-given', what: 'face' };
    // The screen says what becomes of it; laying the finger down is the visitor's yes.
    case 'fingerTaken':
      return { event: 'consent-given', what: 'fingerprint' };
    case 'anotherWay':
      return { event: 'consent-refused', what: aboutFinger.has(stateName(state)) ? 'fingerprint' : 'face' };
    case 'faceMatched':
      return { event: 'identity-proved', what: 'face' };
    case 'fingerMatched':
      return { event: 'identity-proved', what: 'fingerprint' };
    case 'officerGranted':
      return { event: 'identity-proved', what: 'officer' };
    case 'paperMissing':
      return { event: 'paper-missing' };
    default:
      return null;
  }
}

const aboutFinger: ReadonlySet<string> = new Set(['fingerprint', 'comparingFinger', 'fingerNotCompared']);
