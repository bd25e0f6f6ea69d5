import { mostSignaturePoints } from '../../main/contract/signature-strokes.ts';
import type { SignatureStrokes } from '../../main/contract/visitor-event.ts';
import { signatureBox } from './signature-path.ts';

export interface RecordedPoint {
  /** In the box of the signature; what lies outside is drawn to its edge. */
  readonly x: number;
  readonly y: number;
  /** Of any clock that does not jump. */
  readonly atMs: number;
  /** 0 to 1. */
  readonly pressure: number;
}

const LONGEST_MS = 3_600_000;
const inside = (value: number, most: number): number => Math.round(Math.min(most, Math.max(0, value)));

/**
 * The strokes as they go into the evidence: whole box units, whole milliseconds since the first touch, pressure in
 * hundredths. Thinned out evenly when there are more points than the contract takes; ends of strokes stay.
 */
export function strokeRecord(strokes: readonly (readonly RecordedPoint[])[]): SignatureStrokes {
  const drawn = strokes.filter((points) => points.length > 0);
  const startMs = drawn[0]?.[0]?.atMs ?? 0;
  const count = drawn.reduce((sum, points) => sum + points.length, 0);
  // The first and last point of each stroke are kept besides.
  const every = Math.max(1, Math.ceil(count / Math.max(1, mostSignaturePoints - 2 * drawn.length)));
  return drawn.map((points) =>
    points
      .filter((_, index) => index % every === 0 || index === points.length - 1)
      .map(({ x, y, atMs, pressure }) => [
        inside(x, signatureBox.width),
        inside(y, signatureBox.height),
        inside(atMs - startMs, LONGEST_MS),
        Math.round(Math.min(1, Math.max(0, pressure)) * 100) / 100,
      ]),
  );
}
