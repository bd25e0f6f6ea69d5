import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hintFor, hints, type Measurement } from '../../../renderer/camera/quality.ts';

const good: Measurement = {
  faces: [{ x: 0.26, y: 0.36, width: 0.48, height: 0.46 }],
  pose: { noseBetweenEyes: 0.5, tiltDegrees: 0 },
  brightness: 170,
  sharpness: 0.3,
};
const face = (x: number, y: number, size: number) => ({ x, y, width: size, height: size });

describe('one hint at a time', () => {
  it.each([
    ['good', good],
    ['noFace', { ...good, faces: [], pose: null }],
    ['tooDark', { ...good, brightness: 40 }],
    ['tooDark', { ...good, faces: [], pose: null, brightness: 10 }],
    ['tooBright', { ...good, brightness: 240 }],
    ['twoFaces', { ...good, faces: [face(0.05, 0.4, 0.4), face(0.55, 0.4, 0.38)] }],
    ['good', { ...good, faces: [...good.faces, face(0, 0, 0.1)] }],
    ['tooFar', { ...good, faces: [face(0.4, 0.45, 0.2)] }],
    ['tooNear', { ...good, faces: [face(0.1, 0.2, 0.8)] }],
    ['offCentre', { ...good, faces: [face(0.5, 0.36, 0.46)] }],
    ['offCentre', { ...good, faces: [face(0.27, 0.02, 0.46)] }],
    ['blurred', { ...good, sharpness: 0.002 }],
    ['turned', { ...good, pose: { noseBetweenEyes: 0.7, tiltDegrees: 0 } }],
    ['turned', { ...good, pose: { noseBetweenEyes: 0.5, tiltDegrees: -20 } }],
  ] as const)('%s', (wanted, measurement) => {
    expect(hintFor(measurement)).toBe(wanted);
  });

  it('knows an answer for every measurement', () => {
    const share = fc.double({ min: -0.5, max: 1.5, noNaN: true });
    const box = fc.record({ x: share, y: share, width: share, height: share });
    fc.assert(
      fc.property(
        fc.record({
          faces: fc.array(box, { maxLength: 5 }),
          pose: fc.option(
            fc.record({ noseBetweenEyes: share, tiltDegrees: fc.double({ min: -180, max: 180, noNaN: true }) }),
          ),
          brightness: fc.double({ min: 0, max: 255, noNaN: true }),
          sharpness: fc.double({ min: 0, max: 20, noNaN: true }),
        }),
        (measurement) => {
          expect(hints).toContain(hintFor(measurement));
        },
      ),
    );
  });
});
