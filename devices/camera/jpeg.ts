/** A JPEG file (ISO/IEC 10918-1): enough of it to tell a whole picture from a broken one. */
export interface JpegPicture {
  readonly widthPx: number;
  readonly heightPx: number;
  /** From SOI to EOI: what cameras pad behind is left out. */
  readonly bytes: Uint8Array;
}

const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
/** Start of a frame: all of C0 to CF but the tables that lie between (DHT, JPG, DAC). */
const isFrame = (marker: number): boolean => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

/** Walks the segments up to the scan, and looks for the end behind it; null when anything of that is missing. */
export function readJpeg(bytes: Uint8Array): JpegPicture | null {
  if (bytes[0] !== 0xff || bytes[1] !== SOI) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let size: { widthPx: number; heightPx: number } | null = null;
  for (let at = 2; at + 4 <= bytes.length;) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1] ?? 0;
    const length = view.getUint16(at + 2);
    if (length < 2) return null;
    if (isFrame(marker) && at + 9 <= bytes.length) {
      size = { heightPx: view.getUint16(at + 5), widthPx: view.getUint16(at + 7) };
    }
    at += 2 + length;
    if (marker !== SOS) continue;
    const end = endOf(bytes, at);
    return size && end !== null ? { ...size, bytes: bytes.slice(0, end) } : null;
  }
  return null;
}

/** Behind the EOI: inside a scan, FF is always followed by 00 or a restart, so the first one ends the picture. */
function endOf(bytes: Uint8Array, from: number): number | null {
  for (let at = from; at + 1 < bytes.length; at += 1) if (bytes[at] === 0xff && bytes[at + 1] === EOI) return at + 2;
  return null;
}
