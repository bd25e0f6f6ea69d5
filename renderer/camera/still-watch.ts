import type { PhotoKind } from '../../main/contract/photo-profile.ts';
import type { Result } from '../../main/contract/result.ts';
import type { StillCameraError } from '../../main/contract/still-picture.ts';
import type { CameraFault } from './camera.ts';
import { examineFrame } from './examine-frame.ts';
import { startFaceDetector, type FaceDetector } from './face-detector.ts';
import type { Hint } from './quality.ts';

/** Asks the kiosk for a picture of its serial camera: base64 JPEG. */
export type TakePicture = (signal: AbortSignal) => Promise<Result<string, StillCameraError>>;

/** What became of one picture. */
export type StillOutcome =
  | { readonly kind: 'photo'; readonly jpegBase64: string }
  /** What to put right before the next one. */
  | { readonly kind: 'hint'; readonly hint: Hint }
  /** The picture came broken; the next one may not. */
  | { readonly kind: 'badPicture' }
  | { readonly kind: 'fault'; readonly fault: CameraFault };

export interface StillWatch {
  /** Takes one picture, draws it into `canvas` and checks it. Null when the visitor has left meanwhile. */
  take(canvas: HTMLCanvasElement): Promise<StillOutcome | null>;
  /** Forgets the picture and ends the detector. */
  stop(): void;
}

/** A camera that gives one picture when it is asked. The detector starts at once, so that it is there for the first one. */
export function watchStills(takePicture: TakePicture, kind: PhotoKind): StillWatch {
  const over = new AbortController();
  const starting = startFaceDetector();
  over.signal.addEventListener('abort', () => void starting.then((detector) => detector?.close()), { once: true });

  async function take(canvas: HTMLCanvasElement): Promise<StillOutcome> {
    const taken = await takePicture(over.signal);
    if (!taken.ok) return outcomeOf(taken.error);
    const frame = await pictureOf(taken.value);
    if (!frame) return { kind: 'badPicture' };
    try {
      if (!over.signal.aborted) draw(frame, canvas);
      const detector = await starting;
      // Without its check there is no photo: to the visitor the same as no camera.
      return (detector && (await examine(frame, detector))) ?? { kind: 'fault', fault: 'absent' };
    } finally {
      frame.close();
    }
  }

  async function examine(frame: ImageBitmap, detector: FaceDetector): Promise<StillOutcome | null> {
    const examined = await examineFrame(frame, detector, { kind, photoWanted: true });
    if (!examined) return null;
    const { photo, hint } = examined;
    return photo === null ? { kind: 'hint', hint } : { kind: 'photo', jpegBase64: photo };
  }

  return {
    async take(canvas) {
      const outcome = await take(canvas);
      if (!over.signal.aborted) return outcome;
      draw(null, canvas);
      return null;
    },
    stop: () => over.abort(),
  };
}

/** The same words as for a camera with a live picture: which wire it hangs on is nothing to the visitor. */
function outcomeOf(error: StillCameraError): StillOutcome {
  switch (error) {
    case 'badPicture':
    case 'cancelled':
      return { kind: 'badPicture' };
    case 'offline':
      return { kind: 'fault', fault: 'lost' };
    case 'cameraFault':
      return { kind: 'fault', fault: 'fault' };
  }
}

async function pictureOf(jpegBase64: string): Promise<ImageBitmap | null> {
  const bytes = Uint8Array.from(atob(jpegBase64), (character) => character.charCodeAt(0));
  try {
    return await createImageBitmap(new Blob([bytes], { type: 'image/jpeg' }));
  } catch {
    return null;
  } finally {
    bytes.fill(0);
  }
}

function draw(frame: ImageBitmap | null, canvas: HTMLCanvasElement): void {
  canvas.width = frame?.width ?? 1;
  canvas.height = frame?.height ?? 1;
  if (frame) canvas.getContext('2d')?.drawImage(frame, 0, 0);
}
