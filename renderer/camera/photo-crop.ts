import type { PhotoProfile, Range } from '../../main/contract/photo-profile.ts';
import { err, ok, type Result } from '../../main/contract/result.ts';
import type { Head } from './head.ts';
import type { PixelBox } from './picture-measures.ts';

/** Why no photo of this profile can be cut out of a frame. */
export type CropFault =
  /** The photo would have to be enlarged so much that it blurs. */
  | 'tooFar'
  /** What must be in the photo does not fit into the frame. */
  | 'tooClose'
  | 'offCentre'
  /** No scale suits both the width and the length of this head: it is turned, bent, or the landmarks are wrong. */
  | 'proportions';

/** A photo may be enlarged this much from the camera's picture; beyond it the eye sees the blur. */
const MOST_ENLARGEMENT = 1.3;

/**
 * The part of the frame that becomes the photo: scaled and placed so that every rule of the profile holds, with the eyes in
 * the middle and no edge invented. Where the rules leave room, it takes their middle.
 */
export function photoCrop(
  head: Head,
  frame: { readonly widthPx: number; readonly heightPx: number },
  profile: PhotoProfile,
): Result<PixelBox, CropFault> {
  const ruled = scalesFor(head, profile);
  if (!ruled) return err('proportions');
  if (ruled.least > MOST_ENLARGEMENT) return err('tooFar');
  const fits = Math.max(profile.widthPx / frame.widthPx, profile.heightPx / frame.heightPx);
  if (fits > ruled.most) return err('tooClose');
  const most = Math.min(ruled.most, MOST_ENLARGEMENT);
  // Each edge of the photo stays in the frame from some scale on, and at every larger one.
  const inside = Math.max(fits, leastScaleInside(head, frame, profile, ruled.least));
  if (!(inside <= most)) return err('offCentre');
  const scale = within({ least: Math.max(ruled.least, inside), most }, (ruled.least + ruled.most) / 2);
  const above = aboveHair(head, profile, scale);
  const height = profile.heightPx / scale;
  const tops = {
    least: Math.max(0, head.hairTopY - above.most / scale),
    most: Math.min(frame.heightPx - height, head.hairTopY - above.least / scale),
  };
  const width = profile.widthPx / scale;
  const top = within(tops, head.hairTopY - (above.least + above.most) / 2 / scale);
  return ok({ x: head.eyes.x - width / 2, y: top, width, height });
}

/** Photo pixels in a pixel of the frame: all scales at which the head has the size that the profile wants. */
function scalesFor(head: Head, profile: PhotoProfile): Range | null {
  const lengthPx = head.chinY - head.hairTopY;
  const rules: [Range | undefined, number][] = [
    [profile.faceWidthPx, head.faceWidthPx],
    [profile.headWidthPx, head.headWidthPx],
    [profile.headLengthPx, lengthPx],
  ];
  let [least, most] = [0, Number.POSITIVE_INFINITY];
  for (const [rule, measured] of rules) {
    if (!(measured > 0)) return null;
    if (!rule) continue;
    least = Math.max(least, rule.least / measured);
    most = Math.min(most, rule.most / measured);
  }
  // Smaller heads leave room for both hair and eyes; where that needs too small a one, the eyes win.
  const [above, below] = [profile.aboveHairPx.least, profile.leastBelowEyesPx ?? 0];
  const bothHold = (profile.heightPx - below - above) / (head.eyes.y - head.hairTopY);
  if (bothHold >= least) most = Math.min(most, bothHold);
  return least <= most ? { least, most } : null;
}

/** What may be above the hair at this scale; less than the profile wants where the eyes would be too low. */
function aboveHair(head: Head, { aboveHairPx, heightPx, leastBelowEyesPx = 0 }: PhotoProfile, scale: number): Range {
  const eyesAllow = heightPx - leastBelowEyesPx - (head.eyes.y - head.hairTopY) * scale;
  const most = Math.min(aboveHairPx.most, eyesAllow);
  return { least: Math.min(aboveHairPx.least, most), most };
}

function leastScaleInside(
  { eyes, hairTopY }: Head,
  frame: { readonly widthPx: number; readonly heightPx: number },
  profile: PhotoProfile,
  leastRuled: number,
): number {
  const { aboveHairPx, heightPx, leastBelowEyesPx = 0 } = profile;
  const eyesWin = heightPx - leastBelowEyesPx - (eyes.y - hairTopY) * leastRuled < aboveHairPx.least;
  const beside = profile.widthPx / 2 / Math.min(eyes.x, frame.widthPx - eyes.x);
  const above = eyesWin ? (heightPx - leastBelowEyesPx) / eyes.y : aboveHairPx.least / hairTopY;
  const below = Math.max(
    (heightPx - aboveHairPx.most) / (frame.heightPx - hairTopY),
    leastBelowEyesPx / (frame.heightPx - eyes.y),
  );
  const needs = [beside, above, below];
  return needs.every((scale) => scale > 0) ? Math.max(...needs) : Number.POSITIVE_INFINITY;
}

const within = ({ least, most }: Range, wanted: number): number => Math.min(most, Math.max(least, wanted));
