/**
 * The packets of the R30x and ZFM fingerprint modules, bytes only. All numbers are big-endian.
 *
 *     EF 01 | address, 4 bytes | kind | length, 2 bytes | content | sum, 2 bytes
 *
 * The length counts content and sum; the sum adds up everything from the kind on.
 */
const START = [0xef, 0x01] as const;
const HEADER_BYTES = 9;
const SUM_BYTES = 2;
/** The largest data packet that a module can be set to. */
export const LONGEST_CONTENT = 256;
export const LONGEST_PACKET = HEADER_BYTES + LONGEST_CONTENT + SUM_BYTES;

const kindCodes = { command: 0x01, data: 0x02, acknowledge: 0x07, end: 0x08 } as const;
export type PacketKind = keyof typeof kindCodes;
const kindsByCode: ReadonlyMap<number, PacketKind> = new Map([
  [0x01, 'command'],
  [0x02, 'data'],
  [0x07, 'acknowledge'],
  [0x08, 'end'],
]);

/**
 * All that this driver can say. Searching (04, 1B), storing (06) and loading somebody's features into the module (07, 09)
 * have no words here: a kiosk takes a finger for the one record that the visitor claims, and looks for nobody.
 */
export const commands = {
  verifyPassword: { code: 0x13, answerBytes: 0 },
  readParameters: { code: 0x0f, answerBytes: 16 },
  takeImage: { code: 0x01, answerBytes: 0 },
  extract: { code: 0x02, answerBytes: 0 },
  combine: { code: 0x05, answerBytes: 0 },
  upload: { code: 0x08, answerBytes: 0 },
  countStored: { code: 0x1d, answerBytes: 2 },
  empty: { code: 0x0d, answerBytes: 0 },
} as const;
export type CommandName = keyof typeof commands;

/** The first byte of an acknowledgement. */
export const acknowledgements = {
  0x00: 'done',
  0x01: 'packetError',
  0x02: 'noFinger',
  0x03: 'captureFailed',
  0x06: 'tooMessy',
  0x07: 'tooFewFeatures',
  0x0a: 'differs',
  0x0d: 'uploadFailed',
  0x11: 'emptyFailed',
  0x13: 'wrongPassword',
  0x15: 'noImage',
  0x18: 'flashError',
  0x21: 'passwordNeeded',
} as const;
export type Acknowledgement = (typeof acknowledgements)[keyof typeof acknowledgements];

const wordsByCode: ReadonlyMap<number, Acknowledgement> = new Map(
  Object.entries(acknowledgements).map(([code, word]) => [Number(code), word]),
);
const codesByWord: ReadonlyMap<Acknowledgement, number> = new Map(
  Array.from(wordsByCode, ([code, word]) => [word, code]),
);
const namesByCode: ReadonlyMap<number, CommandName> = new Map(
  nameList().map((name): [number, CommandName] => [commands[name].code, name]),
);

function nameList(): CommandName[] {
  return ['verifyPassword', 'readParameters', 'takeImage', 'extract', 'combine', 'upload', 'countStored', 'empty'];
}

/** The code of an acknowledgement: the way back, for the simulator. */
export const acknowledgementCode = (word: Acknowledgement): number => codesByWord.get(word) ?? 0xff;

/** null for a code that this driver never sends. */
export const commandName = (code: number): CommandName | null => namesByCode.get(code) ?? null;

export interface Packet {
  readonly kind: PacketKind;
  readonly address: number;
  readonly content: Uint8Array;
}

/** Throws for a content that no packet can carry. */
export function encodePacket({ kind, address, content }: Packet): Uint8Array {
  if (content.length > LONGEST_CONTENT) throw new RangeError(`${content.length} bytes do not fit into a packet`);
  const bytes = new Uint8Array(HEADER_BYTES + content.length + SUM_BYTES);
  const view = new DataView(bytes.buffer);
  bytes.set(START);
  view.setUint32(2, address);
  bytes[6] = kindCodes[kind];
  view.setUint16(7, content.length + SUM_BYTES);
  bytes.set(content, HEADER_BYTES);
  view.setUint16(bytes.length - SUM_BYTES, sumOf(bytes.subarray(6, -SUM_BYTES)));
  return bytes;
}

export const commandPacket = (address: number, name: CommandName, parameters: Iterable<number> = []): Uint8Array =>
  encodePacket({ kind: 'command', address, content: Uint8Array.of(commands[name].code, ...parameters) });

export interface Answer {
  /** `unknown` for a code that no list has. */
  readonly word: Acknowledgement | 'unknown';
  readonly data: Uint8Array;
}

/** What an acknowledgement says of a command; null when it is too short to be that command's. */
export function parseAnswer(name: CommandName, content: Uint8Array): Answer | null {
  const [code] = content;
  if (code === undefined) return null;
  const answer: Answer = { word: wordsByCode.get(code) ?? 'unknown', data: content.subarray(1) };
  return answer.word === 'done' && answer.data.length < commands[name].answerBytes ? null : answer;
}

/** What ReadSysPara tells. */
export interface ModuleParameters {
  readonly systemId: number;
  readonly capacity: number;
  readonly securityLevel: number;
  readonly packetBytes: number;
  readonly baudRate: number;
}

/** From 16 bytes. */
export function parseParameters(data: Uint8Array): ModuleParameters {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  return {
    systemId: view.getUint16(2),
    capacity: view.getUint16(4),
    securityLevel: view.getUint16(6),
    packetBytes: 32 << (view.getUint16(12) & 3),
    baudRate: view.getUint16(14) * 9600,
  };
}

export function encodeParameters(parameters: ModuleParameters, address: number): Uint8Array {
  const data = new Uint8Array(16);
  const view = new DataView(data.buffer);
  view.setUint16(2, parameters.systemId);
  view.setUint16(4, parameters.capacity);
  view.setUint16(6, parameters.securityLevel);
  view.setUint32(8, address);
  view.setUint16(12, Math.log2(parameters.packetBytes / 32));
  view.setUint16(14, parameters.baudRate / 9600);
  return data;
}

function sumOf(bytes: Uint8Array): number {
  let sum = 0;
  for (const byte of bytes) sum = (sum + byte) & 0xffff;
  return sum;
}

/** The packet that begins here, how a broken one is broken, or null while more bytes are needed. */
export function packetAt(bytes: Uint8Array): Packet | 'broken' | null {
  if (bytes.length < HEADER_BYTES) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const kind = kindsByCode.get(view.getUint8(6));
  const length = view.getUint16(7);
  if (!kind || length < SUM_BYTES || length > LONGEST_CONTENT + SUM_BYTES) return 'broken';
  const end = HEADER_BYTES + length;
  if (bytes.length < end) return null;
  if (sumOf(bytes.subarray(6, end - SUM_BYTES)) !== view.getUint16(end - SUM_BYTES)) return 'broken';
  return { kind, address: view.getUint32(2), content: bytes.slice(HEADER_BYTES, end - SUM_BYTES) };
}

/** Where the next packet begins, or could begin when the bytes end inside its start. */
export function startOfPacket(bytes: Uint8Array, from: number): number {
  for (let at = from; at < bytes.length; at += 1) {
    if (bytes[at] === START[0] && (at + 1 === bytes.length || bytes[at + 1] === START[1])) return at;
  }
  return bytes.length;
}
