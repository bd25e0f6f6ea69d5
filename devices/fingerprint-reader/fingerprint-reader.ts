import type { FingerGuidance } from '../../main/contract/finger.ts';
import type { Result } from '../../main/contract/result.ts';
import type { Device, DeviceStatus } from '../device.ts';

/** Takes one finger's features for one comparison with the one record that the visitor claims; it searches nobody. */
export interface FingerprintReader extends Device<FingerprintReaderStatus> {
  /**
   * Guides one finger onto the sensor and takes its features. `onGuidance` tells what the visitor should do now; the
   * features are the caller's to wipe, and nothing stays in the sensor.
   */
  captureFinger(options: {
    signal: AbortSignal;
    onGuidance?: (guidance: FingerGuidance) => void;
  }): Promise<Result<FingerFeatures, FingerCaptureError>>;
}

export interface FingerFeatures {
  /** Who can read the bytes: the sensor's maker, or GA/T 1012 from a licensed live scanner. */
  readonly format: 'r30x' | 'ga-t-1012';
  readonly features: Uint8Array;
}

export interface FingerprintReaderStatus extends DeviceStatus {
  /** XFS4IoT Biometric.subject */
  readonly subject: 'present' | 'notPresent' | 'unknown';
}

export const fingerCaptureErrors = [
  'notPlaced',
  'cancelled',
  'badQuality',
  /** Something on the glass that is no finger, try after try. */
  'sensorDirty',
  'offline',
  'readerFault',
] as const;
export type FingerCaptureError = (typeof fingerCaptureErrors)[number];
