import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { photoProfileIds, photoProfiles, type PhotoProfile } from '../../../main/contract/photo-profile.ts';
import type { Head } from '../../../renderer/camera/head.ts';
import { withDensity } from '../../../renderer/camera/jpeg-density.ts';
import { photoCrop } from '../../../renderer/camera/photo-crop.ts';
import type { PixelBox } from '../../../renderer/camera/picture-measures.ts';

const frame = { widthPx: 1280, heightPx: 720 };
/** Rounding of the arithmetic, far below a pixel. */
const EPSILON = 1e-6;

/** What of the profile a photo breaks, measured from the finished photo and not from how it was made. */
function broken(head: Head, crop: PixelBox, profile: PhotoProfile): string[] {
  const scale = profile.widthPx / crop.width;
  const x = (at: number): number => (at - crop.x) * scale;
  const y = (at: number): number => (at - crop.y) * scale;
  const outside = (value: number, range?: { least: number; most: number }): boolean =>
    range !== undefined && (value < range.least - EPSILON || value > range.most + EPSILON);
  const { leastBelowEyesPx = 0, aboveHairPx } = profile;
  const belowEyes = profile.heightPx - y(head.eyes.y);
  // Less above the hair is right only where the eyes would be too low otherwise.
  const eyesWin = y(head.hairTopY) < aboveHairPx.least && belowEyes <= leastBelowEyesPx + EPSILON;
  return [
    crop.x < -EPSILON || crop.x + crop.width > frame.widthPx + EPSILON ? 'beside the frame' : '',
    crop.y < -EPSILON || crop.y + crop.height > frame.heightPx + EPSILON ? 'above or below the frame' : '',
    Math.abs(crop.width / crop.height - profile.widthPx / profile.heightPx) > EPSILON ? 'ratio' : '',
    Math.abs(x(head.eyes.x) - profile.widthPx / 2) > EPSILON ? 'centre' : '',
    outside(head.faceWidthPx * scale, profile.faceWidthPx) ? 'face width' : '',
    outside(head.headWidthPx * scale, profile.headWidthPx) ? 'head width' : '',
    outside((head.chinY - head.hairTopY) * scale, profile.headLengthPx) ? 'head length' : '',
    outside(y(head.hairTopY), aboveHairPx) && !eyesWin ? 'above the hair' : '',
    belowEyes < leastBelowEyesPx - EPSILON ? 'eyes' : '',
    scale > 1.3 + EPSILON ? 'enlarged' : '',
  ].filter((rule) => rule !== '');
}

/** Even spread: doubles would crowd at the small end. */
const share = (least: number, most: number) =>
  fc.integer({ min: least * 1_000, max: most * 1_000 }).map((thousandths) => thousandths / 1_000);
/** Any head whose hair, chin and face lie in the frame, of proportions that a person or a bad landmark may have. */
const anyHead: fc.Arbitrary<Head> = fc
  .record({
    length: share(20, 719),
    top: share(0, 1),
    eyes: share(0.3, 0.8),
    width: share(0.4, 1.1),
    x: share(0, 1),
  })
  .map(({ length, top, eyes, width, x }) => {
    const hairTopY = top * (frame.heightPx - length);
    const faceWidthPx = width * length;
    return {
      eyes: { x: faceWidthPx / 2 + x * (frame.widthPx - faceWidthPx), y: hairTopY + eyes * length },
      faceWidthPx,
      headWidthPx: 1.085 * faceWidthPx,
      hairTopY,
      chinY: hairTopY + length,
    };
  });

const person: Head = { eyes: { x: 640, y: 330 }, faceWidthPx: 250, headWidthPx: 271, hairTopY: 150, chinY: 505 };

const errorOf = (head: Head, profile: PhotoProfile): string | null => {
  const crop = photoCrop(head, frame, profile);
  return crop.ok ? null : crop.error;
};

