import { comparisonPhoto, photoProfiles, type PhotoKind, type Range } from '../../main/contract/photo-profile.ts';
import { err, ok, type Result } from '../../main/contract/result.ts';
import { comparisonCrop } from './comparison-crop.ts';
import type { Head } from './head.ts';
import { withDensity } from './jpeg-density.ts';
import { photoCrop, type CropFault } from './photo-crop.ts';
import type { PixelBox } from './picture-measures.ts';

/** `fileSize`: at no quality does the file have a size that the profile allows. */
export type PhotoFault = CropFault | 'fileSize';

interface Plan {
  readonly widthPx: number;
  readonly heightPx: number;
  /** Null: no matter. */
  readonly dpi: number | null;
  readonly qualities: readonly number[];
  readonly bytes: Range;
}

/** Which part of the frame becomes the photo, before any pixel is touched. */
export function cropOf(
  kind: PhotoKind,
  head: Head,
  frame: { readonly widthPx: number; readonly heightPx: number },
): Result<PixelBox, CropFault> {
  return kind === 'comparison' ? ok(comparisonCrop(head, frame)) : photoCrop(head, frame, photoProfiles[kind]);
}

/** The photo as base64 JPEG. Nothing of it stays in a canvas. */
export async function photoOf(
  frame: ImageBitmap,
  crop: PixelBox,
  kind: PhotoKind,
): Promise<Result<string, 'fileSize'>> {
  const plan = planOf(kind);
  const canvas = new OffscreenCanvas(plan.widthPx, plan.heightPx);
  const context = canvas.getContext('2d', { alpha: false });
  if (!context) throw new Error('no 2d context for the photo');
  context.imageSmoothingQuality = 'high';
  context.drawImage(frame, crop.x, crop.y, crop.width, crop.height, 0, 0, canvas.width, canvas.height);
  try {
    for (const quality of plan.qualities) {
      const jpeg = await canvas.convertToBlob({ type: 'image/jpeg', quality });
      if (jpeg.size < plan.bytes.least || jpeg.size > plan.bytes.most) continue;
      const bytes = new Uint8Array(await jpeg.arrayBuffer());
      return ok(base64Of(plan.dpi === null ? bytes : withDensity(bytes, plan.dpi)));
    }
    return err('fileSize');
  } finally {
    context.clearRect(0, 0, canvas.width, canvas.height);
  }
}

function planOf(kind: PhotoKind): Plan {
  if (kind !== 'comparison') return photoProfiles[kind];
  return { ...comparisonPhoto, dpi: null, bytes: { least: 1, most: comparisonPhoto.mostBytes } };
}

function base64Of(bytes: Uint8Array): string {
  // In pieces: a call with 200 000 arguments overflows the stack.
  let text = '';
  for (let at = 0; at < bytes.length; at += 8_192) text += String.fromCharCode(...bytes.subarray(at, at + 8_192));
  bytes.fill(0);
  return btoa(text);
}
