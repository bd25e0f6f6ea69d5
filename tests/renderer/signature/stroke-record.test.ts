import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mostSignaturePoints } from '../../../main/contract/signature-strokes.ts';
import { visitorEventSchema } from '../../../main/contract/visitor-event.ts';
import { signatureSvg } from '../../../renderer/signature/signature-picture.ts';
import { strokeRecord, type RecordedPoint } from '../../../renderer/signature/stroke-record.ts';

const point = (x: number, y: number, atMs: number, pressure = 0.5): RecordedPoint => ({ x, y, atMs, pressure });
const accepted = (strokes: unknown): boolean =>
  visitorEventSchema.safeParse({ type: 'sign', path: 'M0 0L1 1', strokes }).success;

describe('how a signature was written', () => {
  it('counts from the first touch, in whole units of the box', () => {
    const strokes = [[point(1.4, 2.6, 5_000.2, 0.123), point(-9, 900, 5_016.9)], [point(500, 200, 6_000, 1.5)]];
    expect(strokeRecord(strokes)).toEqual([
      [
        [1, 3, 0, 0.12],
        [0, 400, 17, 0.5],
      ],
      [[500, 200, 1000, 1]],
    ]);
  });

  it('is always something that the session takes', () => {
    const coordinate = fc.double({ min: -1e4, max: 1e4, noNaN: true });
    const recorded = fc.record({ x: coordinate, y: coordinate, atMs: coordinate, pressure: coordinate });
    fc.assert(
      fc.property(fc.array(fc.array(recorded, { maxLength: 300 }), { maxLength: 20 }), (strokes) => {
        expect(accepted(strokeRecord(strokes))).toBe(true);
      }),
    );
  });

  it('is thinned out evenly where there is too much of it, and keeps where each stroke began and ended', () => {
    const long = Array.from({ length: 30 }, (_, stroke) =>
      Array.from({ length: 1_000 }, (__, index) => point(index, stroke, stroke * 10_000 + index)),
    );
    const record = strokeRecord(long);
    expect(record.flat().length).toBeLessThanOrEqual(mostSignaturePoints);
    expect(record.flat().length).toBeGreaterThan(mostSignaturePoints / 2);
    for (const stroke of record) expect([stroke[0]?.[0], stroke.at(-1)?.[0]]).toEqual([0, 999]);
    expect(accepted(record)).toBe(true);
  });

  it('is refused where it is longer than that, and needed by nobody', () => {
    const tooMany = [Array.from({ length: mostSignaturePoints + 1 }, () => [0, 0, 0, 0])];
    expect(accepted(tooMany)).toBe(false);
    expect(accepted([[]])).toBe(false);
    expect(accepted([[[0, 401, 0, 0]]])).toBe(false);
    expect(visitorEventSchema.safeParse({ type: 'sign', path: 'M0 0L1 1' }).success).toBe(true);
  });

  it('is also a picture', () => {
    expect(signatureSvg('M0 0L10 10')).toContain('viewBox="0 0 1000 400"><path d="M0 0L10 10"');
  });
});
