import { middleSquare } from './face-crop.ts';
import type { CameraStream } from './camera-stream.ts';
import { openCamera, type CameraFault, type CameraSource } from './camera.ts';
import { startFaceDetector, type FaceDetector } from './face-detector.ts';
import { hashOf, watchForFrozen } from './frozen-watch.ts';
import { idPhotoOf } from './id-photo.ts';
import { hintFor, type Hint } from './quality.ts';

export interface FaceWatchListener {
  readonly onHint: (hint: Hint) => void;
  readonly onPhoto: (jpegBase64: string) => void;
  /** A photo was asked for, but the visitor had moved. */
  readonly onMissed: () => void;
  readonly onFault: (fault: CameraFault) => void;
}

export interface FaceWatch {
  /** Makes a photo of the next frame, if that frame is good. */
  take(): void;
  /** Switches the camera off and forgets every frame. */
  stop(): void;
}

/** Rest between two checks, so that a slow machine still paints the preview. */
const CHECK_PAUSE_MS = 120;
const FROZEN_CHECK_MS = 400;
/** The detector looks at a square of this side; finer detail only costs time. */
const CHECK_PX = 416;

/** Shows the camera in `video`, checks frame after frame and tells the listener the one thing to put right. */
export function watchFace(video: HTMLVideoElement, source: CameraSource, listener: FaceWatchListener): FaceWatch {
  const over = new AbortController();
  let photoWanted = false;
  const fail = (fault: CameraFault): void => {
    if (over.signal.aborted) return;
    over.abort();
    listener.onFault(fault);
  };
  void run();
  return {
    take: () => (photoWanted = true),
    stop: () => over.abort(),
  };

  async function run(): Promise<void> {
    const opened = await showCamera(video, source, over.signal, fail);
    if (!opened) return;
    const detector = await startFaceDetector();
    // Without its check there is no photo: to the visitor the same as no camera.
    if (!detector) return fail('absent');
    over.signal.addEventListener('abort', () => detector.close(), { once: true });
    if (over.signal.aborted) return detector.close();
    while (!over.signal.aborted) {
      if (!(await check(detector))) return fail('absent');
      await rest(CHECK_PAUSE_MS);
    }
  }

  /** False when the detector no longer answers. */
  async function check(detector: FaceDetector): Promise<boolean> {
    if (video.videoWidth === 0) return true;
    const wanted = photoWanted;
    const frame = await createImageBitmap(video);
    try {
      const detection = await detector.detect(await smallSquare(frame));
      if (over.signal.aborted) return true;
      if (!detection) return false;
      const hint = hintFor(detection.measurement);
      listener.onHint(hint);
      if (!wanted) return true;
      photoWanted = false;
      const photo = hint === 'good' ? await idPhotoOf(frame, detection) : null;
      if (over.signal.aborted) return true;
      if (photo === null) listener.onMissed();
      else listener.onPhoto(photo);
      return true;
    } finally {
      frame.close();
    }
  }
}

/** Opens the camera, once more when its picture freezes, and keeps it off once the watch is over. */
async function showCamera(
  video: HTMLVideoElement,
  source: CameraSource,
  signal: AbortSignal,
  fail: (fault: CameraFault) => void,
): Promise<boolean> {
  let camera: CameraStream | null = null;
  const open = async (): Promise<boolean> => {
    const opened = await openCamera(source, () => fail('lost'));
    if (!opened.ok) {
      fail(opened.error);
      return false;
    }
    if (signal.aborted) {
      opened.value.stop();
      return false;
    }
    camera = opened.value;
    video.srcObject = camera.stream;
    await video.play().catch(() => {});
    return true;
  };
  const close = (): void => {
    camera?.stop();
    camera = null;
    video.srcObject = null;
  };
  signal.addEventListener('abort', close, { once: true });
  if (!(await open())) return false;
  void watchFreshness();
  return true;

  async function watchFreshness(): Promise<void> {
    for (const mayRestart of [true, false]) {
      await untilFrozen(video, signal);
      if (signal.aborted) return;
      if (!mayRestart) return fail('frozen');
      close();
      if (!(await open())) return;
    }
  }
}

async function untilFrozen(video: HTMLVideoElement, signal: AbortSignal): Promise<void> {
  const watch = watchForFrozen();
  while (!signal.aborted) {
    if (watch.note(frameHash(video), performance.now())) return;
    await rest(FROZEN_CHECK_MS);
  }
}

/** A part of the frame at full size: shrinking would average the sensor's noise away. */
const PATCH_PX = 64;

function frameHash(video: HTMLVideoElement): number {
  const context = new OffscreenCanvas(PATCH_PX, PATCH_PX).getContext('2d', { willReadFrequently: true });
  if (!context || video.videoWidth === 0) return 0;
  const [x, y] = [(video.videoWidth - PATCH_PX) / 2, (video.videoHeight - PATCH_PX) / 2];
  context.drawImage(video, x, y, PATCH_PX, PATCH_PX, 0, 0, PATCH_PX, PATCH_PX);
  const { data } = context.getImageData(0, 0, PATCH_PX, PATCH_PX);
  const hash = hashOf(data);
  data.fill(0);
  return hash;
}

function smallSquare(frame: ImageBitmap): Promise<ImageBitmap> {
  const { x, y, width, height } = middleSquare({ widthPx: frame.width, heightPx: frame.height });
  const size = { resizeWidth: CHECK_PX, resizeHeight: CHECK_PX, resizeQuality: 'medium' } as const;
  return createImageBitmap(frame, x, y, width, height, size);
}

const rest = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
