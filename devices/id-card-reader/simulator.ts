import { delay, type CancelTimer, type Clock } from '../../main/clock/clock.ts';
import type { ByteChannel } from '../transport/byte-channel.ts';
import { encodeText, joinReadData } from './chip-data.ts';
import type { IdCard } from './id-card-reader.ts';
import { answerFrame, frameReader, moduleAnswerCode, type FrameEvent, type ModuleAnswer } from './protocol.ts';
import { faultyFrame, type SimulatorFault } from './simulator-fault.ts';

export interface SimulatorDelays {
  /** What the radio takes; typical of modules in the field. */
  readonly findMs: number;
  readonly selectMs: number;
  readonly readMs: number;
}
const typicalDelays: SimulatorDelays = { findMs: 40, selectMs: 40, readMs: 900 };

/** `otherDocument` is a permit with the same kind of chip. */
export type CardCondition = 'good' | 'damaged' | 'notGenuine' | 'otherDocument';

export interface IdCardReaderSimulator {
  start(): Promise<void>;
  stop(): Promise<void>;
  placeCard(card: IdCard, condition?: CardCondition): void;
  pullCard(): void;
  /** The card is taken away when so many bytes of the next read answer have left; 0: while the chip is read. */
  pullCardAtByte(sentBytes: number): void;
  /** From the next answer on, to `times` answers; with `command` only to that one ('30 01' is a read). */
  fail(fault: SimulatorFault, options?: { times?: number; command?: CommandCode }): void;
  /** Ends every fault. */
  heal(): void;
}

/** Command and parameter in hexadecimal. */
export type CommandCode = '10 FF' | '11 FF' | '12 FF' | '20 01' | '20 02' | '30 01' | '30 03' | '30 05' | '30 10';

export interface SimulatorOptions {
  readonly channel: ByteChannel;
  readonly clock: Clock;
  readonly delays?: Partial<SimulatorDelays>;
  /** Sends in pieces of this size, as small USB packets do. */
  readonly pieceBytes?: number;
  /** Takes as long as a real line: 11520 for 115200 8N1. */
  readonly bytesPerSecond?: number;
}

interface PlacedCard {
  readonly text: Uint8Array;
  readonly photo: Uint8Array;
  readonly condition: CardCondition;
  wasRead: boolean;
}

/** A module is there again soon after its cable is. */
const REOPEN_AFTER_MS = 100;
/** A host that does not wait for answers is not listened to beyond this. */
const MOST_QUEUED = 8;

