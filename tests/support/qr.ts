import jsQR from 'jsqr';
import type { PNG } from 'pngjs';

/** What the QR code in a picture says, or null. */
export function qrIn({ data, width, height }: PNG): string | null {
  const read = typeof jsQR === 'function' ? jsQR : (jsQR as { default: typeof jsQR }).default;
  return read(Uint8ClampedArray.from(data), width, height)?.data ?? null;
}
