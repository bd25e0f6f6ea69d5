import type { Receipt } from '../../../devices/receipt-printer/receipt-printer.ts';
import { seededRandom } from '../../../main/contract/seeded-random.ts';

/** As long as a real one, with its QR code. */
export const longReceipt: Receipt = {
  lines: [
    { kind: 'text', text: '示例市公安局 24 小时自助服务区', align: 'centre', bold: true },
    { kind: 'text', text: '受理回执', align: 'centre', bold: true, size: 2 },
    { kind: 'rule' },
    ...Array.from({ length: 8 }, (_, row) => ({
      kind: 'pair' as const,
      label: `第 ${row + 1} 项`,
      value: '202611210001',
    })),
    { kind: 'rule' },
    { kind: 'text', text: '请妥善保管本回执。凭编号可在任一窗口或自助终端查询办理进度。' },
    { kind: 'qr', data: 'https://example.org/verify/XJ-DEMO01-20261121-0001' },
    { kind: 'feed', lines: 2 },
  ],
};

/** What a camera sends for 320 × 240 pixels: a JPEG by its segments and its size, with noise in the place of a scene. */
export const smallPicture: Uint8Array = (() => {
  const random = seededRandom(7);
  // Never FF, which would begin a segment.
  const scan = Array.from({ length: 12_000 }, () => Math.floor(random() * 255));
  const frame = [0xff, 0xc0, 0, 11, 8, 0, 240, 1, 64, 1, 1, 0x11, 0];
  const startOfScan = [0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0];
  return Uint8Array.of(0xff, 0xd8, ...frame, ...startOfScan, ...scan, 0xff, 0xd9);
})();
