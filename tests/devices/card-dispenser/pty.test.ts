import { describe } from 'vitest';
import { hasSocat } from '../../support/pty.ts';
import { cardDispenserConformance } from './conformance.ts';
import { ptyLane } from './lane.ts';

describe.skipIf(!hasSocat())('on a real pseudo terminal', () => {
  cardDispenserConformance('over a serial line', ptyLane);
});
