import iconv from 'iconv-lite';
import { layoutReceipt } from './layout.ts';
import { bytesOf, type EscPosModel } from './profile.ts';
import type { Receipt } from './receipt-printer.ts';
import type { RealTimeQuestion } from './status-bytes.ts';
import type { TicketLine } from './ticket.ts';

const ESC = 0x1b;
const FS = 0x1c;
const GS = 0x1d;
const LF = 0x0a;

/**
 * Push every change. GS a: online, error and paper, not the cash drawer that a kiosk lacks. GS E0: all four bytes of
 * Custom's FULL STATUS. ESC @ switches either off again.
 */
export const enableAutomaticStatus = ({ status }: Pick<EscPosModel, 'status'>): Uint8Array =>
  status === 'fullStatus' ? Uint8Array.of(GS, 0xe0, 0x0f) : Uint8Array.of(GS, 0x61, 0x0e);
export const askPaperStatus = Uint8Array.of(GS, 0x72, 1);
export const askRealTimeStatus = (n: RealTimeQuestion): Uint8Array => Uint8Array.of(0x10, 0x04, n);
export const askFullStatus = Uint8Array.of(0x10, 0x04, 0x14);
/** Answered with one byte, in turn: not while the printer is offline. */
export const askModelId = Uint8Array.of(GS, 0x49, 1);

/**
 * DLE ENQ 2 clears a cutter or jam error together with what is left of the job, the only way that older models know. It
 * does nothing for want of paper. ESC @ puts the settings back.
 */
export const recoverAndReset = (model: Pick<EscPosModel, 'status'>): Uint8Array =>
  Uint8Array.of(0x10, 0x05, 2, ESC, 0x40, ...enableAutomaticStatus(model));

/** GS ( H fn=48: answer with these four characters once everything before is on paper. */
export const askProcessId = (id: string): Uint8Array =>
  Uint8Array.of(GS, 0x28, 0x48, 6, 0, 0x30, 0x30, ...Buffer.from(id, 'ascii').subarray(0, 4));

/** One receipt, from initialisation to cut. Nothing in it can be a command but what stands here. */
export function encodeReceipt(receipt: Receipt, model: EscPosModel): Uint8Array {
  return Buffer.concat([
    Uint8Array.of(ESC, 0x40),
    enableAutomaticStatus(model),
    // Some firmware needs the Chinese character set before double-byte mode; the others ignore it.
    Uint8Array.of(ESC, 0x52, 15, FS, 0x26),
    ...layoutReceipt(receipt, model).map((line) => encodeLine(line, model)),
    bytesOf(model.presenter?.present ?? ''),
  ]);
}

const alignCodes = { left: 0, centre: 1, right: 2 } as const;

function encodeLine(line: TicketLine, model: EscPosModel): Uint8Array {
  switch (line.kind) {
    case 'text': {
      const style = [
        ESC,
        0x61,
        alignCodes[line.align],
        ESC,
        0x45,
        line.bold ? 1 : 0,
        GS,
        0x21,
        line.size === 2 ? 0x11 : 0,
      ];
      return Buffer.concat([Uint8Array.from(style), iconv.encode(line.text, 'gb18030'), Uint8Array.of(LF)]);
    }
    case 'feed':
      return Uint8Array.of(ESC, 0x64, line.lines);
    case 'image':
      return encodeImage(line);
    case 'qr':
      return encodeQr(line, model.qrModuleDots);
    case 'cut':
      return Uint8Array.of(GS, 0x56, 0x42, model.feedBeforeCut);
  }
}

/** GS v 0: one bit a dot, rows of whole bytes, the first dot in the highest bit. */
const encodeImage = ({ align, widthDots, heightDots, bits }: Extract<TicketLine, { kind: 'image' }>): Uint8Array =>
  Buffer.concat([
    Uint8Array.of(ESC, 0x61, alignCodes[align], GS, 0x76, 0x30, 0),
    Uint8Array.of(...lowHigh(widthDots / 8), ...lowHigh(heightDots)),
    bits,
  ]);

const lowHigh = (number: number): readonly [number, number] => [number % 256, Math.floor(number / 256)];

/** The printer's own QR symbol: model 2, error correction M; the text is UTF-8, as telephones read it. */
function encodeQr(line: Extract<TicketLine, { kind: 'qr' }>, moduleDots: number): Uint8Array {
  const data = Buffer.from(line.data, 'utf8');
  return Buffer.concat([
    Uint8Array.of(ESC, 0x61, alignCodes[line.align]),
    qrFunction(0x31, 0x41, 0x32, 0),
    qrFunction(0x31, 0x43, moduleDots),
    qrFunction(0x31, 0x45, 0x31),
    qrFunction(0x31, 0x50, 0x30, ...data),
    qrFunction(0x31, 0x51, 0x30),
  ]);
}

/** GS ( k with its length in front, so that the data may hold any byte. */
const qrFunction = (...bytes: readonly number[]): Uint8Array =>
  Uint8Array.of(GS, 0x28, 0x6b, ...lowHigh(bytes.length), ...bytes);
