import { systemClock } from '../../main/clock/clock.ts';
import { runTechnicianTool, type TechnicianTool } from '../technician-cli.ts';
import { escPosPrinter } from './driver.ts';
import { type ReceiptPrinterProfile, receiptPrinterProfile } from './profile.ts';
import type { Receipt, ReceiptPrinter } from './receipt-printer.ts';

/** Longer than all waits of the driver together. */
const selfTestLimitMs = 60_000;

export const receiptPrinterTool: TechnicianTool<ReceiptPrinterProfile, ReceiptPrinter> = {
  device: 'receipt-printer',
  profileKey: 'receiptPrinter',
  entry: receiptPrinterProfile,
  entryAt: (connection) => ({ driver: 'esc-pos', paper: 'roll80', connection }),
  open: ({ entry, clock, channelTo }) => escPosPrinter({ channel: channelTo(entry.connection), clock, profile: entry }),
  actions: {
    'self-test': {
      does: 'prints one slip and waits until the printer has confirmed it',
      async run(printer, { say, signal }) {
        const limit = AbortSignal.any([signal, AbortSignal.timeout(selfTestLimitMs)]);
        const printed = await printer.print(testSlip(), limit);
        say(printed.ok ? 'the slip is out' : `not printed: ${printed.error}`);
        return printed.ok;
      },
    },
    retract: {
      does: 'pulls back a ticket that nobody took',
      asksFirst: true,
      async run(printer, { say, signal }) {
        const retracted = await printer.retract(signal);
        say(retracted.ok ? 'no ticket waits' : `not pulled back: ${retracted.error}`);
        return retracted.ok;
      },
    },
  },
};

export const run = (argv: readonly string[], out: (text: string) => void): Promise<number> =>
  runTechnicianTool(receiptPrinterTool, argv, out);

/** Shows at a glance whether Chinese, widths, sizes, pictures, QR and cutter are right. */
const testSlip = (): Receipt => ({
  lines: [
    { kind: 'text', text: '自检 Self-test', align: 'centre', bold: true, size: 2 },
    { kind: 'text', text: '1234567890'.repeat(10) },
    { kind: 'rule' },
    { kind: 'pair', label: '左 left', value: 'right 右' },
    { kind: 'text', text: '警务自助大厅 㑇 〇 · 䶮' },
    { kind: 'image', widthDots: 256, heightDots: 32, bits: chequers(32, 32) },
    { kind: 'qr', data: 'SELF-TEST' },
    { kind: 'text', text: systemClock.wallTime().toISOString(), align: 'centre' },
  ],
});

/** Squares of 8 dots. */
const chequers = (rowBytes: number, rows: number): Uint8Array =>
  Uint8Array.from({ length: rowBytes * rows }, (_, at) =>
    ((at % rowBytes) + Math.floor(at / rowBytes / 8)) % 2 === 0 ? 0xff : 0x00,
  );
