import type { Point } from './face-detector-worker.ts';

/**
 * Where a head is, in pixels of the frame. Eyes, chin and face come from the detector; the top of the hair and the width
 * of the head do not, and are estimated from them. Good for framing a photo, no check of its lawfulness: an officer's eye
 * or the document authority's own check decides.
 */
export interface Head {
  /** Middle between the eyes. */
  readonly eyes: Point;
  /** From ear to ear along the cheekbones. */
  readonly faceWidthPx: number;
  readonly chinY: number;
  /** Estimated. */
  readonly hairTopY: number;
  /** Estimated. */
  readonly headWidthPx: number;
}

/** The eyes lie half-way between crown and chin; the hair adds about a twentieth. Tall hair adds more, a bald head nothing. */
const HAIR_ABOVE_EYES = 1.05;
/** A head is widest above the ears, where no landmark is: about a twelfth more than the cheekbones. */
const HEAD_PER_FACE_WIDTH = 1.085;

const middle = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Points of the 68-point scheme (iBUG 300-W): 0 to 16 the jaw from ear to ear with the chin at 8, 36 to 47 the eyes. */
export function headOf(landmarks: readonly Point[]): Head | null {
  const [leftEar, rightEar, chin] = [landmarks[0], landmarks[16], landmarks[8]];
  const eyePoints = landmarks.slice(36, 48);
  if (!leftEar || !rightEar || !chin || eyePoints.length < 12) return null;
  const eyes = { x: middle(eyePoints.map(({ x }) => x)), y: middle(eyePoints.map(({ y }) => y)) };
  const faceWidthPx = Math.hypot(rightEar.x - leftEar.x, rightEar.y - leftEar.y);
  return {
    eyes,
    faceWidthPx,
    chinY: chin.y,
    hairTopY: eyes.y - HAIR_ABOVE_EYES * (chin.y - eyes.y),
    headWidthPx: HEAD_PER_FACE_WIDTH * faceWidthPx,
  };
}
