import type { FingerGuidance } from '../../main/contract/finger.ts';
import type { Result } from '../../main/contract/result.ts';
import type { FingerFeatures } from './fingerprint-reader.ts';
import type { LineFault } from './question-line.ts';

/** What a reader cannot do about itself; the last two are said by the sensor. */
export type SensorFault = LineFault | 'wrongFirmware' | 'selfTestFailed';

/** A finger that the sensor cannot use, and what to tell the visitor: the first time the first, then the next. */
export interface Poor {
  readonly kind: 'poor';
  readonly guidances: readonly [FingerGuidance, ...FingerGuidance[]];
}

/** One maker's sensor, in the steps that every capture has. */
export interface FingerSensor {
  /** How often the finger is placed for one set of features. */
  readonly placements: 1 | 2;
  /** Whether it answers and is the one that the profile names. */
  greet(): Promise<Result<void, SensorFault>>;
  look(): Promise<Result<{ kind: 'finger' } | { kind: 'noFinger' } | Poor, SensorFault>>;
  /** Turns the last look into features, for placement 1 or 2. */
  extract(placement: number): Promise<Result<{ kind: 'good' } | Poor, SensorFault>>;
  /** The features of all placements; the bytes are the caller's to wipe. */
  collect(): Promise<Result<{ kind: 'features'; finger: FingerFeatures; quality: number | null } | Poor, SensorFault>>;
  /** Makes the sensor, and the driver, forget the finger. */
  forget(): Promise<Result<void, SensorFault>>;
  /** For the technician: what it is, a line each. */
  describe(): Promise<Result<readonly string[], SensorFault>>;
}
