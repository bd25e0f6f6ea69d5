/** The segment that says how dense a JPEG's pixels are (JFIF 1.02, APP0), in front of the others. */
const SOI_BYTES = 2;
const header = [0xff, 0xe0, 0x00, 0x10, 0x4a, 0x46, 0x49, 0x46, 0x00] as const;
const VERSION_BYTES = 2;
const DOTS_PER_INCH = 1;

/** The same JPEG with its density in dots per inch; browsers write none. Throws for what is no JPEG. */
export function withDensity(jpeg: Uint8Array<ArrayBuffer>, dpi: number): Uint8Array<ArrayBuffer> {
  if (jpeg[0] !== 0xff || jpeg[1] !== 0xd8) throw new TypeError('not a JPEG');
  const density = [DOTS_PER_INCH, dpi >> 8, dpi & 0xff, dpi >> 8, dpi & 0xff];
  if (header.every((byte, at) => jpeg[SOI_BYTES + at] === byte)) {
    const changed = jpeg.slice();
    changed.set(density, SOI_BYTES + header.length + VERSION_BYTES);
    return changed;
  }
  const segment = [...header, 1, 2, ...density, 0, 0];
  const longer = new Uint8Array(jpeg.length + segment.length);
  longer.set(jpeg.subarray(0, SOI_BYTES));
  longer.set(segment, SOI_BYTES);
  longer.set(jpeg.subarray(SOI_BYTES), SOI_BYTES + segment.length);
  return longer;
}
