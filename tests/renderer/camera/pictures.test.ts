import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { comparisonPhoto } from '../../../main/contract/photo-profile.ts';
import { comparisonCrop, middleSquare } from '../../../renderer/camera/comparison-crop.ts';
import { headOf } from '../../../renderer/camera/head.ts';
import { FROZEN_AFTER_MS, hashOf, watchForFrozen } from '../../../renderer/camera/frozen-watch.ts';
import { brightnessOf, lumaOf, sharpnessOf, type LumaPicture } from '../../../renderer/camera/picture-measures.ts';

const size = 40;
const picture = (grey: (x: number, y: number) => number): LumaPicture => ({
  widthPx: size,
  heightPx: size,
  luma: Uint8ClampedArray.from({ length: size * size }, (_, at) => grey(at % size, Math.floor(at / size))),
});
const all = { x: 0, y: 0, width: size, height: size };

describe('measuring a picture', () => {
  it('weighs colours as the eye does (BT.601)', () => {
    const rgba = new Uint8ClampedArray([255, 0, 0, 255, 0, 255, 0, 255, 0, 0, 255, 255, 255, 255, 255, 255]);
    expect([...lumaOf(rgba, 4, 1).luma]).toEqual([76, 150, 29, 255]);
  });

  it('measures only the part of the box that is in the picture', () => {
    const halves = picture((x) => (x < size / 2 ? 0 : 200));
    expect(brightnessOf(halves, { x: size / 2, y: -50, width: 500, height: 500 })).toBe(200);
    expect(brightnessOf(halves, { x: 900, y: 0, width: 10, height: 10 })).toBe(0);
  });

  it('finds edges sharper than slopes, and as sharp in the dark', () => {
    const edges = picture((x) => (x % 8 < 4 ? 40 : 200));
    const dim = picture((x) => (x % 8 < 4 ? 10 : 50));
    const slope = picture((x) => x * 6);
    expect(sharpnessOf(edges, all)).toBeGreaterThan(0.5);
    expect(sharpnessOf(dim, all)).toBeCloseTo(sharpnessOf(edges, all), 5);
    expect(sharpnessOf(slope, all)).toBeLessThan(0.01);
    expect(
      sharpnessOf(
        picture(() => 128),
        all,
      ),
    ).toBe(0);
  });
});

describe('cutting out the photo', () => {
  const frame = { widthPx: 1280, heightPx: 720 };

  it('puts a face of 207 px in the middle with the eyes at their height', () => {
    const crop = comparisonCrop({ eyes: { x: 640, y: 300 }, faceWidthPx: 207 }, frame);
    expect(crop).toEqual({ x: 640 - 179, y: 300 - 196, width: 358, height: 441 });
  });

  it('never leaves the frame and keeps the proportions', () => {
    const number = fc.double({ min: -2_000, max: 3_000, noNaN: true });
    fc.assert(
      fc.property(number, number, fc.double({ min: 1, max: 5_000, noNaN: true }), (x, y, faceWidthPx) => {
        const crop = comparisonCrop({ eyes: { x, y }, faceWidthPx }, frame);
        expect(crop.x).toBeGreaterThanOrEqual(0);
        expect(crop.y).toBeGreaterThanOrEqual(0);
        expect(crop.x + crop.width).toBeLessThanOrEqual(frame.widthPx + 1e-6);
        expect(crop.y + crop.height).toBeLessThanOrEqual(frame.heightPx + 1e-6);
        expect(crop.width / crop.height).toBeCloseTo(comparisonPhoto.widthPx / comparisonPhoto.heightPx, 6);
      }),
    );
  });

  it('reads ears, eyes and chin from 68 points, and refuses fewer', () => {
    const points = Array.from({ length: 68 }, (_, index) => ({ x: index, y: index >= 36 && index < 48 ? 5 : 0 }));
    points[8] = { x: 8, y: 105 };
    expect(headOf(points)).toEqual({
      eyes: { x: 41.5, y: 5 },
      faceWidthPx: 16,
      chinY: 105,
      hairTopY: 5 - 105,
      headWidthPx: 16 * 1.085,
    });
    expect(headOf(points.slice(0, 40))).toBeNull();
  });

  it('checks the middle of standing and lying frames', () => {
    expect(middleSquare(frame)).toEqual({ x: 280, y: 0, width: 720, height: 720 });
    expect(middleSquare({ widthPx: 720, heightPx: 1280 })).toEqual({ x: 0, y: 280, width: 720, height: 720 });
  });
});

describe('noticing a frozen picture', () => {
  it('counts how long the picture has been the same', () => {
    const watch = watchForFrozen();
    expect([0, 400, 800].map((nowMs) => watch.note(1, nowMs))).toEqual([0, 400, 800]);
    expect(watch.note(2, 1200)).toBe(0);
    expect(watch.note(2, 1200 + FROZEN_AFTER_MS)).toBe(FROZEN_AFTER_MS);
  });

  it('notices a single changed byte', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 300 }), fc.nat(), (bytes, at) => {
        const before = Uint8ClampedArray.from(bytes);
        const changed = Uint8ClampedArray.from(bytes);
        changed[at % bytes.length] = (before[at % bytes.length] ?? 0) ^ 1;
        expect(hashOf(changed)).not.toBe(hashOf(before));
      }),
    );
  });
});
