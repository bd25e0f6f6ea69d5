import { describe } from 'vitest';
import { hasSocat } from '../../support/pty.ts';
import { idCardReaderConformance } from './conformance.ts';
import { ptyLane } from './lane.ts';

describe.skipIf(!hasSocat())('on a real pseudo terminal', () => {
  idCardReaderConformance('over a serial line', ptyLane);
});
