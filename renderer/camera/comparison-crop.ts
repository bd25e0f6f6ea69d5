import { comparisonPhoto } from '../../main/contract/photo-profile.ts';
import type { Head } from './head.ts';
import type { PixelBox } from './picture-measures.ts';

/**
 * The part of the frame that is compared with the photo on record: head and shoulders in the proportions of an ID photo.
 * Moved, then shrunk, to stay inside the frame, so that no edge is ever invented and every face gives a picture.
 */
export function comparisonCrop(
  face: Pick<Head, 'eyes' | 'faceWidthPx'>,
  frame: { readonly widthPx: number; readonly heightPx: number },
): PixelBox {
  const { widthPx, heightPx, faceWidthPx, belowEyesPx } = comparisonPhoto;
  const perPhotoPixel = Math.min(face.faceWidthPx / faceWidthPx, frame.widthPx / widthPx, frame.heightPx / heightPx);
  const width = widthPx * perPhotoPixel;
  const height = heightPx * perPhotoPixel;
  return {
    x: clamp(face.eyes.x - width / 2, frame.widthPx - width),
    y: clamp(face.eyes.y - (heightPx - belowEyesPx) * perPhotoPixel, frame.heightPx - height),
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
