import { cropFor, idPhotoSize, marksOf, middleSquare } from './face-crop.ts';
import type { Detection } from './face-detector.ts';

/** First the quality of GA/T 461 and better, then less, until the photo is small enough to send. */
const QUALITIES = [0.85, 0.7, 0.5] as const;
/** What the photo may weigh in a submission. */
const LARGEST_PHOTO_BYTES = 200_000;

/** The visitor's head and shoulders as base64 JPEG, 358 × 441; null when the landmarks do not make a face. */
export async function idPhotoOf(frame: ImageBitmap, { landmarks }: Detection): Promise<string | null> {
  const size = { widthPx: frame.width, heightPx: frame.height };
  const square = middleSquare(size);
  const face = marksOf(
    landmarks.map(({ x, y }) => ({ x: square.x + x * square.width, y: square.y + y * square.height })),
  );
  if (!face) return null;
  const crop = cropFor(face, size);
  const canvas = new OffscreenCanvas(idPhotoSize.widthPx, idPhotoSize.heightPx);
  const context = canvas.getContext('2d');
  if (!context) return null;
  context.imageSmoothingQuality = 'high';
  context.drawImage(frame, crop.x, crop.y, crop.width, crop.height, 0, 0, canvas.width, canvas.height);
  try {
    for (const quality of QUALITIES) {
      const jpeg = await canvas.convertToBlob({ type: 'image/jpeg', quality });
      if (jpeg.size <= LARGEST_PHOTO_BYTES) return base64Of(new Uint8Array(await jpeg.arrayBuffer()));
    }
    return null;
  } finally {
    context.clearRect(0, 0, canvas.width, canvas.height);
  }
}

function base64Of(bytes: Uint8Array): string {
  // In pieces: a call with 200 000 arguments overflows the stack.
  let text = '';
  for (let at = 0; at < bytes.length; at += 8_192) text += String.fromCharCode(...bytes.subarray(at, at + 8_192));
  bytes.fill(0);
  return btoa(text);
}
