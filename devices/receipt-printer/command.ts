/** ESC/POS as it arrives at the printer: one command after the other, each as long as its own rules say. */
export type Command =
  /** Bytes of text: everything from 0x20 up. A run may be cut anywhere, also inside a character. */
  | { readonly kind: 'text'; readonly bytes: Uint8Array }
  | { readonly kind: 'lineFeed' }
  | { readonly kind: 'feed'; readonly lines: number }
  | { readonly kind: 'initialise' }
  | { readonly kind: 'chineseMode'; readonly on: boolean }
  | { readonly kind: 'align'; readonly value: number }
  | { readonly kind: 'bold'; readonly on: boolean }
  | { readonly kind: 'size'; readonly value: number }
  | { readonly kind: 'storeQr'; readonly data: Uint8Array }
  | { readonly kind: 'printQr' }
  /** GS v 0 */
  | {
      readonly kind: 'raster';
      readonly widthBytes: number;
      readonly heightDots: number;
      readonly bits: Uint8Array;
    }
  | { readonly kind: 'cut' }
  /** The presenter of Custom's printers. */
  | { readonly kind: 'present' }
  | { readonly kind: 'retract' }
  | { readonly kind: 'askModelId' }
  | { readonly kind: 'automaticStatus'; readonly form: 'asb' | 'fullStatus'; readonly mask: number }
  | { readonly kind: 'requestPaperStatus' }
  | { readonly kind: 'requestProcessId'; readonly id: string }
  /** Real-time commands: done on arrival, before whatever waits in the print buffer. */
  | { readonly kind: 'realTimeStatus'; readonly n: number }
  | { readonly kind: 'recover'; readonly n: number }
  /** DLE DC4 fn=8, or Custom's reset, which is not answered. */
  | { readonly kind: 'clearBuffers'; readonly isAnswered: boolean }
  /** Known to have this length, without effect on what we look at. */
  | { readonly kind: 'other' };

export const isRealTime = (command: Command): boolean =>
  command.kind === 'realTimeStatus' || command.kind === 'recover' || command.kind === 'clearBuffers';

type Found = { readonly command: Command; readonly length: number };

const DLE = 0x10;
const ESC = 0x1b;
const FS = 0x1c;
const GS = 0x1d;
const LF = 0x0a;
/** DLE DC4 fn=8 carries fixed bytes so that it cannot happen by accident. */
const clearBuffersBytes = [0x10, 0x14, 0x08, 0x01, 0x03, 0x14, 0x01, 0x06, 0x02, 0x08] as const;
/** FS C0: a reset that keeps the connection, on Custom's printers. */
const resetBytes = [0x1c, 0xc0, 0x18, 0x10, 0x14, 0x1b] as const;

/** Bytes that follow the two command bytes; commands not listed have none. */
const escParameters: Readonly<Record<string, number>> = Object.fromEntries([
  ...[...' !-3ADEGJMRTVadrt{='].map((letter) => [letter, 1]),
  ...[...'$\\c'].map((letter) => [letter, 2]),
  ['p', 3],
]);
const gsParameters: Readonly<Record<string, number>> = Object.fromEntries([
  ...[...'!BEHITabfhrw\u00e0'].map((letter) => [letter, 1]),
  ...[...'$LPW\\'].map((letter) => [letter, 2]),
]);

/** Longer than any command we know; what is longer is noise that pretends to be a picture. */
const unfinishedCommandBytes = 64 * 1024;

/** Cuts a stream into commands, in whatever pieces it comes. */
export function createCommandReader(): (bytes: Uint8Array) => readonly Command[] {
  let unread: Uint8Array = new Uint8Array();
  return (bytes) => {
    unread = Buffer.concat([unread, bytes]);
    const commands: Command[] = [];
    let from = 0;
    for (let found = nextCommand(unread, from); found; found = nextCommand(unread, from)) {
      commands.push(found.command);
      from += found.length;
    }
    unread = unread.length - from > unfinishedCommandBytes ? new Uint8Array() : unread.slice(from);
    return commands;
  };
}

/** The command that starts at `from`, or null while its end has not arrived yet. Knows no error: noise is `other`. */
function nextCommand(bytes: Uint8Array, from: number): Found | null {
  const first = bytes[from];
  if (first === undefined) return null;
  if (first >= 0x20) return textRun(bytes, from);
  if (first === LF) return { command: { kind: 'lineFeed' }, length: 1 };
  if (first === DLE) return realTime(bytes, from);
  if (first !== ESC && first !== FS && first !== GS) return { command: { kind: 'other' }, length: 1 };
  const second = bytes[from + 1];
  if (second === undefined) return null;
  const letter = String.fromCharCode(second);
  if (first === FS && second === 0xc0) return fixedSequence(bytes, from, resetBytes, false);
  if (first === FS) return found(chineseMode(letter), 2);
  if (first === GS && letter === 'e') return presenter(bytes, from);
  if (first === GS && letter === '(') return functionBlock(bytes, from);
  if (first === GS && letter === 'v') return raster(bytes, from);
  if (first === GS && letter === 'V') return cut(bytes, from);
  const parameters = (first === ESC ? escParameters : gsParameters)[letter] ?? 0;
  if (bytes.length < from + 2 + parameters) return null;
  const value = bytes[from + 2] ?? 0;
  return found(first === ESC ? escCommand(letter, value) : gsCommand(letter, value), 2 + parameters);
}

