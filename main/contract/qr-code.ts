import { create } from 'qrcode';

/** A QR code as horizontal bars of dark modules: fewer shapes than squares, and no hairlines between them on paper. */
export interface QrCode {
  /** Modules along one side, without the quiet zone. */
  readonly size: number;
  readonly bars: readonly { readonly x: number; readonly y: number; readonly length: number }[];
}

/** Level M repairs 15 % of the code: a fold or a stamp's edge. */
export function qrCode(text: string): QrCode {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  const rows = Array.from({ length: modules.size }, (_, y) => y);
  return { size: modules.size, bars: rows.flatMap((y) => barsOf(y, modules.size, (x) => modules.get(y, x) === 1)) };
}

function barsOf(y: number, size: number, isDark: (x: number) => boolean): { x: number; y: number; length: number }[] {
  const bars: { x: number; y: number; length: number }[] = [];
  for (let x = 0; x < size; x += 1) {
    const last = bars.at(-1);
    if (!isDark(x)) continue;
    if (last && last.x + last.length === x) last.length += 1;
    else bars.push({ x, y, length: 1 });
  }
  return bars;
}

/** Light modules that a reader needs around the code (ISO/IEC 18004). */
export const quietZoneModules = 4;
