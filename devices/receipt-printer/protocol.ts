import iconv from 'iconv-lite';
import type { PaperState } from '../../main/contract/device-status.ts';
import { layoutReceipt } from './layout.ts';
import type { Receipt } from './receipt-printer.ts';
import type { TicketLine } from './ticket.ts';

/** What differs between models: data from their manuals, never logic. */
export interface EscPosProfile {
  /** Half-width characters on a line of font A. */
  readonly columns: number;
  /**
   * How the printer tells that a job is on paper. `processId` (GS ( H) is answered when printing is completed;
   * `paperStatus` (GS r), which every model knows, when the data before it has been taken from the buffer.
   */
  readonly confirmation: 'processId' | 'paperStatus';
  /** GS V function B: feed to the cutter and this many motion units more, then leave one point uncut. */
  readonly feedBeforeCut: number;
  /** Dots per QR module, 1 to 16. */
  readonly qrModuleDots: number;
}

export const escPosProfiles = {
  /** 80 mm roll, 576 dots. */
  roll80: { columns: 48, confirmation: 'processId', feedBeforeCut: 24, qrModuleDots: 6 },
  /** 58 mm roll, 384 dots; small mechanisms often lack GS ( H. */
  roll58: { columns: 32, confirmation: 'paperStatus', feedBeforeCut: 24, qrModuleDots: 5 },
} as const satisfies Record<string, EscPosProfile>;

const ESC = 0x1b;
const FS = 0x1c;
const GS = 0x1d;
const LF = 0x0a;

/** Push online, error and paper changes; not the cash drawer that a kiosk lacks. ESC @ switches this off again. */
export const enableAutomaticStatus = Uint8Array.of(GS, 0x61, 0x0e);
export const askPaperStatus = Uint8Array.of(GS, 0x72, 1);
export const askRealTimeStatus = (n: RealTimeQuestion): Uint8Array => Uint8Array.of(0x10, 0x04, n);

/**
 * DLE DC4 fn=8 empties the buffers in any state, also without paper, and is answered. Nothing may be sent until then.
 * Models that do not know it see control codes that print nothing.
 */
export const clearBuffers = Uint8Array.of(0x10, 0x14, 8, 1, 3, 20, 1, 6, 2, 8);

/**
 * DLE ENQ 2 clears a cutter or jam error together with what is left of the job, the only way that older models know;
 * ESC @ puts the settings back.
 */
export const recoverAndReset = Uint8Array.of(0x10, 0x05, 2, ESC, 0x40, ...enableAutomaticStatus);

/** GS ( H fn=48: answer with these four characters once everything before is on paper. */
export const askProcessId = (id: string): Uint8Array =>
  Uint8Array.of(GS, 0x28, 0x48, 6, 0, 0x30, 0x30, ...Buffer.from(id, 'ascii').subarray(0, 4));

/** One receipt, from initialisation to cut. Nothing in it can be a command but what stands here. */
export function encodeReceipt(receipt: Receipt, profile: EscPosProfile): Uint8Array {
  return Buffer.concat([
    Uint8Array.of(ESC, 0x40),
    enableAutomaticStatus,
    // Some firmware needs the Chinese character set before double-byte mode; the others ignore it.
    Uint8Array.of(ESC, 0x52, 15, FS, 0x26),
    ...layoutReceipt(receipt, profile.columns).map((line) => encodeLine(line, profile)),
  ]);
}

const alignCodes = { left: 0, centre: 1, right: 2 } as const;

function encodeLine(line: TicketLine, profile: EscPosProfile): Uint8Array {
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
    case 'qr':
      return encodeQr(line, profile.qrModuleDots);
    case 'cut':
      return Uint8Array.of(GS, 0x56, 0x42, profile.feedBeforeCut);
  }
}

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
  Uint8Array.of(GS, 0x28, 0x6b, bytes.length % 256, Math.floor(bytes.length / 256), ...bytes);

/** Which of the four answers of DLE EOT: printer, cause of being offline, error, paper. */
export const realTimeQuestions = [1, 2, 3, 4] as const;
export type RealTimeQuestion = (typeof realTimeQuestions)[number];

/** The state of the mechanism, in the words of the manuals. */
export interface PrinterCondition {
  readonly offline: boolean;
  readonly coverOpen: boolean;
  /** Recoverable by hand: a paper jam. */
  readonly mechanicalError: boolean;
  readonly cutterError: boolean;
  readonly unrecoverableError: boolean;
  /** Goes away by itself: the head is too hot. */
  readonly autoRecoverableError: boolean;
  readonly paper: Extract<PaperState, 'full' | 'low' | 'out'>;
}

const has = (byte: number, bits: number): boolean => (byte & bits) !== 0;
const paperOf = (out: boolean, low: boolean): PrinterCondition['paper'] => (out ? 'out' : low ? 'low' : 'full');
const errorsOf = (byte: number) => ({
  mechanicalError: has(byte, 0x04),
  cutterError: has(byte, 0x08),
  unrecoverableError: has(byte, 0x20),
  autoRecoverableError: has(byte, 0x40),
});

/** The answer does not say which question it belongs to: whoever asks must ask one at a time. */
export function decodeRealTime(question: RealTimeQuestion, byte: number): Partial<PrinterCondition> {
  switch (question) {
    case 1:
      return { offline: has(byte, 0x08) };
    case 2:
      return { coverOpen: has(byte, 0x04) };
    case 3:
      return errorsOf(byte);
    case 4:
      return { paper: paperOf(has(byte, 0x60), has(byte, 0x0c)) };
  }
}

/** The four bytes of Automatic Status Back. */
export const decodeAutomatic = ([first = 0, second = 0, third = 0]: readonly number[]): PrinterCondition => ({
  offline: has(first, 0x08),
  coverOpen: has(first, 0x20),
  ...errorsOf(second),
  paper: paperOf(has(third, 0x0c), has(third, 0x03)),
});

const bits = (...set: readonly (readonly [boolean, number])[]): number =>
  set.reduce((byte, [on, bit]) => (on ? byte | bit : byte), 0);
const encodeErrors = (condition: PrinterCondition): number =>
  bits(
    [condition.mechanicalError, 0x04],
    [condition.cutterError, 0x08],
    [condition.unrecoverableError, 0x20],
    [condition.autoRecoverableError, 0x40],
  );

/** The printer's side of DLE EOT. */
export function encodeRealTime(question: RealTimeQuestion, condition: PrinterCondition): number {
  const out = condition.paper === 'out';
  const errors = encodeErrors(condition);
  switch (question) {
    case 1:
      return 0x12 | bits([condition.offline, 0x08]);
    case 2:
      return 0x12 | bits([condition.coverOpen, 0x04], [out, 0x20], [errors !== 0, 0x40]);
    case 3:
      return 0x12 | errors;
    case 4:
      return 0x12 | bits([condition.paper !== 'full', 0x0c], [out, 0x60]);
  }
}

/** The printer's side of GS r 1. */
export const encodePaperStatus = (condition: PrinterCondition): number =>
  bits([condition.paper !== 'full', 0x03], [condition.paper === 'out', 0x0c]);

/** The printer's side of Automatic Status Back. */
export const encodeAutomatic = (condition: PrinterCondition): Uint8Array =>
  Uint8Array.of(
    0x10 | bits([condition.offline, 0x08], [condition.coverOpen, 0x20]),
    encodeErrors(condition),
    encodePaperStatus(condition),
    0x0f,
  );