/** The other end of the wire: a SAM_V module that knows the order of commands and reads a card once per placement. */
export function idCardReaderSimulator(options: SimulatorOptions): IdCardReaderSimulator {
  const { channel, clock, bytesPerSecond = Infinity, pieceBytes = bytesPerSecond === Infinity ? 4096 : 16 } = options;
  const delays = { ...typicalDelays, ...options.delays };
  const reader = frameReader();
  let card: PlacedCard | null = null;
  let step: 'idle' | 'found' | 'selected' = 'idle';
  let pullAtByte: number | null = null;
  let faults: { fault: SimulatorFault; left: number; command: CommandCode | undefined }[] = [];
  let queue: Promise<void> = Promise.resolve();
  let queued = 0;
  let isRunning = false;
  let cancelReopen: CancelTimer | null = null;

  channel.onData((bytes) => {
    if (isRunning) for (const event of reader.push(bytes)) enqueue(event);
  });
  channel.onClose(() => {
    restart();
    void plugIn();
  });

  /** Without power the module forgets what it has read; the card goes on lying there. */
  function restart(): void {
    step = 'idle';
    reader.clear();
    if (card) card.wasRead = false;
  }

  async function plugIn(): Promise<void> {
    if (!isRunning) return;
    const opened = await channel.open();
    if (!opened.ok) cancelReopen = clock.after(REOPEN_AFTER_MS, () => void plugIn());
  }

  async function find(): Promise<Uint8Array> {
    await delay(clock, delays.findMs);
    step = card && !card.wasRead ? 'found' : 'idle';
    return step === 'found' ? answer('cardFound', new Uint8Array(4)) : answer('findFailed');
  }

  async function select(): Promise<Uint8Array> {
    const isFound = step === 'found';
    step = 'idle';
    await delay(clock, delays.selectMs);
    if (!isFound || !card) return answer('selectFailed');
    if (card.condition === 'notGenuine') return answer('moduleRefusesCard');
    step = 'selected';
    return answer('done', new Uint8Array(8));
  }

  async function read(withFingerprints: boolean): Promise<Uint8Array> {
    const chip = step === 'selected' ? card : null;
    step = 'idle';
    if (!chip) return answer('readFailed');
    if (pullAtByte === 0) pull();
    await delay(clock, delays.readMs);
    if (card !== chip || chip.condition === 'damaged') return answer('readFailed');
    chip.wasRead = true;
    const data = joinReadData(chip.text, chip.photo);
    const frame = answer('done', withFingerprints ? withoutFingerprints(data) : data);
    if (pullAtByte === null) return frame;
    const sent = frame.slice(0, pullAtByte);
    pull();
    return sent;
  }

  function pull(): void {
    card = null;
    step = 'idle';
    pullAtByte = null;
  }

  function obey(code: string): Uint8Array | Promise<Uint8Array> {
    switch (code) {
      case '10 FF':
        restart();
        return answer('done');
      case '11 FF':
        return answer('done');
      case '12 FF':
        return answer('done', moduleId);
      case '20 01':
        return find();
      case '20 02':
        return select();
      case '30 01':
        return read(false);
      case '30 10':
        return read(true);
      case '30 03':
        return answer(card?.wasRead ? 'noContent' : 'readFailed');
      case '30 05':
        return step === 'selected' ? answer('done', new Uint8Array(28)) : answer('readFailed');
      default:
        // Setting the speed (60 00 to 60 04) and the radio's frame size (61 FF) is granted and changes nothing here.
        return answer(/^60 0[0-4]$|^61 FF$/.test(code) ? 'done' : 'commandError');
    }
  }

  async function respond(event: FrameEvent): Promise<void> {
    if (event.kind === 'bad')
      return send(answer(event.fault === 'checksum' ? 'hostChecksum' : 'hostLength'), clock.monotonicMs());
    const arrivedMs = clock.monotonicMs();
    await waitUntil(arrivedMs + ((event.body.length + 8) / bytesPerSecond) * 1000);
    const code = hex(event.body.subarray(0, 2));
    const fault = takeFault(code);
    if (fault?.kind === 'silent') return;
    // A module that refuses a command has not done it.
    const frame = fault?.kind === 'says' ? new Uint8Array() : await obey(code);
    await send(fault ? faultyFrame(frame, fault) : frame, clock.monotonicMs());
  }

  function takeFault(code: string): SimulatorFault | null {
    const entry = faults.find(({ command }) => command === undefined || command === code);
    if (!entry) return null;
    entry.left -= 1;
    faults = faults.filter(({ left }) => left > 0);
    return entry.fault;
  }

  async function send(bytes: Uint8Array, startMs: number): Promise<void> {
    for (let at = 0; at < bytes.length; at += pieceBytes) {
      const piece = bytes.subarray(at, at + pieceBytes);
      await waitUntil(startMs + ((at + piece.length) / bytesPerSecond) * 1000);
      await channel.write(piece);
    }
  }

  async function waitUntil(dueMs: number): Promise<void> {
    for (let left = dueMs - clock.monotonicMs(); left > 0; left = dueMs - clock.monotonicMs()) await delay(clock, left);
  }

  function enqueue(event: FrameEvent): void {
    if (queued >= MOST_QUEUED) return;
    queued += 1;
    queue = queue.then(() => respond(event)).finally(() => (queued -= 1));
  }

  return {
    start() {
      isRunning = true;
      return plugIn();
    },
    async stop() {
      isRunning = false;
      cancelReopen?.();
      await channel.close();
    },
    placeCard(placed, condition = 'good') {
      pull();
      const text = encodeText(placed, condition === 'otherDocument' ? 'J' : ' ');
      card = { text, photo: placed.photo, condition, wasRead: false };
    },
    pullCard: pull,
    pullCardAtByte(sentBytes) {
      pullAtByte = sentBytes;
    },
    fail(fault, { times = Infinity, command } = {}) {
      faults.push({ fault, left: times, command });
    },
    heal() {
      faults = [];
      pullAtByte = null;
    },
  };
}

const answer = (word: ModuleAnswer, data?: Uint8Array): Uint8Array => answerFrame(moduleAnswerCode(word), data);

/** 05.03, a date, and two serial numbers. */
const moduleId = Uint8Array.of(5, 0, 3, 0, 0x4f, 0x26, 0x35, 0x01, 1, 0, 0, 0, 2, 0, 0, 0);

/** The same data behind three lengths, the last of them 0: a card without fingerprints. */
const withoutFingerprints = (data: Uint8Array): Uint8Array =>
  Uint8Array.of(...data.subarray(0, 4), 0, 0, ...data.subarray(4));

const hex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).toUpperCase().padStart(2, '0')).join(' ');
