import { describe } from 'vitest';
import { hasSocat } from '../../support/pty.ts';
import { codeScannerConformance } from './conformance.ts';
import { framingKinds, ptyLane } from './lane.ts';

describe.skipIf(!hasSocat())('on a real pseudo terminal', () => {
  for (const kind of framingKinds) codeScannerConformance('over a serial line', kind, ptyLane);
});
