import { delay, type Clock } from '../../main/clock/clock.ts';
import type { FingerGuidance } from '../../main/contract/finger.ts';
import { err, ok, type Result } from '../../main/contract/result.ts';
import type { FingerSensor, Poor, SensorFault } from './finger-sensor.ts';
import type { FingerFeatures } from './fingerprint-reader.ts';

export interface CaptureDelays {
  /** How long a visitor may look for the glass. */
  readonly placeTimeoutMs: number;
  /** A finger leaves the glass within seconds; what stays longer is no finger. */
  readonly liftTimeoutMs: number;
  /** Between two looks. */
  readonly pollMs: number;
  /** So long a hint stands before the finger is looked at again: it has to be read and followed. */
  readonly hintMs: number;
}

export interface Capture {
  readonly clock: Clock;
  readonly delays: CaptureDelays;
  readonly tries: number;
  readonly signal: AbortSignal;
  readonly onGuidance: (guidance: FingerGuidance) => void;
  readonly onSubject: (subject: 'present' | 'notPresent') => void;
}

export interface TakenFinger {
  readonly finger: FingerFeatures;
  /** 0 to 100 where the sensor judges it. */
  readonly quality: number | null;
  readonly badTries: number;
}

export type CaptureFault = SensorFault | 'notPlaced' | 'cancelled' | 'badQuality' | 'sensorDirty';

/**
 * Guides one finger through all placements. It begins on an empty glass: a print that the last visitor left behind must
 * never be taken for a finger.
 */
export async function takeFinger(sensor: FingerSensor, capture: Capture): Promise<Result<TakenFinger, CaptureFault>> {
  const { tries, onGuidance } = capture;
  let badTries = 0;
  let placed = 0;
  while (badTries < tries) {
    const cleared = await waitUntilGone(sensor, capture);
    if (!cleared.ok) return cleared;
    const step = await takePlacement(sensor, capture, placed + 1);
    if (!step.ok) return step;
    if (step.value.kind === 'taken') return ok({ ...step.value, badTries });
    if (step.value.kind === 'good') {
      placed += 1;
      continue;
    }
    badTries += 1;
    if (step.value.isMismatch) placed = 0;
    if (badTries < tries) {
      const { guidances } = step.value.poor;
      onGuidance(guidances[(badTries - 1) % guidances.length] ?? guidances[0]);
      await delay(capture.clock, capture.delays.hintMs, capture.signal);
    }
  }
  // Something that never leaves is no finger.
  const gone = await waitUntilGone(sensor, capture);
  return gone.ok ? err('badQuality') : gone;
}

type Placement =
  | { readonly kind: 'good' }
  | { readonly kind: 'taken'; readonly finger: FingerFeatures; readonly quality: number | null }
  | { readonly kind: 'poor'; readonly poor: Poor; readonly isMismatch: boolean };

async function takePlacement(
  sensor: FingerSensor,
  capture: Capture,
  placement: number,
): Promise<Result<Placement, CaptureFault>> {
  capture.onGuidance('place');
  const seen = await waitForFinger(sensor, capture);
  if (!seen.ok) return seen;
  capture.onGuidance('hold');
  const extracted = seen.value.kind === 'poor' ? ok(seen.value) : await sensor.extract(placement);
  if (!extracted.ok) return extracted;
  if (extracted.value.kind === 'poor') return ok({ kind: 'poor', poor: extracted.value, isMismatch: false });
  if (placement < sensor.placements) return ok({ kind: 'good' });
  const collected = await sensor.collect();
  if (!collected.ok) return collected;
  if (collected.value.kind === 'poor') return ok({ kind: 'poor', poor: collected.value, isMismatch: true });
  return ok({ kind: 'taken', finger: collected.value.finger, quality: collected.value.quality });
}

async function waitForFinger(
  sensor: FingerSensor,
  { clock, delays, signal, onSubject }: Capture,
): Promise<Result<{ kind: 'finger' } | Poor, CaptureFault>> {
  const deadlineMs = clock.monotonicMs() + delays.placeTimeoutMs;
  while (!signal.aborted) {
    const seen = await sensor.look();
    if (!seen.ok) return seen;
    if (seen.value.kind !== 'noFinger') {
      onSubject('present');
      return ok(seen.value);
    }
    if (clock.monotonicMs() >= deadlineMs) return err('notPlaced');
    await delay(clock, delays.pollMs, signal);
  }
  return err('cancelled');
}

/** Asks to lift what lies on the glass; `sensorDirty` when it stays. */
async function waitUntilGone(
  sensor: FingerSensor,
  { clock, delays, signal, onGuidance, onSubject }: Capture,
): Promise<Result<void, CaptureFault>> {
  const deadlineMs = clock.monotonicMs() + delays.liftTimeoutMs;
  let isAsked = false;
  while (!signal.aborted) {
    const seen = await sensor.look();
    if (!seen.ok) return seen;
    onSubject(seen.value.kind === 'noFinger' ? 'notPresent' : 'present');
    if (seen.value.kind === 'noFinger') return ok(undefined);
    if (!isAsked) onGuidance('lift');
    isAsked = true;
    if (clock.monotonicMs() >= deadlineMs) return err('sensorDirty');
    await delay(clock, delays.pollMs, signal);
  }
  return err('cancelled');
}
