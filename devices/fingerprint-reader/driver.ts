import { unlessAborted, type Clock } from '../../main/clock/clock.ts';
import { err, ok, type Result } from '../../main/contract/result.ts';
import { deviceWatch } from '../device-watch.ts';
import type { ByteChannel } from '../transport/byte-channel.ts';
import { reconnectingChannel, type ReconnectingChannel } from '../transport/reconnecting-channel.ts';
import { turns } from '../transport/turns.ts';
import { answerHeader, bridgeReader } from './bridge-protocol.ts';
import type { FingerSensor, SensorFault } from './finger-sensor.ts';
import type {
  FingerFeatures,
  FingerCaptureError,
  FingerprintReader,
  FingerprintReaderStatus,
} from './fingerprint-reader.ts';
import { liveScanner, type BridgeDelays } from './live-scanner.ts';
import { packetReader } from './packet-reader.ts';
import type { FingerprintReaderProfile } from './profile.ts';
import { questionLine } from './question-line.ts';
import { r30xSensor, type R30xDelays } from './r30x-sensor.ts';
import { takeFinger, type CaptureDelays, type CaptureFault, type TakenFinger } from './take-finger.ts';

export interface FingerprintReaderDelays extends CaptureDelays, R30xDelays, BridgeDelays {
  /** After a fault, so that the rest of a broken answer passes. */
  readonly quietMs: number;
  /** While nobody is asked for a finger: a dead reader must be known before a visitor chooses a service that needs it. */
  readonly heartbeatMs: number;
  /** Before a lost or silent line is opened again. */
  readonly reopenAfterMs: number;
}

export const fingerprintReaderDelays: FingerprintReaderDelays = {
  answerTimeoutMs: 1000,
  uploadTimeoutMs: 3000,
  callTimeoutMs: 3000,
  quietMs: 100,
  placeTimeoutMs: 30_000,
  liftTimeoutMs: 10_000,
  pollMs: 200,
  hintMs: 1500,
  heartbeatMs: 5000,
  reopenAfterMs: 2000,
};

export interface FingerprintReaderDriver extends FingerprintReader {
  /** For the technician: what the sensor says it is. */
  selfTest(): Promise<Result<readonly string[], 'offline' | 'readerFault'>>;
  /** Of the last finger taken: what its sensor thought of it, and how many placements were no good. */
  readonly lastQuality: { readonly quality: number | null; readonly badTries: number } | null;
}

