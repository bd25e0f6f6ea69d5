import type { Clock } from '../../main/clock/clock.ts';
import type { ByteChannel } from '../transport/byte-channel.ts';
import { lineFaults, simulatedLine } from '../transport/simulated-line.ts';
import {
  bridgeCalls,
  bridgeFrame,
  bridgeReader,
  requestHeader,
  SUCCESS,
  type AnswerHeader,
  type BridgeCall,
  type RequestHeader,
} from './bridge-protocol.ts';
import { liveScannerProfile, type LiveScannerProfile } from './profile.ts';
import type { FingerprintSimulator } from './simulator.ts';
import { drawFinger, syntheticFeatures, syntheticFinger, type SyntheticFinger } from './synthetic-finger.ts';

export interface LiveScannerSimulatorOptions {
  readonly channel: ByteChannel;
  readonly clock: Clock;
  readonly profile?: LiveScannerProfile;
  readonly cable?: { unplug(): void; plug(): void };
  readonly pieceBytes?: number;
  readonly bytesPerSecond?: number;
}

export interface LiveScannerSimulator extends FingerprintSimulator {
  /** Whether the vendor's side still holds an image. */
  readonly holdsImage: boolean;
}

const ownFaults = [
  /** The library works, its scanner is not there. */
  'notConnected',
  /** Every image is of an empty glass. */
  'noFinger',
  /** Every image is scored as useless. */
  'lowQuality',
  /** Grease on the glass: it sees a finger for ever. */
  'dirty',
  /** The library implements another version of the standard. */
  'otherVersion',
  'wrongImageSize',
  'extractFailed',
] as const;

/** Unverified beyond being no success; what a library returns for each reason is its maker's. */
const NOT_CONNECTED = -4;
const FAILED = -9;
const GOOD_SCORE = 80;
const POOR_SCORE = 20;

/** The vendor's end of the bridge, with a scanner behind it. */
export function liveScannerSimulator(options: LiveScannerSimulatorOptions): LiveScannerSimulator {
  const profile =
    options.profile ?? liveScannerProfile.parse({ driver: 'live-scanner-bridge', connection: { kind: 'simulated' } });
  const reader = bridgeReader(requestHeader);
  let finger: SyntheticFinger | null = null;
  let image: SyntheticFinger | null = null;

  const line = simulatedLine({
    ...options,
    commands: bridgeCalls,
    faults: ownFaults,
    onBytes(bytes) {
      for (const event of reader.push(bytes)) if (event.event === 'frame') void respond(event.header);
    },
    onPowerLost: () => reader.clear(),
  });

  async function respond({ id, call }: RequestHeader): Promise<void> {
    const { payload, ...header } = answer(call, new Set(line.reached(call)));
    await line.send(call, bridgeFrame({ id, ...header }, payload));
  }

  function answer(call: BridgeCall, due: ReadonlySet<string>): Omit<AnswerHeader, 'id'> & { payload?: Uint8Array } {
    switch (call) {
      case 'LIVESCAN_Init':
      case 'LIVESCAN_BeginCapture':
        return { result: due.has('notConnected') ? NOT_CONNECTED : SUCCESS };
      case 'LIVESCAN_GetChannelCount':
        return { result: profile.channel + 1 };
      case 'LIVESCAN_GetVersion':
        return { result: (profile.version ?? 100) + (due.has('otherVersion') ? 1 : 0) };
      case 'LIVESCAN_GetFPRawData':
        image = seen(due);
        return {
          result: SUCCESS,
          payload: drawFinger(image, profile.width, profile.height + (due.has('wrongImageSize') ? 1 : 0)),
        };
      case 'FP_GetQualityScore': {
        const isPoor = due.has('lowQuality') || image?.condition !== 'good';
        return { result: SUCCESS, values: [isPoor ? POOR_SCORE : GOOD_SCORE] };
      }
      case 'FP_FeatureExtract':
        if (!image || due.has('extractFailed')) return { result: FAILED };
        return { result: SUCCESS, payload: syntheticFeatures(image.seed, profile.featureBytes) };
      case 'LIVESCAN_SetBufferEmpty':
      case 'LIVESCAN_EndCapture':
        image = null;
        return { result: SUCCESS };
      case 'LIVESCAN_GetErrorInfo':
        return { result: SUCCESS, text: '采集设备未连接' };
      case 'LIVESCAN_SetBright':
      case 'LIVESCAN_Close':
        return { result: SUCCESS };
    }
  }

  function seen(due: ReadonlySet<string>): SyntheticFinger | null {
    if (due.has('dirty')) return syntheticFinger({ condition: 'smudged' });
    return due.has('noFinger') ? null : finger;
  }

  return {
    commands: bridgeCalls,
    faults: [...lineFaults, ...ownFaults],
    start: () => line.start(),
    stop: () => line.stop(),
    play(step) {
      // What begins now lasts until `heal`.
      if (line.play(step) !== null) line.play({ at: 'any', fault: step.fault });
    },
    heal: () => line.heal(),
    placeFinger(placed) {
      finger = syntheticFinger(placed);
    },
    liftFinger() {
      finger = null;
    },
    get holdsImage() {
      return image !== null;
    },
  };
}
