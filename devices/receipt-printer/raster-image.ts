import type { RasterImage } from './receipt-printer.ts';
import type { TicketLine } from './ticket.ts';

/** 20 cm of paper; a longer picture is no part of a receipt. */
const longestDots = 1600;
/** Small buffers hold this much of a picture, and status questions get through between two bands. */
const bandDots = 128;

/** The bands in which a picture is sent. Throws for a picture whose bits are not as many as it says. */
export function imageBands(image: RasterImage, rollDots: number): readonly TicketLine[] {
  const rowBytes = Math.ceil(image.widthDots / 8);
  if (image.bits.length !== rowBytes * image.heightDots) {
    throw new Error(`a picture of ${image.widthDots} × ${image.heightDots} dots has ${image.bits.length} bytes`);
  }
  const keptBytes = Math.min(rowBytes, Math.floor(rollDots / 8));
  const keptRows = Math.min(image.heightDots, longestDots);
  if (keptBytes === 0) return [];
  const bands: TicketLine[] = [];
  for (let top = 0; top < keptRows; top += bandDots) {
    const rows = Array.from({ length: Math.min(bandDots, keptRows - top) }, (_, row) => {
      const from = (top + row) * rowBytes;
      return image.bits.subarray(from, from + keptBytes);
    });
    bands.push({
      kind: 'image',
      widthDots: keptBytes * 8,
      heightDots: rows.length,
      bits: withoutRealTime(Buffer.concat(rows)),
      align: image.align ?? 'centre',
    });
  }
  return bands;
}

/** Second bytes of DLE EOT, DLE ENQ and DLE DC4. */
const realTime: ReadonlySet<number | undefined> = new Set([0x04, 0x05, 0x14]);

/** Some firmware looks for real-time commands inside pictures too: there one more dot is blackened, which nobody sees. */
const withoutRealTime = (bits: Uint8Array): Uint8Array =>
  Uint8Array.from(bits, (byte, at) => (byte === 0x10 && realTime.has(bits[at + 1]) ? 0x18 : byte));
