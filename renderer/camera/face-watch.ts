import type { PhotoKind } from '../../main/contract/photo-profile.ts';
import type { CameraFault, LiveCameraView } from './camera.ts';
import { examineFrame } from './examine-frame.ts';
import { startFaceDetector, type FaceDetector } from './face-detector.ts';
import { keepCamera } from './kept-camera.ts';
import type { Hint } from './quality.ts';

export interface FaceWatchListener {
  /** The camera shows a picture, for the first time or again after a fault. */
  readonly onLive: () => void;
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

/** Shows the camera in `video`, checks frame after frame and tells the listener the one thing to put right. */
export function watchFace(
  video: HTMLVideoElement,
  view: LiveCameraView,
  kind: PhotoKind,
  listener: FaceWatchListener,
): FaceWatch {
  const over = new AbortController();
  let photoWanted = false;
  let isMoving = false;
  /** Rises with every fault: a frame from before one is not used after it. */
  let faults = 0;
  const fail = (fault: CameraFault): void => {
    photoWanted = false;
    faults += 1;
    if (!over.signal.aborted) listener.onFault(fault);
  };
  void keepCamera(video, view, over.signal, {
    onLive: listener.onLive,
    onFault: fail,
    onMoving: (moves) => (isMoving = moves),
  });
  void checkAll();
  return {
    take: () => (photoWanted = true),
    stop: () => over.abort(),
  };

  async function checkAll(): Promise<void> {
    const detector = await startFaceDetector();
    // Without its check there is no photo: to the visitor the same as no camera.
    if (!detector) return failForGood();
    over.signal.addEventListener('abort', () => detector.close(), { once: true });
    if (over.signal.aborted) return detector.close();
    while (!over.signal.aborted) {
      if (!(await check(detector))) return failForGood();
      await new Promise((resolve) => setTimeout(resolve, CHECK_PAUSE_MS));
    }
  }

  function failForGood(): void {
    fail('absent');
    over.abort();
  }

  /** False when the detector no longer answers. */
  async function check(detector: FaceDetector): Promise<boolean> {
    if (video.videoWidth === 0) return true;
    // What stands still is either of a moment ago or soon a fault: the photo waits for the next frame that moved.
    const [wanted, faultsBefore] = [photoWanted && isMoving, faults];
    // A camera that goes away in this moment has no picture; its stream says so by itself.
    const frame = await createImageBitmap(video).catch(() => null);
    if (!frame) return true;
    try {
      const examined = await examineFrame(frame, detector, { kind, photoWanted: wanted });
      if (over.signal.aborted) return true;
      if (!examined) return false;
      if (faults !== faultsBefore) return true;
      listener.onHint(examined.hint);
      if (!wanted) return true;
      photoWanted = false;
      if (examined.photo === null) listener.onMissed();
      else listener.onPhoto(examined.photo);
      return true;
    } finally {
      frame.close();
    }
  }
}
