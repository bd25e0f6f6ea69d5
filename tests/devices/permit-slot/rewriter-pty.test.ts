import { describe } from 'vitest';
import { hasSocat } from '../../support/pty.ts';
import { ptyLane } from './lane.ts';
import { permitRewriterConformance } from './rewriter-conformance.ts';

describe.skipIf(!hasSocat())('on a real pseudo terminal', () => {
  permitRewriterConformance('over a serial line', ptyLane);
});
