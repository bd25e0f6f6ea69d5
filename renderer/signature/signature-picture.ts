import { signatureBox } from './signature-path.ts';

/** Ball-pen black on white paper, as wide as a pen on a box of this size. */
const INK = '#10141c';
const PEN_WIDTH = 6;

/** The signature as an SVG file. `path` as `pathOf` makes it: nothing in it needs escaping. */
export const signatureSvg = (path: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${signatureBox.width} ${signatureBox.height}">` +
  `<path d="${path}" fill="none" stroke="${INK}" stroke-width="${PEN_WIDTH}" stroke-linecap="round" stroke-linejoin="round"/></svg>`;

/** The same as a PNG of one pixel a unit, on white. Nothing of it stays in a canvas. */
export async function signaturePng(path: string): Promise<Blob> {
  const canvas = new OffscreenCanvas(signatureBox.width, signatureBox.height);
  const context = canvas.getContext('2d', { alpha: false });
  if (!context) throw new Error('no 2d context for the signature');
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.strokeStyle = INK;
  context.lineWidth = PEN_WIDTH;
  context.lineCap = 'round';
  context.lineJoin = 'round';
  context.stroke(new Path2D(path));
  try {
    return await canvas.convertToBlob({ type: 'image/png' });
  } finally {
    context.clearRect(0, 0, canvas.width, canvas.height);
  }
}
