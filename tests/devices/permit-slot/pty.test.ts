import { describe } from 'vitest';
import { hasSocat } from '../../support/pty.ts';
import { permitSlotConformance } from './conformance.ts';
import { ptyLane } from './lane.ts';

describe.skipIf(!hasSocat())('on a real pseudo terminal', () => {
  permitSlotConformance('over a serial line', ptyLane);
});
