/** The box that a signature is kept in, whatever the size of the field it was drawn in. */
export const signatureBox = { width: 1000, height: 400 } as const;
/** The longest path that the session takes (main/contract/visitor-event.ts). */
export const LONGEST_PATH = 60_000;

export interface Stroke {
  readonly points: readonly { readonly x: number; readonly y: number }[];
}

/** Points closer than this, in the box, are the trembling of a finger: leaving them out changes nothing to the eye. */
const LEAST_STEP = 3;

/**
 * The strokes as SVG path data in whole numbers, scaled from the field to the box: M and L only. A dot becomes a line
 * of no length, which a round pen draws as a dot. Null when there is nothing; thinned out until it is short enough.
 */
export function pathOf(
  strokes: readonly Stroke[],
  field: { readonly width: number; readonly height: number },
): string | null {
  const drawn = strokes.filter(({ points }) => points.length > 0);
  if (drawn.length === 0 || field.width <= 0 || field.height <= 0) return null;
  const scale = { x: signatureBox.width / field.width, y: signatureBox.height / field.height };
  for (let step = LEAST_STEP; step <= signatureBox.width; step *= 2) {
    const path = drawn.map((stroke) => strokePath(stroke, scale, step)).join('');
    if (path.length <= LONGEST_PATH) return path;
  }
  return null;
}

function strokePath({ points }: Stroke, scale: { readonly x: number; readonly y: number }, leastStep: number): string {
  let path = '';
  let last: { x: number; y: number } | null = null;
  points.forEach((point, index) => {
    const x = inside(point.x * scale.x, signatureBox.width);
    const y = inside(point.y * scale.y, signatureBox.height);
    const isEnd = index === points.length - 1;
    if (last && !isEnd && Math.hypot(x - last.x, y - last.y) < leastStep) return;
    path += `${last ? 'L' : 'M'}${x} ${y}`;
    if (!last && isEnd) path += `L${x} ${y}`;
    last = { x, y };
  });
  return path;
}

const inside = (value: number, most: number): number => Math.round(Math.min(most, Math.max(0, value)));

/** The strokes of path data made by `pathOf`, scaled from the box to the field: a signature shown again. */
export function strokesOf(path: string, field: { readonly width: number; readonly height: number }): Stroke[] {
  const scale = { x: field.width / signatureBox.width, y: field.height / signatureBox.height };
  return path
    .split('M')
    .slice(1)
    .map((stroke) => ({
      points: stroke.split('L').map((pair) => {
        const [x = 0, y = 0] = pair.split(' ').map(Number);
        return { x: x * scale.x, y: y * scale.y };
      }),
    }));
}
