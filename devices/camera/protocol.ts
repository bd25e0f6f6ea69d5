/**
 * Serial cameras with the VC0706 chip, bytes only.
 *
 *     host:   56 | serial number | command | length          | data
 *     camera: 76 | serial number | command | status | length | data
 *
 * The answer to a read has length 0, then the picture's bytes, then the same five bytes again. Nothing carries a check
 * sum. After a reset the camera prints a greeting between two answers.
 */

export const pictureSizes = ['640x480', '320x240', '160x120'] as const;
export type PictureSize = (typeof pictureSizes)[number];

const HOST_SIGN = 0x56;
const CAMERA_SIGN = 0x76;
const COMMAND_HEADER_BYTES = 4;
const ANSWER_HEADER_BYTES = 5;

/** The code of each command, and how long the data of its good answer is. */
export const commands = {
  reset: { code: 0x26, answer: [0, 0] },
  version: { code: 0x11, answer: [1, 40] },
  size: { code: 0x30, answer: [1, 1] },
  setSize: { code: 0x31, answer: [0, 0] },
  setBaud: { code: 0x31, answer: [0, 0] },
  stopFrame: { code: 0x36, answer: [0, 0] },
  resume: { code: 0x36, answer: [0, 0] },
  length: { code: 0x34, answer: [4, 4] },
  read: { code: 0x32, answer: [0, 0] },
} as const;
export type CommandName = keyof typeof commands;

export type Command =
  | { readonly name: 'reset' | 'version' | 'size' | 'stopFrame' | 'length' }
  | { readonly name: 'resume'; readonly flag: 2 | 3 }
  | { readonly name: 'setSize'; readonly size: PictureSize }
  | { readonly name: 'setBaud'; readonly baudRate: BaudRate }
  /** `pause` in 0.01 ms. */
  | { readonly name: 'read'; readonly at: number; readonly bytes: number; readonly pause: number };

/** What the camera keeps at address 0019 of its memory: how large its pictures are after the next reset. */
export const sizeCodes: Readonly<Record<PictureSize, number>> = { '640x480': 0x00, '320x240': 0x11, '160x120': 0x22 };

/** What it keeps at address 0008: how fast it speaks after the next reset. */
export const baudCodes = { 9600: 0xaec8, 19200: 0x56e4, 38400: 0x2af2, 57600: 0x1c4c, 115200: 0x0da6 } as const;
export type BaudRate = keyof typeof baudCodes;
export const baudRates: readonly BaudRate[] = [9600, 19200, 38400, 57600, 115200];

/** Memory 4 is the one that outlives a reset; then how many bytes, and the address of the first. */
const sizeAddress = [0x04, 0x01, 0x00, 0x19] as const;
const baudAddress = [0x04, 0x02, 0x00, 0x08] as const;

/** The status byte of an answer. Not verified on hardware beyond 0. */
export const answerStatuses = {
  0: 'done',
  1: 'unknownCommand',
  2: 'wrongLength',
  3: 'wrongFormat',
  4: 'notNow',
  5: 'failed',
} as const;
export type AnswerStatus = (typeof answerStatuses)[keyof typeof answerStatuses];
const statusCodes = new Map(Object.entries(answerStatuses).map(([code, status]) => [status, Number(code)]));

const high = (value: number): number => (value >> 8) & 0xff;
const low = (value: number): number => value & 0xff;
const four = (value: number): number[] => [high(value >>> 16), low(value >>> 16), high(value), low(value)];

export function commandFrame(serialNumber: number, command: Command): Uint8Array {
  const data = dataOf(command);
  return Uint8Array.of(HOST_SIGN, serialNumber, commands[command.name].code, data.length, ...data);
}

function dataOf(command: Command): readonly number[] {
  switch (command.name) {
    case 'reset':
    case 'version':
      return [];
    case 'size':
      return sizeAddress;
    case 'setSize':
      return [...sizeAddress, sizeCodes[command.size]];
    case 'setBaud':
      return [...baudAddress, high(baudCodes[command.baudRate]), low(baudCodes[command.baudRate])];
    case 'stopFrame':
    case 'length':
      return [0x00];
    case 'resume':
      return [command.flag];
    case 'read':
      return [0x00, 0x0a, ...four(command.at), ...four(command.bytes), high(command.pause), low(command.pause)];
  }
}

/** The way back, for the simulator: what the data of a frame asks for; null when it is no command. */
export function parseCommand(code: number, data: Uint8Array): Command | null {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const starts = (address: readonly number[]): boolean => address.every((byte, at) => data[at] === byte);
  const [first] = data;
  switch (code) {
    case commands.reset.code:
      return { name: 'reset' };
    case commands.version.code:
      return { name: 'version' };
    case commands.size.code:
      return data.length === 4 && starts(sizeAddress) ? { name: 'size' } : null;
    case commands.setSize.code: {
      const size = data.length === 5 && starts(sizeAddress) ? sizeOf(data[4]) : null;
      if (size) return { name: 'setSize', size };
      const baudRate = data.length === 6 && starts(baudAddress) ? baudOf(view.getUint16(4)) : null;
      return baudRate ? { name: 'setBaud', baudRate } : null;
    }
    case commands.stopFrame.code:
      if (data.length !== 1) return null;
      if (first === 0) return { name: 'stopFrame' };
      return first === 2 || first === 3 ? { name: 'resume', flag: first } : null;
    case commands.length.code:
      return data.length === 1 && first === 0 ? { name: 'length' } : null;
    case commands.read.code:
      if (data.length !== 12 || first !== 0) return null;
      return { name: 'read', at: view.getUint32(2), bytes: view.getUint32(6), pause: view.getUint16(10) };
    default:
      return null;
  }
}

