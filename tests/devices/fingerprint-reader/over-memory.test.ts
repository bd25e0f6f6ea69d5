import { fingerprintReaderConformance } from './conformance.ts';
import { memoryLane, profiles } from './lane.ts';

fingerprintReaderConformance('of the R30x family, in memory', 2, 'upload', (options) =>
  memoryLane({ profile: profiles.r30x, ...options }),
);
fingerprintReaderConformance('behind a bridge, in memory', 1, 'FP_FeatureExtract', (options) =>
  memoryLane({ profile: profiles.liveScanner, ...options }),
);
