import type { PhotoKind } from '../../main/contract/photo-profile.ts';
import { middleSquare } from './comparison-crop.ts';
import type { FaceDetector } from './face-detector.ts';
import { headOf } from './head.ts';
import { cropOf, photoOf, type PhotoFault } from './photo.ts';
import { hintFor, type Hint } from './quality.ts';

export interface Examined {
  readonly hint: Hint;
  /** Base64 JPEG; null when none was wanted or the frame is not good. */
  readonly photo: string | null;
}

/** The detector looks at a square of this side; finer detail only costs time. */
const CHECK_PX = 416;

/** What helps against a frame out of which the photo cannot be cut. */
const hintAgainst: Readonly<Record<PhotoFault, Hint>> = {
  tooFar: 'tooFar',
  tooClose: 'tooNear',
  offCentre: 'offCentre',
  // Turning the head makes the face narrower and not shorter.
  proportions: 'turned',
  // A picture without any detail is a blurred one.
  fileSize: 'blurred',
};

/** Checks one frame, and makes the photo of it when it is good and one is wanted. Null when the detector is broken. */
export async function examineFrame(
  frame: ImageBitmap,
  detector: FaceDetector,
  { kind, photoWanted }: { readonly kind: PhotoKind; readonly photoWanted: boolean },
): Promise<Examined | null> {
  const size = { widthPx: frame.width, heightPx: frame.height };
  const square = middleSquare(size);
  const detection = await detector.detect(await smallSquare(frame));
  if (!detection) return null;
  const hint = hintFor(detection.measurement);
  if (hint !== 'good') return { hint, photo: null };
  const head = headOf(
    detection.landmarks.map(({ x, y }) => ({ x: square.x + x * square.width, y: square.y + y * square.height })),
  );
  if (!head) return { hint: 'noFace', photo: null };
  const crop = cropOf(kind, head, size);
  if (!crop.ok) return { hint: hintAgainst[crop.error], photo: null };
  if (!photoWanted) return { hint, photo: null };
  const photo = await photoOf(frame, crop.value, kind);
  return photo.ok ? { hint, photo: photo.value } : { hint: hintAgainst[photo.error], photo: null };
}

function smallSquare(frame: ImageBitmap): Promise<ImageBitmap> {
  const { x, y, width, height } = middleSquare({ widthPx: frame.width, heightPx: frame.height });
  const size = { resizeWidth: CHECK_PX, resizeHeight: CHECK_PX, resizeQuality: 'medium' } as const;
  return createImageBitmap(frame, x, y, width, height, size);
}
