import { describe } from 'vitest';
import { hasSocat } from '../../support/pty.ts';
import { stillCameraConformance } from './conformance.ts';
import { ptyLane } from './lane.ts';

describe.skipIf(!hasSocat())('on a real pseudo terminal', () => {
  stillCameraConformance('over a serial line', ptyLane);
});
