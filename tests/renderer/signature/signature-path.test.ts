import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { visitorEventSchema } from '../../../main/contract/visitor-event.ts';
import { LONGEST_PATH, pathOf, strokesOf } from '../../../renderer/signature/signature-path.ts';

const field = { width: 500, height: 200 };

describe('a signature as a path', () => {
  it('is scaled from the field to the box, in whole numbers', () => {
    expect(
      pathOf(
        [
          {
            points: [
              { x: 0, y: 0 },
              { x: 250, y: 100 },
              { x: 500, y: 200 },
            ],
          },
        ],
        field,
      ),
    ).toBe('M0 0L500 200L1000 400');
  });

  it('keeps a dot as a line of no length', () => {
    expect(pathOf([{ points: [{ x: 5, y: 5 }] }], field)).toBe('M10 10L10 10');
  });

  it('is nothing when nothing is drawn, or the field has no size yet', () => {
    expect(pathOf([], field)).toBeNull();
    expect(pathOf([{ points: [] }], field)).toBeNull();
    expect(pathOf([{ points: [{ x: 1, y: 1 }] }], { width: 0, height: 0 })).toBeNull();
  });

  it('is always something that the session takes', () => {
    const coordinate = fc.double({ min: -1e4, max: 1e4, noNaN: true });
    const stroke = fc.record({ points: fc.array(fc.record({ x: coordinate, y: coordinate }), { maxLength: 400 }) });
    fc.assert(
      fc.property(fc.array(stroke, { maxLength: 20 }), (strokes) => {
        const path = pathOf(strokes, field);
        if (path !== null) expect(visitorEventSchema.safeParse({ type: 'sign', path }).success).toBe(true);
      }),
    );
  });

  it('thins out a scribble until it is short enough', () => {
    const points = Array.from({ length: 30_000 }, (_, index) => ({ x: (index * 37) % 500, y: (index * 61) % 200 }));
    const path = pathOf([{ points }], field);
    expect(path?.length).toBeLessThanOrEqual(LONGEST_PATH);
    expect(path?.length).toBeGreaterThan(100);
  });

  it('comes back as the strokes it was made of', () => {
    const path = 'M0 0L500 200L1000 400M10 10L10 10';
    expect(pathOf(strokesOf(path, field), field)).toBe(path);
  });
});