/** A fingerprint reader of the kind that the profile names. It looks at the glass only while a finger is asked for. */
export function fingerprintReader(options: {
  channel: ByteChannel;
  clock: Clock;
  profile: FingerprintReaderProfile;
  delays?: Partial<FingerprintReaderDelays>;
}): FingerprintReaderDriver {
  const { clock, profile } = options;
  const delays = { ...fingerprintReaderDelays, ...options.delays };
  const connection = reconnectingChannel({ ...options, reopenAfterMs: delays.reopenAfterMs });
  const sensor = sensorOf(profile, connection, clock, delays);
  /** The sensor answers one question at a time. */
  const inTurn = turns();
  let isCapturing = false;
  let lastQuality: FingerprintReaderDriver['lastQuality'] = null;

  const unknown: Pick<FingerprintReaderStatus, 'subject'> = { subject: 'unknown' };
  const watch = deviceWatch({
    connection,
    clock,
    heartbeatMs: delays.heartbeatMs,
    unknown,
    async check() {
      if (!isCapturing) await greet();
    },
  });

  /** Keeps the status true to what an operation met. */
  async function note<T>(result: Result<T, CaptureFault>): Promise<Result<T, FingerCaptureError>> {
    const met = result.ok ? null : result.error;
    if (met === 'silent' || met === 'offline') await watch.silent();
    else watch.set({ ...statusAfter(met), ...unknown });
    return result.ok ? result : err(captureErrors[result.error]);
  }

  function greet(): Promise<Result<void, FingerCaptureError>> {
    return inTurn(async () => {
      if (!connection.isOpen) return err('offline');
      const greeted = await sensor.greet();
      // Whatever a visit that was cut off has left in it.
      return note(greeted.ok && watch.status().device !== 'online' ? await sensor.forget() : greeted);
    });
  }

  async function capture(
    signal: AbortSignal,
    onGuidance: Parameters<FingerprintReader['captureFinger']>[0]['onGuidance'],
  ): Promise<Result<FingerFeatures, FingerCaptureError>> {
    const greeted = await sensor.greet();
    if (!greeted.ok) return note(greeted);
    const taken = await takeFinger(sensor, {
      clock,
      delays,
      tries: profile.tries,
      signal,
      onGuidance: (guidance) => {
        if (!signal.aborted) onGuidance?.(guidance);
      },
      onSubject: (subject) => watch.set({ device: 'online', subject }),
    });
    const forgotten = taken.ok || isAboutTheFinger(taken.error) ? await sensor.forget() : ok(undefined);
    if (taken.ok && (signal.aborted || !forgotten.ok)) taken.value.finger.features.fill(0);
    if (!forgotten.ok) return note(forgotten);
    if (signal.aborted) return err('cancelled');
    const noted = await note<TakenFinger>(taken);
    if (!noted.ok) return noted;
    lastQuality = { quality: noted.value.quality, badTries: noted.value.badTries };
    return ok(noted.value.finger);
  }

  return {
    start: watch.start,
    stop: watch.stop,
    status: watch.status,
    onStatusChanged: watch.onStatusChanged,
    async captureFinger({ signal: cancelled, onGuidance }) {
      if (isCapturing) throw new Error('a finger is already being taken');
      const { stopped } = watch;
      if (!stopped || !connection.isOpen) return err('offline');
      isCapturing = true;
      const signal = AbortSignal.any([cancelled, stopped]);
      const capturing = inTurn(() => capture(signal, onGuidance));
      // A visitor who leaves must not wait for a sensor that is silent: the last question ends in the background.
      const outcome = unlessAborted(signal, capturing, () => err('cancelled' as const));
      return outcome.finally(() => (isCapturing = false));
    },
    async selfTest() {
      const checked = await greet();
      if (!checked.ok) return err(checked.error === 'offline' ? 'offline' : 'readerFault');
      const described = await inTurn(async () => note(await sensor.describe()));
      return described.ok ? described : err(described.error === 'offline' ? 'offline' : 'readerFault');
    },
    get lastQuality() {
      return lastQuality;
    },
  };
}

function sensorOf(
  profile: FingerprintReaderProfile,
  channel: ReconnectingChannel,
  clock: Clock,
  delays: FingerprintReaderDelays,
): FingerSensor {
  const line = { channel, clock, quietMs: delays.quietMs };
  switch (profile.driver) {
    case 'r30x':
      return r30xSensor(questionLine({ ...line, reader: packetReader() }), profile, delays);
    case 'live-scanner-bridge':
      return liveScanner(questionLine({ ...line, reader: bridgeReader(answerHeader) }), profile, delays);
  }
}

const captureErrors: Readonly<Record<CaptureFault, FingerCaptureError>> = {
  notPlaced: 'notPlaced',
  cancelled: 'cancelled',
  badQuality: 'badQuality',
  sensorDirty: 'sensorDirty',
  offline: 'offline',
  silent: 'offline',
  garbled: 'readerFault',
  wrongFirmware: 'readerFault',
  selfTestFailed: 'readerFault',
};

function statusAfter(met: CaptureFault | null): Pick<FingerprintReaderStatus, 'device' | 'reason'> {
  switch (met) {
    case 'silent':
      return { device: 'offline', reason: 'silent' };
    case 'offline':
      return { device: 'offline' };
    case 'garbled':
      return { device: 'hardwareError' };
    case 'wrongFirmware':
    case 'selfTestFailed':
      return { device: 'hardwareError', reason: met };
    case null:
    case 'notPlaced':
    case 'cancelled':
    case 'badQuality':
    case 'sensorDirty':
      return { device: 'online' };
  }
}

const isAboutTheFinger = (fault: CaptureFault | SensorFault): boolean => statusAfter(fault).device === 'online';
