import { openCamera, watchForCamera, type CameraFault, type LiveCameraView } from './camera.ts';
import type { CameraStream } from './camera-stream.ts';
import { DOUBTFUL_AFTER_MS, FROZEN_AFTER_MS, hashOf, watchForFrozen } from './frozen-watch.ts';

export interface KeptCameraListener {
  /** A picture is shown, for the first time or again. */
  readonly onLive: () => void;
  /** Nothing is shown any more: no standing picture, no black one. It is opened again when it may be there. */
  readonly onFault: (fault: CameraFault) => void;
  /** Whether the picture moves, told again and again while it is shown. */
  readonly onMoving: (isMoving: boolean) => void;
}

/** A granted camera opens in two seconds; a question that nobody at an unattended kiosk answers counts as refused. */
const OPEN_TIMEOUT_MS = 15_000;
/** A stream that stood still is opened anew within this time, or it is a fault. */
const RESTART_TIMEOUT_MS = 3_000;
/** A restart that held this long has helped, and the next standing still may be mended by another. */
const RESTART_HELPED_MS = 30_000;
/** Some cameras are held by another program, and no event tells when that lets go. */
const TRY_AGAIN_MS = 10_000;
const FROZEN_CHECK_MS = 400;

/** Shows the camera in `video` until `signal` aborts: mends what stands still once, and comes back after a plug was pulled. */
export async function keepCamera(
  video: HTMLVideoElement,
  view: LiveCameraView,
  signal: AbortSignal,
  listener: KeptCameraListener,
): Promise<void> {
  let isToldOfFault = false;
  const onLive = (): void => {
    isToldOfFault = false;
    listener.onLive();
  };
  while (!signal.aborted) {
    const fault = await showUntilFault(video, view, signal, { ...listener, onLive });
    if (signal.aborted) return;
    // That it is still not there is no news.
    if (!isToldOfFault) listener.onFault(fault);
    isToldOfFault = true;
    await untilItMayBeBack(view, fault, signal);
  }
}

async function showUntilFault(
  video: HTMLVideoElement,
  view: LiveCameraView,
  signal: AbortSignal,
  listener: Pick<KeptCameraListener, 'onLive' | 'onMoving'>,
): Promise<CameraFault> {
  for (let isRestart = false; ; isRestart = true) {
    const end = new AbortController();
    const opened = await openCamera(view, isRestart ? RESTART_TIMEOUT_MS : OPEN_TIMEOUT_MS, () => end.abort());
    if (!opened.ok) return isRestart ? 'frozen' : opened.error;
    const since = performance.now();
    const fault = await show(video, opened.value, AbortSignal.any([signal, end.signal]), listener);
    const helped = performance.now() - since >= RESTART_HELPED_MS;
    if (fault === 'lost' || (isRestart && !helped)) return fault;
  }
}

/** Until the signal aborts, which is a loss, or the picture stands still. */
async function show(
  video: HTMLVideoElement,
  camera: CameraStream,
  signal: AbortSignal,
  { onLive, onMoving }: Pick<KeptCameraListener, 'onLive' | 'onMoving'>,
): Promise<'lost' | 'frozen'> {
  try {
    if (signal.aborted) return 'lost';
    video.srcObject = camera.stream;
    await video.play().catch(() => {});
    if (!signal.aborted) onLive();
    const watch = watchForFrozen();
    while (!signal.aborted) {
      const standingMs = watch.note(frameHash(video), performance.now());
      onMoving(standingMs < DOUBTFUL_AFTER_MS);
      if (standingMs >= FROZEN_AFTER_MS) return 'frozen';
      await rest(FROZEN_CHECK_MS, signal);
    }
    return 'lost';
  } finally {
    camera.stop();
    video.srcObject = null;
  }
}

/** Until something was plugged in, or it is time to try again by itself. */
async function untilItMayBeBack(view: LiveCameraView, fault: CameraFault, signal: AbortSignal): Promise<void> {
  const changed = new AbortController();
  const stop = watchForCamera(view, () => changed.abort());
  const mayComeBySelf = fault === 'absent' || fault === 'lost';
  await rest(mayComeBySelf ? TRY_AGAIN_MS : null, AbortSignal.any([signal, changed.signal]));
  stop();
}

/** Parts of the frame at full size: shrinking would average the sensor's noise away. */
const PATCH_PX = 32;
/** Three by three of them all over the frame: where it is quite white or quite black there is no noise. */
const PATCHES_ACROSS = 3;

function frameHash(video: HTMLVideoElement): number {
  const side = PATCH_PX * PATCHES_ACROSS;
  const context = new OffscreenCanvas(side, side).getContext('2d', { willReadFrequently: true });
  if (!context || video.videoWidth === 0) return 0;
  for (let patch = 0; patch < PATCHES_ACROSS ** 2; patch += 1) {
    const [column, row] = [patch % PATCHES_ACROSS, Math.floor(patch / PATCHES_ACROSS)];
    const x = ((column + 0.5) / PATCHES_ACROSS) * video.videoWidth - PATCH_PX / 2;
    const y = ((row + 0.5) / PATCHES_ACROSS) * video.videoHeight - PATCH_PX / 2;
    context.drawImage(video, x, y, PATCH_PX, PATCH_PX, column * PATCH_PX, row * PATCH_PX, PATCH_PX, PATCH_PX);
  }
  const { data } = context.getImageData(0, 0, side, side);
  const hash = hashOf(data);
  data.fill(0);
  return hash;
}

/** Rests for a time, or until the signal; null rests until the signal. */
function rest(ms: number | null, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const finish = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', finish);
      resolve();
    };
    const timer = ms === null ? undefined : setTimeout(finish, ms);
    signal.addEventListener('abort', finish, { once: true });
  });
}