describe.each(photoProfileIds)('the photo for %s', (id) => {
  const profile = photoProfiles[id];

  it('meets every rule, or there is a named reason why there is none', () => {
    let photos = 0;
    fc.assert(
      fc.property(anyHead, (head) => {
        const crop = photoCrop(head, frame, profile);
        if (crop.ok) {
          photos += 1;
          expect(broken(head, crop.value, profile)).toEqual([]);
        } else expect(['tooFar', 'tooClose', 'offCentre', 'proportions']).toContain(crop.error);
      }),
      { numRuns: 5_000, seed: 461 },
    );
    expect(photos, 'not a test of faults alone').toBeGreaterThan(40);
  });

  it('is refused as off centre only where the same head fits into a larger frame', () => {
    fc.assert(
      fc.property(anyHead, (head) => {
        const crop = photoCrop(head, frame, profile);
        if (crop.ok || crop.error !== 'offCentre') return;
        const moved = { ...head, eyes: { x: 5_000, y: head.eyes.y + 5_000 }, hairTopY: head.hairTopY + 5_000 };
        const centred = { ...moved, chinY: head.chinY + 5_000 };
        expect(photoCrop(centred, { widthPx: 10_000, heightPx: 10_000 }, profile).ok).toBe(true);
      }),
      { numRuns: 2_000, seed: 33 },
    );
  });

  it('is taken of somebody who stands right', () => {
    expect(photoCrop(person, frame, profile).ok).toBe(true);
  });

  it('names what stands wrong', () => {
    const far = (by: number, top = 150): Head => ({
      eyes: { x: 640, y: top + (person.eyes.y - 150) * by },
      faceWidthPx: person.faceWidthPx * by,
      headWidthPx: person.headWidthPx * by,
      hairTopY: top,
      chinY: top + (person.chinY - 150) * by,
    });
    expect(errorOf(far(0.3), profile)).toBe('tooFar');
    expect(errorOf(far(1.7, 20), profile)).toBe('tooClose');
    expect(errorOf({ ...person, eyes: { ...person.eyes, x: 90 } }, profile)).toBe('offCentre');
    expect(errorOf({ ...person, faceWidthPx: Number.NaN }, profile)).toBe('proportions');
  });
});

describe('the rules of GA/T 461', () => {
  it('let the eyes win over the hair', () => {
    // Hair piled so high that both cannot hold, even with the narrowest face.
    const tall: Head = { eyes: { x: 640, y: 420 }, faceWidthPx: 200, headWidthPx: 217, hairTopY: 160, chinY: 560 };
    const crop = photoCrop(tall, frame, photoProfiles.idCard);
    expect(crop.ok).toBe(true);
    if (!crop.ok) return;
    const scale = 358 / crop.value.width;
    expect(441 - (tall.eyes.y - crop.value.y) * scale).toBeCloseTo(207, 6);
    expect((tall.hairTopY - crop.value.y) * scale).toBeLessThan(7);
  });
});

const dense = (jpeg: Uint8Array): number[] => Array.from(jpeg.subarray(2, 20));

describe('the density of a JPEG', () => {
  const segment = [0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1, 2, 1, 1, 94, 1, 94, 0, 0];

  it('is changed where it is written', () => {
    const jfif = Uint8Array.of(0xff, 0xd8, ...segment.slice(0, 11), 0, 0, 1, 0, 1, 0, 0, 0xff, 0xdb);
    const changed = withDensity(jfif, 350);
    expect(dense(changed)).toEqual(segment);
    expect(changed).toHaveLength(jfif.length);
    expect(jfif[13], 'the given bytes stay').toBe(0);
  });

  it('is written where it is not', () => {
    const changed = withDensity(Uint8Array.of(0xff, 0xd8, 0xff, 0xdb, 0, 3, 7), 350);
    expect(dense(changed)).toEqual(segment);
    expect(Array.from(changed.subarray(20))).toEqual([0xff, 0xdb, 0, 3, 7]);
    expect(() => withDensity(Uint8Array.of(1, 2, 3), 350)).toThrow('not a JPEG');
  });
});
