import type { PixelBox } from './picture-measures.ts';

/** ID card photo, GA/T 461: 358 × 441 px, face width 207 px. */
export const idPhotoSize = { widthPx: 358, heightPx: 441 } as const;
const FACE_WIDTH_PX = 207;
/** GA/T 461 wants the eyes at least 207 px above the lower edge, and room for hair above: 245 px does both. */
const EYES_ABOVE_EDGE_PX = 245;

export interface FaceMarks {
  /** Middle between the eyes, in frame pixels. */
  readonly eyes: { readonly x: number; readonly y: number };
  /** From ear to ear. */
  readonly faceWidthPx: number;
}

/**
 * The part of the frame that becomes the photo: head and shoulders in the proportions of an ID photo. Moved, then
 * shrunk, to stay inside the frame, so that no edge is ever invented.
 */
export function cropFor(face: FaceMarks, frame: { readonly widthPx: number; readonly heightPx: number }): PixelBox {
  const perPhotoPixel = Math.min(
    face.faceWidthPx / FACE_WIDTH_PX,
    frame.widthPx / idPhotoSize.widthPx,
    frame.heightPx / idPhotoSize.heightPx,
  );
  const width = idPhotoSize.widthPx * perPhotoPixel;
  const height = idPhotoSize.heightPx * perPhotoPixel;
  return {
    x: clamp(face.eyes.x - width / 2, frame.widthPx - width),
    y: clamp(face.eyes.y - (idPhotoSize.heightPx - EYES_ABOVE_EDGE_PX) * perPhotoPixel, frame.heightPx - height),
    width,
    height,
  };
}

const clamp = (value: number, most: number): number => Math.max(0, Math.min(most, value));

/** The middle of the frame: what the oval guide shows, and all that is checked. */
export function middleSquare({ widthPx, heightPx }: { readonly widthPx: number; readonly heightPx: number }): PixelBox {
  const side = Math.min(widthPx, heightPx);
  return { x: (widthPx - side) / 2, y: (heightPx - side) / 2, width: side, height: side };
}

const middle = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Points of the 68-point scheme (iBUG 300-W): 0 to 16 the jaw from ear to ear, 36 to 47 the eyes. */
export function marksOf(landmarks: readonly { readonly x: number; readonly y: number }[]): FaceMarks | null {
  const [leftEar, rightEar] = [landmarks[0], landmarks[16]];
  const eyes = landmarks.slice(36, 48);
  if (!leftEar || !rightEar || eyes.length < 12) return null;
  return {
    eyes: { x: middle(eyes.map(({ x }) => x)), y: middle(eyes.map(({ y }) => y)) },
    faceWidthPx: Math.hypot(rightEar.x - leftEar.x, rightEar.y - leftEar.y),
  };
}
