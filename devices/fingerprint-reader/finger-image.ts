import type { FingerGuidance } from '../../main/contract/finger.ts';

/** What a grey image tells of how the finger lies, without knowing whose it is. */
export interface FingerPlacement {
  /** The share of dark pixels: about a third under a finger that lies well. */
  readonly coverage: number;
  /** How far the middle of what is dark lies from the middle of the glass; 1 is its edge. */
  readonly offCentre: number;
}

/** Half way between the glass and a ridge, on the scale of 8 bits. */
const DARK_BELOW = 128;
/** Unverified thresholds: a dry or light finger, a wet or heavy one, and one that misses the middle. */
const LIGHT_BELOW = 0.15;
const HEAVY_ABOVE = 0.45;
const ASIDE_ABOVE = 0.35;

/** Of 8 bits a pixel, row by row. */
export function placementOf(image: Uint8Array, width: number, height: number): FingerPlacement {
  let [dark, sumX, sumY] = [0, 0, 0];
  for (let at = 0; at < width * height; at += 1) {
    if ((image[at] ?? 255) >= DARK_BELOW) continue;
    dark += 1;
    sumX += at % width;
    sumY += Math.floor(at / width);
  }
  const asideX = dark === 0 ? 0 : Math.abs((sumX / dark / (width - 1)) * 2 - 1);
  const asideY = dark === 0 ? 0 : Math.abs((sumY / dark / (height - 1)) * 2 - 1);
  return { coverage: dark / (width * height), offCentre: Math.max(asideX, asideY) };
}

/** What would make the image better. */
export function remedyFor({ coverage, offCentre }: FingerPlacement): FingerGuidance {
  if (offCentre > ASIDE_ABOVE) return 'moveToCentre';
  if (coverage < LIGHT_BELOW) return 'pressHarder';
  return coverage > HEAVY_ABOVE ? 'pressLighter' : 'wipeFinger';
}
