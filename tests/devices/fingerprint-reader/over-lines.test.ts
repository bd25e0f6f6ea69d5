import { describe } from 'vitest';
import { hasSocat } from '../../support/pty.ts';
import { fingerprintReaderConformance } from './conformance.ts';
import { ptyLane, tcpLane } from './lane.ts';

describe.skipIf(!hasSocat())('on a real pseudo terminal', () => {
  fingerprintReaderConformance('of the R30x family, over a serial line', 2, 'upload', ptyLane);
});
fingerprintReaderConformance('behind a bridge, over TCP', 1, 'FP_FeatureExtract', tcpLane);
