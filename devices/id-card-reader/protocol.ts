/**
 * The frames of a SAM_V security module (GA 450, GA/T 467-2019), bytes only.
 *
 *     host:   AA AA AA 96 69 | length, 2 bytes | command, parameter | data | check
 *     module: AA AA AA 96 69 | length, 2 bytes | SW1 SW2 SW3        | data | check
 *
 * The length counts what follows it, the check byte included. The check byte is the XOR of all from the length on.
 */
const preamble = Uint8Array.of(0xaa, 0xaa, 0xaa, 0x96, 0x69);
const headerBytes = preamble.length + 2;

/** The longest known frame, text + photo + two fingerprints, has 0x090A; a longer length is a bit error. */
export const LONGEST_LENGTH = 0x0a00;
/** What a reader of frames keeps at most, whatever is thrown at it. */
export const FRAME_BUFFER_BYTES = 64 * 1024;

/** The speeds that a module can be set to (command 60 00 to 60 04); it leaves the factory with the first. */
export const samVBaudRates = [115_200, 57_600, 38_400, 19_200, 9600] as const;

interface CommandShape {
  readonly code: readonly [command: number, parameter: number];
  readonly success: 'done' | 'cardFound';
  readonly leastDataBytes: number;
}

/** Command and parameter; the word of a good answer; and how many bytes such an answer brings at least. */
export const commands = {
  reset: { code: [0x10, 0xff], success: 'done', leastDataBytes: 0 },
  status: { code: [0x11, 0xff], success: 'done', leastDataBytes: 0 },
  id: { code: [0x12, 0xff], success: 'done', leastDataBytes: 16 },
  find: { code: [0x20, 0x01], success: 'cardFound', leastDataBytes: 4 },
  select: { code: [0x20, 0x02], success: 'done', leastDataBytes: 8 },
  read: { code: [0x30, 0x01], success: 'done', leastDataBytes: 4 },
  readWithFingerprints: { code: [0x30, 0x10], success: 'done', leastDataBytes: 6 },
  newAddress: { code: [0x30, 0x03], success: 'done', leastDataBytes: 70 },
  management: { code: [0x30, 0x05], success: 'done', leastDataBytes: 28 },
} as const satisfies Record<string, CommandShape>;
export type CommandName = keyof typeof commands;

const isCommandName = (word: string): word is CommandName => Object.hasOwn(commands, word);
export const commandNames: readonly CommandName[] = Object.keys(commands).filter(isCommandName);

/** Which command a host's frame carries; null for one that is not asked for by this driver. For the simulator. */
export const commandIn = ([command, parameter]: Uint8Array): CommandName | null =>
  commandNames.find((name) => commands[name].code[0] === command && commands[name].code[1] === parameter) ?? null;

/** SW3: what the module says of a command. Three independent lists agree on these. */
export const moduleAnswers = {
  0x90: 'done',
  0x9f: 'cardFound',
  0x91: 'noContent',
  0x10: 'hostChecksum',
  0x11: 'hostLength',
  0x21: 'commandError',
  0x23: 'notPermitted',
  0x24: 'unrecognised',
  0x31: 'cardRefusesModule',
  0x32: 'moduleRefusesCard',
  0x33: 'verificationFailed',
  0x40: 'unknownCardType',
  0x41: 'readFailed',
  0x47: 'randomFailed',
  0x60: 'selfTestFailed',
  0x66: 'notAuthorised',
  0x80: 'findFailed',
  0x81: 'selectFailed',
} as const;
export type ModuleAnswer = (typeof moduleAnswers)[keyof typeof moduleAnswers];
export const moduleAnswerWords: readonly ModuleAnswer[] = Object.values(moduleAnswers);

const answersByCode: ReadonlyMap<number, ModuleAnswer> = new Map(
  Object.entries(moduleAnswers).map(([code, answer]) => [Number(code), answer]),
);
const codesByAnswer: ReadonlyMap<ModuleAnswer, number> = new Map(
  Array.from(answersByCode, ([code, answer]) => [answer, code]),
);

/** SW3 of an answer: the way back, for the simulator. */
export const moduleAnswerCode = (answer: ModuleAnswer): number => codesByAnswer.get(answer) ?? 0;

export interface Answer {
  /** `unknown` for a code that no list has. */
  readonly status: ModuleAnswer | 'unknown';
  readonly data: Uint8Array;
}

/** The whole frame round a body: command and parameter and data, or SW1 SW2 SW3 and data. */
export function frame(body: Uint8Array): Uint8Array {
  const length = body.length + 1;
  if (length > LONGEST_LENGTH) throw new RangeError(`a body of ${body.length} bytes does not fit into a frame`);
  const checked = Uint8Array.of(length >> 8, length & 0xff, ...body);
  return Uint8Array.of(...preamble, ...checked, xorOf(checked));
}

