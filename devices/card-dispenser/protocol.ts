/**
 * The frames of the K720 and D1000 card dispensers, bytes only. The address is two decimal digits, the length big-endian
 * and counts the data only.
 *
 *     host, machine: 02 | address | length | data | 03 | XOR of all before
 *     machine:       06 | address    understood: it obeys when the host says ENQ
 *     machine:       15 | address    not understood
 *     host:          05 | address    ENQ: do it now
 *
 * Without ENQ nothing moves, so a command may be sent again until it is acknowledged; ENQ is never sent twice for one.
 */
import { frameReader, noise, type FrameReader, type Taken } from '../transport/frame-reader.ts';

/** Answers are a few bytes; a block of a chip card is the longest known. A longer length is a bit error. */
export const LONGEST_DATA_BYTES = 512;
const STX = 0x02;
const ETX = 0x03;
const ENQ = 0x05;
const ACK = 0x06;
const NAK = 0x15;
const headerBytes = 5;
const trailerBytes = 2;
const controlBytes = 3;

const controls = { enquire: ENQ, acknowledge: ACK, refuse: NAK } as const;
type Control = keyof typeof controls;

export type K720Event =
  | { readonly kind: Control | 'bad' }
  /** The data as characters, one for each byte. */
  | { readonly kind: 'data'; readonly data: string };

export const k720Control = (control: Control, address: number): Uint8Array =>
  Uint8Array.of(controls[control], ...digitsOf(address));

/** The whole frame round the data. */
export function k720Frame(address: number, data: string): Uint8Array {
  const bytes = Buffer.from(data, 'latin1');
  if (bytes.length < 1 || bytes.length > LONGEST_DATA_BYTES) {
    throw new RangeError(`${bytes.length} bytes of data do not fit into a frame`);
  }
  const checked = Uint8Array.of(STX, ...digitsOf(address), bytes.length >> 8, bytes.length & 0xff, ...bytes, ETX);
  return Uint8Array.of(...checked, xorOf(checked));
}

/** Frames of other addresses are noise. After a bad frame it goes on one byte later. */
export function k720Reader(address: number): FrameReader<K720Event> {
  const [tens, ones] = digitsOf(address);
  return frameReader({
    longestBytes: headerBytes + LONGEST_DATA_BYTES + trailerBytes,
    take(bytes) {
      const control = controlOf(bytes[0]);
      if (bytes[0] !== STX && !control) return noise;
      const isOurs = (bytes.length < 2 || bytes[1] === tens) && (bytes.length < 3 || bytes[2] === ones);
      if (!isOurs) return noise;
      if (bytes.length < controlBytes) return 'more';
      return control ? { bytes: controlBytes, event: { kind: control } } : takeFrame(bytes);
    },
  });
}

function controlOf(byte: number | undefined): Control | null {
  switch (byte) {
    case ENQ:
      return 'enquire';
    case ACK:
      return 'acknowledge';
    case NAK:
      return 'refuse';
    default:
      return null;
  }
}

function takeFrame(bytes: Uint8Array): Taken<K720Event> {
  const [, , , high, low] = bytes;
  if (high === undefined || low === undefined) return 'more';
  const length = high * 256 + low;
  if (length < 1 || length > LONGEST_DATA_BYTES) return { bytes: 1, event: { kind: 'bad' } };
  const end = headerBytes + length + trailerBytes;
  if (bytes.length < end) return 'more';
  const whole = bytes.subarray(0, end);
  if (whole[end - 2] !== ETX || xorOf(whole) !== 0) return { bytes: 1, event: { kind: 'bad' } };
  const data = Buffer.from(whole.subarray(headerBytes, headerBytes + length)).toString('latin1');
  return { bytes: end, event: { kind: 'data', data } };
}

const digitsOf = (address: number): Uint8Array => Buffer.from(String(address).padStart(2, '0'));

function xorOf(bytes: Uint8Array): number {
  let check = 0;
  for (const byte of bytes) check ^= byte;
  return check;
}

/** The bits of a status: `SF` and four characters (`AP`) or three (`RF`), each 0x30 + four bits, the highest first. */
export function parseStatus(data: string): number | null {
  if (!/^SF[0-?]{3,4}$/.test(data)) return null;
  return Array.from(data.slice(2)).reduce((bits, character) => bits * 16 + (character.charCodeAt(0) - 0x30), 0);
}

export function formatStatus(bits: number): string {
  const nibbles = [12, 8, 4, 0].map((shift) => (bits >> shift) & 0x0f);
  return `SF${String.fromCharCode(...nibbles.map((nibble) => 0x30 + nibble))}`;
}
