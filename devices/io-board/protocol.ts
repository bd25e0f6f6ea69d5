/**
 * The frames of Modbus RTU, bytes only: unit | function | data | CRC-16, low byte first. A frame has no start mark; on a
 * line with noise it is known by its unit, its function, its length and its check sum.
 */
export const functions = {
  readCoils: 1,
  readInputs: 2,
  readRegisters: 3,
  writeCoil: 5,
  writeRegister: 6,
  writeCoils: 15,
} as const;
export type FunctionName = keyof typeof functions;
export const functionNames: readonly FunctionName[] = [
  'readCoils',
  'readInputs',
  'readRegisters',
  'writeCoil',
  'writeRegister',
  'writeCoils',
];

/** What a board answers when it will not. */
export const exceptions = {
  illegalFunction: 1,
  illegalAddress: 2,
  illegalValue: 3,
  deviceFailure: 4,
  acknowledge: 5,
  busy: 6,
} as const;
export type ExceptionName = keyof typeof exceptions;

const CRC_BYTES = 2;
const EXCEPTION_BYTES = 5;
/** The longest frame of the standard. */
export const LONGEST_FRAME = 256;

/** CRC-16 of Modbus: polynomial A001 reflected, from FFFF. */
export function crc16(bytes: Uint8Array): number {
  let crc = 0xffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >> 1) ^ 0xa001 : crc >> 1;
  }
  return crc;
}

export function rtuFrame(body: Uint8Array): Uint8Array {
  const crc = crc16(body);
  return Uint8Array.of(...body, crc & 0xff, crc >> 8);
}

function isSound(frame: Uint8Array): boolean {
  const [low = 0, high = 0] = frame.subarray(-CRC_BYTES);
  return crc16(frame.subarray(0, -CRC_BYTES)) === low + high * 256;
}

export interface RtuReader {
  /** The first sound frame that is complete with these bytes, or null. Never throws, whatever the bytes. */
  push(bytes: Uint8Array): Uint8Array | null;
  clear(): void;
  readonly pendingBytes: number;
}

/** `lengthAt` tells how long a frame would be that began there, and null where none can begin or is known yet. */
function rtuReader(lengthAt: (bytes: Uint8Array, at: number) => number | null): RtuReader {
  let pending: Uint8Array = new Uint8Array();
  return {
    push(bytes) {
      const all = new Uint8Array(pending.length + bytes.length);
      all.set(pending);
      all.set(bytes, pending.length);
      for (let at = 0; at < all.length; at += 1) {
        const length = lengthAt(all, at);
        if (length === null || at + length > all.length || !isSound(all.subarray(at, at + length))) continue;
        pending = all.slice(at + length).slice(-LONGEST_FRAME);
        return all.slice(at, at + length);
      }
      pending = all.slice(-LONGEST_FRAME);
      return null;
    },
    clear() {
      pending = new Uint8Array();
    },
    get pendingBytes() {
      return pending.length;
    },
  };
}

/** Finds the answer to this request; an answer of another unit, function or address is passed over. */
export function answerReader(request: Uint8Array): RtuReader {
  const [unit, code = 0] = request;
  const length = answerLength(request);
  const isRead = code <= 4;
  return rtuReader((bytes, at) => {
    if (bytes[at] !== unit) return null;
    if (bytes[at + 1] === (code | 0x80)) return EXCEPTION_BYTES;
    if (bytes[at + 1] !== code) return null;
    if (isRead) return bytes[at + 2] === length - 5 ? length : null;
    // Writes echo the address.
    return bytes[at + 2] === request[2] && bytes[at + 3] === request[3] ? length : null;
  });
}

function answerLength(request: Uint8Array): number {
  const [, code = 0, , , high = 0, low = 0] = request;
  const count = high * 256 + low;
  if (code === functions.readCoils || code === functions.readInputs) return 5 + Math.ceil(count / 8);
  return code === functions.readRegisters ? 5 + 2 * count : 8;
}

export interface RtuRequest {
  readonly name: FunctionName;
  readonly address: number;
  /** How many are read or written. */
  readonly count: number;
  /** What is written: bits for coils, one number for a register. */
  readonly values: readonly number[];
}

/** The board's side: finds the requests to this unit. */
export function requestReader(unit: number): RtuReader {
  return rtuReader((bytes, at) => {
    if (bytes[at] !== unit || !nameOf(bytes[at + 1])) return null;
    if (bytes[at + 1] !== functions.writeCoils) return 8;
    const dataBytes = bytes[at + 6];
    return dataBytes === undefined ? null : 9 + dataBytes;
  });
}

const nameOf = (code: number | undefined): FunctionName | undefined =>
  functionNames.find((name) => functions[name] === code);

/** null where count and data do not fit. */
export function parseRequest(frame: Uint8Array): RtuRequest | null {
  const [, code, addressHigh = 0, addressLow = 0, high = 0, low = 0, dataBytes = 0] = frame;
  const name = nameOf(code);
  if (!name) return null;
  const address = addressHigh * 256 + addressLow;
  const value = high * 256 + low;
  switch (name) {
    case 'readCoils':
    case 'readInputs':
      return value >= 1 && value <= 2000 ? { name, address, count: value, values: [] } : null;
    case 'readRegisters':
      return value >= 1 && value <= 125 ? { name, address, count: value, values: [] } : null;
    case 'writeCoil':
      return { name, address, count: 1, values: [value === 0xff00 ? 1 : 0] };
    case 'writeRegister':
      return { name, address, count: 1, values: [value] };
    case 'writeCoils':
      if (value < 1 || dataBytes !== Math.ceil(value / 8) || frame.length !== 9 + dataBytes) return null;
      return { name, address, count: value, values: bitsOf(frame.subarray(7), value) };
  }
}

/** Lowest bit first. */
const bitsOf = (bytes: Uint8Array, count: number): number[] =>
  Array.from({ length: count }, (_, bit) => ((bytes[bit >> 3] ?? 0) >> (bit & 7)) & 1);

export function bitsAnswer(unit: number, name: 'readCoils' | 'readInputs', bits: readonly boolean[]): Uint8Array {
  const bytes = new Uint8Array(Math.ceil(bits.length / 8));
  for (const [bit, isOn] of bits.entries()) if (isOn) bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) | (1 << (bit & 7));
  return rtuFrame(Uint8Array.of(unit, functions[name], bytes.length, ...bytes));
}

export const registersAnswer = (unit: number, values: readonly number[]): Uint8Array =>
  rtuFrame(
    Uint8Array.of(
      unit,
      functions.readRegisters,
      values.length * 2,
      ...values.flatMap((value) => [value >> 8, value & 0xff]),
    ),
  );

/** A write is answered with the beginning of its request. */
export const writeAnswer = (request: Uint8Array): Uint8Array => rtuFrame(request.subarray(0, 6));

export const exceptionAnswer = (unit: number, name: FunctionName, exception: ExceptionName): Uint8Array =>
  rtuFrame(Uint8Array.of(unit, functions[name] | 0x80, exceptions[exception]));
