/** Grey values of a picture, row by row. */
export interface LumaPicture {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly luma: Uint8ClampedArray;
}

export interface PixelBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** ITU-R BT.601 luma from RGBA bytes. */
export function lumaOf(rgba: Uint8ClampedArray, widthPx: number, heightPx: number): LumaPicture {
  const luma = new Uint8ClampedArray(widthPx * heightPx);
  for (let pixel = 0; pixel < luma.length; pixel += 1) {
    const at = pixel * 4;
    luma[pixel] = 0.299 * (rgba[at] ?? 0) + 0.587 * (rgba[at + 1] ?? 0) + 0.114 * (rgba[at + 2] ?? 0);
  }
  return { widthPx, heightPx, luma };
}

/** Mean grey value, 0 to 255, of the part of the box that lies in the picture; 0 when nothing does. */
export function brightnessOf(picture: LumaPicture, box: PixelBox): number {
  let sum = 0;
  let count = 0;
  forEachPixel(picture, box, 0, (at) => {
    sum += picture.luma[at] ?? 0;
    count += 1;
  });
  return count === 0 ? 0 : sum / count;
}

/**
 * Variance of the Laplacian divided by the variance of the grey values: how much of the contrast is in fine edges.
 * The division makes a dark sharp face count as sharp. 0 for a flat box.
 */
export function sharpnessOf(picture: LumaPicture, box: PixelBox): number {
  const { luma, widthPx } = picture;
  let [count, edgeSum, edgeSquares, sum, squares] = [0, 0, 0, 0, 0];
  forEachPixel(picture, box, 1, (at) => {
    const middle = luma[at] ?? 0;
    const around = (luma[at - 1] ?? 0) + (luma[at + 1] ?? 0) + (luma[at - widthPx] ?? 0) + (luma[at + widthPx] ?? 0);
    const edge = around - 4 * middle;
    count += 1;
    edgeSum += edge;
    edgeSquares += edge * edge;
    sum += middle;
    squares += middle * middle;
  });
  if (count === 0) return 0;
  const contrast = squares / count - (sum / count) ** 2;
  // Less than one grey step of contrast is a wall, not a face.
  return contrast < 1 ? 0 : (edgeSquares / count - (edgeSum / count) ** 2) / contrast;
}

/** Visits the pixels of the box that are at least `margin` inside the picture. */
function forEachPixel(picture: LumaPicture, box: PixelBox, margin: number, visit: (at: number) => void): void {
  const left = Math.max(margin, Math.floor(box.x));
  const right = Math.min(picture.widthPx - margin, Math.ceil(box.x + box.width));
  const top = Math.max(margin, Math.floor(box.y));
  const bottom = Math.min(picture.heightPx - margin, Math.ceil(box.y + box.height));
  for (let y = top; y < bottom; y += 1) for (let x = left; x < right; x += 1) visit(y * picture.widthPx + x);
}
