import { describe } from 'vitest';
import { hasSocat } from '../../support/pty.ts';
import { ioBoardConformance } from './conformance.ts';
import { ptyLane } from './lane.ts';

describe.skipIf(!hasSocat())('on a real pseudo terminal', () => {
  ioBoardConformance('over a serial line', ptyLane);
});
