import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readJpeg } from '../../../devices/camera/jpeg.ts';
import { firstVisitor, otherSize } from './lane.ts';

describe('a picture of a camera', () => {
  it('is whole from SOI to EOI, and has a size', () => {
    const picture = readJpeg(firstVisitor);
    expect([picture?.widthPx, picture?.heightPx, picture?.bytes.length]).toEqual([640, 480, firstVisitor.length]);
    expect(readJpeg(otherSize)).toMatchObject({ widthPx: 358, heightPx: 441 });
  });

  it('loses what the camera pads behind it', () => {
    const padded = Uint8Array.of(...firstVisitor, 0, 0, 0xff, 0xd9, 0);
    expect(readJpeg(padded)?.bytes.length).toBe(firstVisitor.length);
  });

  it('is none wherever it is cut', () => {
    for (let length = 0; length < firstVisitor.length; length += 37) {
      expect(readJpeg(firstVisitor.subarray(0, length)), `${length} bytes`).toBeNull();
    }
  });

  it('never makes the reader throw or run on, whatever the bytes', () => {
    const beginning = firstVisitor.subarray(0, 700);
    fc.assert(
      fc.property(fc.nat(699), fc.nat(255), fc.uint8Array({ maxLength: 300 }), (at, byte, behind) => {
        const damaged = Uint8Array.of(...beginning, ...behind);
        damaged[at] = byte;
        readJpeg(damaged);
        readJpeg(behind);
      }),
      { numRuns: 2000 },
    );
  });
});
