/**
 * The frames of the CRT family of card machines, bytes only. Lengths are big-endian.
 *
 *     crt-571: F2 | address | length | text | 03 | XOR of all before       ACK 06, NAK 15, cancel DLE EOT (10 04)
 *     crt-hid: F2 |           length | text | CRC-16 of all before          in reports, nothing is acknowledged
 *
 * The text of the host is `C`, command, parameter, data; of the machine `P`, command, parameter, three state bytes,
 * data; or `N` (some models `E`), command, parameter, two characters of an error.
 */
import { frameReader, noise, type FrameReader, type Taken } from '../transport/frame-reader.ts';

export interface CrtFormat {
  readonly framing: 'crt-571' | 'crt-hid';
  /** Of the machine on its line; `crt-hid` has none. */
  readonly address: number;
}

/** A chip is read in pieces, and an endorsement is four lines: a longer length is a bit error. */
export const LONGEST_TEXT_BYTES = 256;
const SHORTEST_TEXT_BYTES = 3;
const STX = 0xf2;
const ETX = 0x03;
const ACK = 0x06;
const NAK = 0x15;
const DLE = 0x10;
const EOT = 0x04;
const headerBytes = { 'crt-571': 4, 'crt-hid': 3 } as const;
const trailerBytes = 2;

export const acknowledge = Uint8Array.of(ACK);
export const refuse = Uint8Array.of(NAK);
export const cancel = Uint8Array.of(DLE, EOT);

export type CrtEvent =
  { readonly kind: 'ack' | 'nak' | 'cancel' | 'bad' } | { readonly kind: 'text'; readonly text: Uint8Array };

/** The whole frame round a text. */
export function crtFrame({ framing, address }: CrtFormat, text: Uint8Array): Uint8Array {
  if (text.length < SHORTEST_TEXT_BYTES || text.length > LONGEST_TEXT_BYTES) {
    throw new RangeError(`a text of ${text.length} bytes does not fit into a frame`);
  }
  const length = [text.length >> 8, text.length & 0xff];
  if (framing === 'crt-571') {
    const checked = Uint8Array.of(STX, address, ...length, ...text, ETX);
    return Uint8Array.of(...checked, xorOf(checked));
  }
  const checked = Uint8Array.of(STX, ...length, ...text);
  const check = crc16(checked);
  return Uint8Array.of(...checked, check >> 8, check & 0xff);
}

/** After a bad frame it goes on one byte later: a frame that was cut short swallows the beginning of the next. */
export function crtReader(format: CrtFormat): FrameReader<CrtEvent> {
  return frameReader({
    longestBytes: headerBytes[format.framing] + LONGEST_TEXT_BYTES + trailerBytes,
    take: (bytes) => (bytes[0] === STX ? takeFrame(format, bytes) : takeControl(format, bytes)),
  });
}

function takeControl({ framing }: CrtFormat, bytes: Uint8Array): Taken<CrtEvent> {
  if (framing === 'crt-hid') return noise;
  switch (bytes[0]) {
    case ACK:
      return { bytes: 1, event: { kind: 'ack' } };
    case NAK:
      return { bytes: 1, event: { kind: 'nak' } };
    case DLE:
      if (bytes.length < 2) return 'more';
      return bytes[1] === EOT ? { bytes: 2, event: { kind: 'cancel' } } : noise;
    default:
      return noise;
  }
}

function takeFrame({ framing, address }: CrtFormat, bytes: Uint8Array): Taken<CrtEvent> {
  const header = headerBytes[framing];
  if (framing === 'crt-571' && bytes.length > 1 && bytes[1] !== address) return noise;
  const [high, low] = [bytes[header - 2], bytes[header - 1]];
  if (high === undefined || low === undefined) return 'more';
  const length = high * 256 + low;
  if (length < SHORTEST_TEXT_BYTES || length > LONGEST_TEXT_BYTES) return { bytes: 1, event: { kind: 'bad' } };
  const end = header + length + trailerBytes;
  if (bytes.length < end) return 'more';
  const whole = bytes.subarray(0, end);
  const isGood =
    framing === 'crt-571' ? whole[end - 2] === ETX && xorOf(whole) === 0 : /* of its own check */ crc16(whole) === 0;
  if (!isGood) return { bytes: 1, event: { kind: 'bad' } };
  return { bytes: end, event: { kind: 'text', text: whole.slice(header, header + length) } };
}

/** Command and parameter, four hexadecimal digits: `3030` are the characters 0 and 0. */
export type CrtCode = string;

export const commandText = (code: CrtCode, data: Uint8Array = new Uint8Array()): Uint8Array =>
  Uint8Array.of(0x43, ...bytesOf(code), ...data);

/** The command of a host's text; null when it is none. */
export function commandOf(text: Uint8Array): CrtCode | null {
  return text[0] === 0x43 ? Buffer.from(text.subarray(1, 3)).toString('hex') : null;
}

/** What a host's text says behind its command. */
export const commandData = (text: Uint8Array): Uint8Array => text.subarray(3);

export type CrtAnswer =
  /** Three characters of state, then what the command brings: a character for each byte. */
  | { readonly kind: 'done'; readonly state: string; readonly data: string }
  /** Two characters that name the error. */
  | { readonly kind: 'failed'; readonly code: string };

/** The answer to this command; null when it is the late answer to another, or none at all. */
export function parseAnswer(code: CrtCode, text: Uint8Array): CrtAnswer | null {
  if (Buffer.from(text.subarray(1, 3)).toString('hex') !== code) return null;
  const characters = Buffer.from(text).toString('latin1');
  const kind = characters[0];
  if (kind === 'P' && text.length >= 6) {
    return { kind: 'done', state: characters.slice(3, 6), data: characters.slice(6) };
  }
  if ((kind === 'N' || kind === 'E') && text.length >= 5) return { kind: 'failed', code: characters.slice(3, 5) };
  return null;
}

/** The way back, for the simulator. */
export function answerText(code: CrtCode, answer: CrtAnswer): Uint8Array {
  const rest = answer.kind === 'done' ? answer.state + answer.data : answer.code;
  return Uint8Array.of(answer.kind === 'done' ? 0x50 : 0x4e, ...bytesOf(code), ...Buffer.from(rest, 'latin1'));
}

const bytesOf = (code: CrtCode): Uint8Array => Buffer.from(code, 'hex');

function xorOf(bytes: Uint8Array): number {
  let check = 0;
  for (const byte of bytes) check ^= byte;
  return check;
}

/** CRC-16 of polynomial 0x1021, beginning with 0, not reflected (XMODEM). With its own check behind, it is 0. */
export function crc16(bytes: Uint8Array): number {
  let check = 0;
  for (const byte of bytes) {
    check ^= byte << 8;
    for (let bit = 0; bit < 8; bit += 1) check = ((check << 1) ^ (check & 0x8000 ? 0x1021 : 0)) & 0xffff;
  }
  return check;
}
