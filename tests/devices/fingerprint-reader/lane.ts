import {
  fingerprintReader,
  type FingerprintReaderDelays,
  type FingerprintReaderDriver,
} from '../../../devices/fingerprint-reader/driver.ts';
import { liveScannerSimulator } from '../../../devices/fingerprint-reader/live-scanner-simulator.ts';
import {
  fingerprintReaderProfile,
  type FingerprintReaderProfile,
} from '../../../devices/fingerprint-reader/profile.ts';
import {
  fingerprintReaderSimulator,
  type FingerprintSimulator,
} from '../../../devices/fingerprint-reader/simulator.ts';
import { systemClock } from '../../../main/clock/clock.ts';
import type { FingerGuidance } from '../../../main/contract/finger.ts';
import type { Result } from '../../../main/contract/result.ts';
import type { FingerFeatures, FingerCaptureError } from '../../../devices/fingerprint-reader/fingerprint-reader.ts';
import type { SyntheticFinger } from '../../../devices/fingerprint-reader/synthetic-finger.ts';
import {
  inMemory,
  overPty,
  overTcp,
  withHands,
  type DeviceLane,
  type Ends,
  type FarEnd,
} from '../../support/device-lane.ts';
import { recorded, tapped } from '../../support/tapped-channel.ts';
import type { OpenByHand } from './by-hand.ts';

export interface Lane extends DeviceLane<FingerprintReaderDriver, FingerprintSimulator> {
  /** Every byte that the driver has written. */
  readonly written: Uint8Array[];
}

export interface LaneOptions {
  readonly profile?: FingerprintReaderProfile;
  readonly delays?: Partial<FingerprintReaderDelays>;
  readonly pieceBytes?: number;
}
export type OpenLane = (options?: LaneOptions) => Promise<Lane>;

export const profiles = {
  r30x: fingerprintReaderProfile.parse({ driver: 'r30x', connection: { kind: 'simulated' }, tries: 3 }),
  liveScanner: fingerprintReaderProfile.parse({
    driver: 'live-scanner-bridge',
    connection: { kind: 'simulated' },
    width: 128,
    height: 180,
    tries: 3,
  }),
} as const;

function simulatorFor(
  profile: FingerprintReaderProfile,
  end: FarEnd,
  { pieceBytes }: LaneOptions,
): FingerprintSimulator {
  const shared = { ...end, ...(pieceBytes && { pieceBytes }) };
  return profile.driver === 'r30x'
    ? fingerprintReaderSimulator({ ...shared, profile, workMs: end.clock === systemClock ? 1 : 250 })
    : liveScannerSimulator({ ...shared, profile });
}

async function laneOver<Opened>(
  open: (ends: Ends<FingerprintReaderDriver, FingerprintSimulator>) => Promise<Opened>,
  profile: FingerprintReaderProfile,
  options: LaneOptions,
): Promise<Opened & { written: Uint8Array[] }> {
  const written: Uint8Array[] = [];
  const lane = await open({
    device(channel, clock) {
      const tap = tapped(channel, recorded(written));
      return fingerprintReader({ channel: tap, clock, profile, delays: options.delays ?? {} });
    },
    simulator: (end) => simulatorFor(profile, end, options),
  });
  return { ...lane, written };
}

export const memoryLane = ({ profile = profiles.r30x, ...options }: LaneOptions = {}) =>
  laneOver(inMemory, profile, options);

const shortDelays: Partial<FingerprintReaderDelays> = {
  answerTimeoutMs: 300,
  uploadTimeoutMs: 500,
  callTimeoutMs: 500,
  quietMs: 20,
  placeTimeoutMs: 300,
  liftTimeoutMs: 200,
  pollMs: 5,
  hintMs: 10,
  heartbeatMs: 100,
  reopenAfterMs: 20,
};

const hurried = (options: LaneOptions): LaneOptions => ({ ...options, delays: { ...shortDelays, ...options.delays } });

/** The same, with short delays. */
export const ptyLane: OpenLane = ({ profile = profiles.r30x, ...options } = {}) =>
  laneOver(overPty, profile, hurried(options));

export const tcpLane: OpenLane = ({ profile = profiles.liveScanner, ...options } = {}) =>
  laneOver(overTcp, profile, hurried(options));

/** Does what the screen says. */
function follow(
  simulator: FingerprintSimulator,
  guidance: FingerGuidance,
  finger: Partial<SyntheticFinger> = {},
): void {
  if (guidance === 'place') simulator.placeFinger(finger);
  else if (guidance !== 'hold') simulator.liftFinger();
}

export const byHand =
  (open: OpenLane): OpenByHand =>
  (delays) =>
    withHands(open({ delays }), (simulator) => ({
      follow: (guidance) => follow(simulator, guidance),
      placeUnasked: async () => simulator.placeFinger(),
    }));

/** A visitor who does what the screen says, with this finger. */
export function visitor(
  lane: Lane,
  finger: Partial<SyntheticFinger> | ((placement: number) => Partial<SyntheticFinger>) = {},
  signal: AbortSignal = new AbortController().signal,
): { guidances: FingerGuidance[]; outcome: Promise<Result<FingerFeatures, FingerCaptureError>> } {
  const guidances: FingerGuidance[] = [];
  let placements = 0;
  const outcome = lane.device.captureFinger({
    signal,
    onGuidance(guidance) {
      guidances.push(guidance);
      if (guidance === 'place') placements += 1;
      follow(lane.simulator, guidance, typeof finger === 'function' ? finger(placements) : finger);
    },
  });
  return { guidances, outcome };
}