const found = (command: Command, length: number): Found => ({ command, length });
const other: Command = { kind: 'other' };

function textRun(bytes: Uint8Array, from: number): Found {
  let end = from;
  while (end < bytes.length && bytes[end]! >= 0x20) end += 1;
  return found({ kind: 'text', bytes: bytes.slice(from, end) }, end - from);
}

function realTime(bytes: Uint8Array, from: number): Found | null {
  const [, second, n] = bytes.subarray(from, from + 3);
  if (second === undefined) return null;
  if (second === 0x14) return fixedSequence(bytes, from, clearBuffersBytes, true);
  if (second !== 0x04 && second !== 0x05) return found(other, 1);
  if (n === undefined) return null;
  return found({ kind: second === 0x04 ? 'realTimeStatus' : 'recover', n }, 3);
}

function fixedSequence(
  bytes: Uint8Array,
  from: number,
  sequence: readonly number[],
  isAnswered: boolean,
): Found | null {
  const arrived = bytes.subarray(from, from + sequence.length);
  if (!arrived.every((byte, index) => byte === sequence[index])) return found(other, 2);
  return arrived.length < sequence.length ? null : found({ kind: 'clearBuffers', isAnswered }, arrived.length);
}

/** GS e n, with the steps when it presents, and a time with 32. */
function presenter(bytes: Uint8Array, from: number): Found | null {
  const n = bytes[from + 2];
  if (n === undefined) return null;
  const length = n === 3 ? 4 : n === 32 ? 5 : 3;
  if (bytes.length < from + length) return null;
  return found(n === 3 || n === 32 ? { kind: 'present' } : n === 2 ? { kind: 'retract' } : other, length);
}

function chineseMode(letter: string): Command {
  return letter === '&' || letter === '.' ? { kind: 'chineseMode', on: letter === '&' } : other;
}

function escCommand(letter: string, value: number): Command {
  switch (letter) {
    case '@':
      return { kind: 'initialise' };
    case 'a':
      return { kind: 'align', value };
    case 'E':
      return { kind: 'bold', on: value % 2 === 1 };
    case 'd':
      return { kind: 'feed', lines: value };
    default:
      return other;
  }
}

function gsCommand(letter: string, value: number): Command {
  switch (letter) {
    case '!':
      return { kind: 'size', value };
    case 'I':
      return value === 1 ? { kind: 'askModelId' } : other;
    case 'a':
      return { kind: 'automaticStatus', form: 'asb', mask: value };
    case '\u00e0':
      return { kind: 'automaticStatus', form: 'fullStatus', mask: value };
    case 'r':
      return value === 1 || value === 0x31 ? { kind: 'requestPaperStatus' } : other;
    default:
      return other;
  }
}

/** GS V m, or GS V m n with a feed when m is A or B. */
function cut(bytes: Uint8Array, from: number): Found | null {
  const mode = bytes[from + 2];
  if (mode === undefined) return null;
  const length = mode === 0x41 || mode === 0x42 ? 4 : 3;
  return bytes.length < from + length ? null : found({ kind: 'cut' }, length);
}

/** GS ( x pL pH data: the length stands in front, so that data may hold any byte. */
function functionBlock(bytes: Uint8Array, from: number): Found | null {
  const [, , family, low, high] = bytes.subarray(from, from + 5);
  if (family === undefined || low === undefined || high === undefined) return null;
  const length = 5 + low + 256 * high;
  if (bytes.length < from + length) return null;
  const data = bytes.slice(from + 5, from + length);
  if (family === 0x6b && data[0] === 0x31) return found(qr(data), length);
  if (family === 0x48 && data[0] === 0x30) {
    return found({ kind: 'requestProcessId', id: String.fromCharCode(...data.subarray(2)) }, length);
  }
  return found(other, length);
}

function qr(data: Uint8Array): Command {
  if (data[1] === 0x50) return { kind: 'storeQr', data: data.slice(3) };
  return data[1] === 0x51 ? { kind: 'printQr' } : other;
}

/** GS v 0 m xL xH yL yH data */
function raster(bytes: Uint8Array, from: number): Found | null {
  const [, , , , xLow, xHigh, yLow, yHigh] = bytes.subarray(from, from + 8);
  if (xLow === undefined || xHigh === undefined || yLow === undefined || yHigh === undefined) return null;
  const [widthBytes, heightDots] = [xLow + 256 * xHigh, yLow + 256 * yHigh];
  const length = 8 + widthBytes * heightDots;
  if (bytes.length < from + length) return null;
  return found(
    { kind: 'raster', widthBytes, heightDots, bits: Uint8Array.from(bytes.subarray(from + 8, from + length)) },
    length,
  );
}