/** The size that a code stands for; null for a code that no list has. */
export const sizeOf = (code: number | undefined): PictureSize | null =>
  pictureSizes.find((size) => sizeCodes[size] === code) ?? null;

const baudOf = (code: number): BaudRate | null => baudRates.find((rate) => baudCodes[rate] === code) ?? null;

/** An answer; to a good read with the picture's bytes, as a camera sends them. */
export function answerFrame(
  { serialNumber, name }: { readonly serialNumber: number; readonly name: CommandName },
  status: AnswerStatus,
  data: Uint8Array = new Uint8Array(),
): Uint8Array {
  const start = [CAMERA_SIGN, serialNumber, commands[name].code, statusCodes.get(status) ?? 5];
  if (name !== 'read' || status !== 'done') return Uint8Array.of(...start, data.length, ...data);
  const frame = new Uint8Array(2 * ANSWER_HEADER_BYTES + data.length);
  frame.set([...start, 0]);
  frame.set(data, ANSWER_HEADER_BYTES);
  frame.set([...start, 0], ANSWER_HEADER_BYTES + data.length);
  return frame;
}

export type AnswerEvent =
  | { readonly kind: 'answer'; readonly status: AnswerStatus; readonly data: Uint8Array }
  /** It began as the answer and cannot be one. */
  | { readonly kind: 'bad' };

/** Waits for the answer to one command. */
export interface AnswerReader {
  /** What became complete with these bytes. Never throws, whatever the bytes. */
  push(bytes: Uint8Array): AnswerEvent[];
  /** Never more than one answer. */
  readonly pendingBytes: number;
}

/** Greetings, late answers of other commands and noise are passed over; after a bad answer it looks inside it. */
export function answerReader(serialNumber: number, command: Command): AnswerReader {
  const readBytes = command.name === 'read' ? command.bytes : 0;
  const { code, answer } = commands[command.name];
  let pending: Uint8Array = new Uint8Array();

  const isBeginning = (at: number): boolean =>
    pending[at] === CAMERA_SIGN && pending[at + 1] === serialNumber && pending[at + 2] === code;

  /** The answer that begins here, with its length; null while bytes are missing. */
  function answerAt(at: number): { event: AnswerEvent; bytes: number } | null {
    const status = statusAt(pending[at + 3]);
    // Makers disagree whether the answer to a reset has a fifth byte; a greeting follows either way.
    if (command.name === 'reset' && status)
      return { event: { kind: 'answer', status, data: new Uint8Array() }, bytes: 4 };
    const length = pending[at + 4];
    if (length === undefined) return null;
    const isGood = status === 'done';
    if (!status || (isGood && (length < answer[0] || length > answer[1]))) return { event: { kind: 'bad' }, bytes: 1 };
    const inner = isGood && readBytes > 0 ? readBytes : length;
    const bytes = ANSWER_HEADER_BYTES + inner + (isGood && readBytes > 0 ? ANSWER_HEADER_BYTES : 0);
    if (pending.length < at + bytes) return null;
    if (isGood && readBytes > 0 && !repeats(at, at + bytes - ANSWER_HEADER_BYTES))
      return { event: { kind: 'bad' }, bytes: 1 };
    const data = pending.slice(at + ANSWER_HEADER_BYTES, at + ANSWER_HEADER_BYTES + inner);
    return { event: { kind: 'answer', status, data }, bytes };
  }

  function repeats(first: number, second: number): boolean {
    for (let at = 0; at < ANSWER_HEADER_BYTES; at += 1) if (pending[first + at] !== pending[second + at]) return false;
    return true;
  }

  return {
    push(bytes) {
      const events: AnswerEvent[] = [];
      pending = joined(pending, bytes);
      let at = 0;
      while (at + COMMAND_HEADER_BYTES <= pending.length) {
        if (!isBeginning(at)) {
          at += 1;
          continue;
        }
        const found = answerAt(at);
        if (!found) break;
        events.push(found.event);
        at += found.bytes;
      }
      pending = pending.slice(at);
      return events;
    },
    get pendingBytes() {
      return pending.length;
    },
  };
}

const statusAt = (code: number | undefined): AnswerStatus | null =>
  Array.from(statusCodes).find(([, value]) => value === code)?.[0] ?? null;

export interface CommandFrame {
  readonly serialNumber: number;
  readonly code: number;
  readonly data: Uint8Array;
}

/** The camera's side: finds commands in what the host sends. */
export function commandReader(): { push(bytes: Uint8Array): CommandFrame[] } {
  let pending: Uint8Array = new Uint8Array();
  return {
    push(bytes) {
      const found: CommandFrame[] = [];
      pending = joined(pending, bytes);
      let at = 0;
      while (at + COMMAND_HEADER_BYTES <= pending.length) {
        const end = at + COMMAND_HEADER_BYTES + (pending[at + 3] ?? 0);
        if (pending[at] !== HOST_SIGN) at += 1;
        else if (end > pending.length) break;
        else {
          const [, serialNumber = 0, code = 0] = pending.subarray(at);
          found.push({ serialNumber, code, data: pending.slice(at + COMMAND_HEADER_BYTES, end) });
          at = end;
        }
      }
      pending = pending.slice(at);
      return found;
    },
  };
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}