export const commandFrame = (name: CommandName): Uint8Array => frame(Uint8Array.from(commands[name].code));

export const answerFrame = (sw3: number, data: Uint8Array = new Uint8Array()): Uint8Array =>
  frame(Uint8Array.of(0, 0, sw3, ...data));

/**
 * The answer to a command, from the body of a module's frame. Null when it cannot be the answer to this command: answers
 * do not name their command, so a late one of an earlier command is only known by its word and its length.
 */
export function parseAnswer(name: CommandName, body: Uint8Array): Answer | null {
  const [, , code] = body;
  if (code === undefined) return null;
  const answer: Answer = { status: answersByCode.get(code) ?? 'unknown', data: body.subarray(3) };
  const { success, leastDataBytes } = commands[name];
  if (answer.status === success) return answer.data.length >= leastDataBytes ? answer : null;
  return answer.status === 'done' || answer.status === 'cardFound' ? null : answer;
}

const digits = (value: number, count: number): string => String(value).padStart(count, '0');

/** A module's number as printed on it: two 16-bit and three 32-bit fields, little-endian. */
export function formatModuleId(data: Uint8Array): string {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const kind = `${digits(view.getUint16(0, true), 2)}.${digits(view.getUint16(2, true), 2)}`;
  const date = digits(view.getUint32(4, true), 8);
  return `${kind}-${date}-${digits(view.getUint32(8, true), 10)}-${digits(view.getUint32(12, true), 10)}`;
}

function xorOf(bytes: Uint8Array): number {
  let check = 0;
  for (const byte of bytes) check ^= byte;
  return check;
}

export type FrameEvent =
  | { readonly kind: 'frame'; readonly body: Uint8Array }
  | { readonly kind: 'bad'; readonly fault: 'checksum' | 'length' };

export interface FrameReader {
  /** What became complete with these bytes. Never throws, whatever the bytes. */
  push(bytes: Uint8Array): FrameEvent[];
  /** Forgets an unfinished frame. */
  clear(): void;
  readonly pendingBytes: number;
}

/**
 * Finds frames in a stream that may be cut anywhere and hold noise. After a bad frame it looks for the next preamble
 * inside it, because a frame that was cut short swallows the beginning of the one behind it.
 */
export function frameReader(): FrameReader {
  let pending: Uint8Array = new Uint8Array();

  function takeAll(): FrameEvent[] {
    const events: FrameEvent[] = [];
    let at = 0;
    for (;;) {
      at = indexOfPreamble(pending, at);
      const next = frameAt(pending, at);
      if (next === null) break;
      events.push(next);
      at += next.kind === 'frame' ? headerBytes + next.body.length + 1 : 1;
    }
    pending = pending.slice(at);
    return events;
  }

  return {
    push(bytes) {
      const events: FrameEvent[] = [];
      // What is left over is always shorter than the longest frame, so a step this long keeps the whole in bounds.
      const step = FRAME_BUFFER_BYTES - headerBytes - LONGEST_LENGTH;
      for (let at = 0; at < bytes.length; at += step) {
        pending = joined(pending, bytes.subarray(at, at + step));
        events.push(...takeAll());
      }
      return events;
    },
    clear() {
      pending = new Uint8Array();
    },
    get pendingBytes() {
      return pending.length;
    },
  };
}

/** Where the next preamble begins, or could begin when the bytes end inside it. */
function indexOfPreamble(bytes: Uint8Array, from: number): number {
  for (let at = from; at < bytes.length; at += 1) {
    let matched = 0;
    while (matched < preamble.length && at + matched < bytes.length && bytes[at + matched] === preamble[matched]) {
      matched += 1;
    }
    if (matched === preamble.length || at + matched === bytes.length) return at;
  }
  return bytes.length;
}

/** The frame that begins at this preamble, or null while more bytes are needed. */
function frameAt(bytes: Uint8Array, at: number): FrameEvent | null {
  const [high, low] = [bytes[at + preamble.length], bytes[at + preamble.length + 1]];
  if (high === undefined || low === undefined) return null;
  const length = high * 256 + low;
  // A command and its parameter and the check byte are the least.
  if (length < 3 || length > LONGEST_LENGTH) return { kind: 'bad', fault: 'length' };
  const end = at + headerBytes + length;
  if (bytes.length < end) return null;
  if (xorOf(bytes.subarray(at + preamble.length, end)) !== 0) return { kind: 'bad', fault: 'checksum' };
  return { kind: 'frame', body: bytes.slice(at + headerBytes, end - 1) };
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}
