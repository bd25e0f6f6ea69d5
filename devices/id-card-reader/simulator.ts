import { delay, type Clock } from '../../main/clock/clock.ts';
import type { Simulator } from '../simulator.ts';
import type { ByteChannel } from '../transport/byte-channel.ts';
import { simulatedLine, lineFaults, type SimulatedLineOptions } from '../transport/simulated-line.ts';
import { encodeText } from './chip-data.ts';
import type { IdCard } from './id-card-reader.ts';
import {
  answerFrame,
  commandIn,
  commandNames,
  frameReader,
  moduleAnswerCode,
  moduleAnswerWords,
  samVBaudRates,
  type CommandName,
  type FrameEvent,
  type ModuleAnswer,
} from './protocol.ts';
import { joinReadData, type ReadBlocks } from './read-data.ts';
import { addressBlock } from './text-layout.ts';

export interface SimulatorDelays {
  /** What the radio takes; typical of modules in the field. */
  readonly findMs: number;
  readonly selectMs: number;
  readonly readMs: number;
}
const typicalDelays: SimulatorDelays = { findMs: 40, selectMs: 40, readMs: 900 };

/** `otherDocument` marks itself with a letter that nobody has published. */
export type CardCondition = 'good' | 'damaged' | 'notGenuine' | 'otherDocument';

/**
 * What goes wrong in the module or with the card, besides the faults of any line. A word of `moduleAnswers` is what the
 * module says instead of doing what it was asked.
 */
const ownFaults = [
  /** A status word that no list has. */
  'unknownAnswer',
  /** The card is lifted when the command arrives: with `read`, while the chip is read. */
  'cardRemoved',
  /** The module's number is that of another family. */
  'wrongFirmware',
  /** The reset does not make the module forget which card it has read. */
  'remembersCard',
] as const;
const refusals = moduleAnswerWords.filter((word) => word !== 'done' && word !== 'cardFound');

export interface IdCardReaderSimulator extends Simulator {
  placeCard(card: IdCard, condition?: CardCondition): void;
  pullCard(): void;
  /** The card is taken away when so many bytes of the next read answer have left; 0: while the chip is read. */
  pullCardAtByte(sentBytes: number): void;
  /** The host opened the line at this speed: at another than the module's nobody understands anybody. */
  lineOpenedAt(baudRate: number): void;
}

export interface SimulatorOptions extends Pick<SimulatedLineOptions, 'cable' | 'pieceBytes' | 'bytesPerSecond'> {
  readonly channel: ByteChannel;
  readonly clock: Clock;
  readonly delays?: Partial<SimulatorDelays>;
  /** What the module was set to. */
  readonly baudRate?: number;
}

interface PlacedCard extends ReadBlocks {
  readonly newestAddress: string | null;
  readonly condition: CardCondition;
  wasRead: boolean;
}

/** A host that does not wait for answers is not listened to beyond this. */
const MOST_QUEUED = 8;

/** The other end of the wire: a SAM_V module that knows the order of commands and reads a card once per placement. */
export function idCardReaderSimulator(options: SimulatorOptions): IdCardReaderSimulator {
  const { channel, clock } = options;
  const delays = { ...typicalDelays, ...options.delays };
  const faults = [...ownFaults, ...refusals];
  const reader = frameReader();
  let card: PlacedCard | null = null;
  let step: 'idle' | 'found' | 'selected' = 'idle';
  let pullAtByte: number | null = null;
  let queue: Promise<void> = Promise.resolve();
  let queued = 0;
  let baudRate: number = options.baudRate ?? samVBaudRates[0];
  let hostBaudRate: number | null = null;

  const line = simulatedLine({
    ...options,
    channel,
    commands: commandNames,
    faults,
    onPowerLost: restart,
    onBytes(bytes) {
      if (hostBaudRate !== null && hostBaudRate !== baudRate) return;
      for (const event of reader.push(bytes)) enqueue(event);
    },
  });

  /** Without power the module forgets what it has read; the card goes on lying there. */
  function restart(): void {
    step = 'idle';
    reader.clear();
    if (card) card.wasRead = false;
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

  async function read(command: 'read' | 'readWithFingerprints', due: readonly string[]): Promise<Uint8Array> {
    const chip = step === 'selected' ? card : null;
    step = 'idle';
    if (!chip) return answer('readFailed');
    if (due.includes('cardRemoved') || pullAtByte === 0) pull();
    await delay(clock, delays.readMs);
    if (card !== chip || chip.condition === 'damaged') return answer('readFailed');
    chip.wasRead = true;
    if (pullAtByte !== null) {
      line.play({ at: `${command}:byte:${pullAtByte}`, fault: 'cutShort', times: 1 });
      pull();
    }
    return answer('done', joinReadData(chip, command === 'readWithFingerprints'));
  }

  function newAddress(): Uint8Array {
    if (!card?.wasRead) return answer('readFailed');
    return card.newestAddress === null ? answer('noContent') : answer('done', addressBlock(card.newestAddress));
  }

  function pull(): void {
    card = null;
    step = 'idle';
    pullAtByte = null;
  }

  function obey(command: CommandName, due: readonly string[]): Uint8Array | Promise<Uint8Array> {
    switch (command) {
      case 'reset': {
        const wasRead = card?.wasRead ?? false;
        restart();
        if (card && due.includes('remembersCard')) card.wasRead = wasRead;
        return answer('done');
      }
      case 'status':
        return answer('done');
      case 'id':
        return answer('done', due.includes('wrongFirmware') ? otherModuleId : moduleId);
      case 'find':
        return find();
      case 'select':
        return select();
      case 'read':
      case 'readWithFingerprints':
        return read(command, due);
      case 'newAddress':
        return newAddress();
      case 'management':
        return step === 'selected' ? answer('done', managementNumber) : answer('readFailed');
    }
  }

  /** Settings of the line: the speed (60 00 to 60 04) is the new one after the answer; the radio's frame size changes nothing. */
  async function set(body: Uint8Array): Promise<void> {
    const speed = body[0] === 0x60 ? samVBaudRates[body[1] ?? -1] : undefined;
    const isKnown = speed !== undefined || (body[0] === 0x61 && body[1] === 0xff);
    await line.send('setting', answer(isKnown ? 'done' : 'commandError'));
    baudRate = speed ?? baudRate;
  }

  async function respond(event: FrameEvent): Promise<void> {
    if (event.kind === 'bad') {
      return line.send('setting', answer(event.fault === 'checksum' ? 'hostChecksum' : 'hostLength'));
    }
    const command = commandIn(event.body);
    if (!command) return set(event.body);
    const due = line.reached(command);
    const said = refusals.find((word) => due.includes(word));
    if (due.includes('cardRemoved') && !command.startsWith('read')) pull();
    // A module that refuses a command has not done it.
    if (said) return line.send(command, answer(said));
    if (due.includes('unknownAnswer')) return line.send(command, answerFrame(0x77));
    await line.send(command, await obey(command, due));
  }

  function enqueue(event: FrameEvent): void {
    if (queued >= MOST_QUEUED) return;
    queued += 1;
    queue = queue.then(() => respond(event)).finally(() => (queued -= 1));
  }

  return {
    start: () => line.start(),
    stop: () => line.stop(),
    commands: commandNames,
    faults: [...lineFaults, ...faults],
    play(scenario) {
      const due = line.play(scenario);
      if (due === 'cardRemoved') pull();
      // From now on, whatever it is asked.
      else if (due) line.play({ ...scenario, at: 'any' });
    },
    heal() {
      line.heal();
      pullAtByte = null;
    },
    placeCard(placed, condition = 'good') {
      pull();
      card = { ...chipOf(placed, condition), condition, wasRead: false };
    },
    pullCard: pull,
    pullCardAtByte(sentBytes) {
      pullAtByte = sentBytes;
    },
    lineOpenedAt(opened) {
      hostBaudRate = opened;
    },
  };
}

const answer = (word: ModuleAnswer, data?: Uint8Array): Uint8Array => answerFrame(moduleAnswerCode(word), data);

function chipOf(card: IdCard, condition: CardCondition): ReadBlocks & { newestAddress: string | null } {
  const text = encodeText(card);
  if (condition === 'otherDocument') text[248] = 'Q'.charCodeAt(0);
  const newestAddress = card.layout === 'resident' ? card.newestAddress : null;
  return { text, photo: card.photo, fingerprints: card.fingerprints ?? [], newestAddress };
}

/** 05.03, a date, and two serial numbers. */
const moduleId = Uint8Array.of(5, 0, 3, 0, 0x4f, 0x26, 0x35, 0x01, 1, 0, 0, 0, 2, 0, 0, 0);
const otherModuleId = Uint8Array.of(9, 0, 1, 0, ...moduleId.subarray(4));

/** IIN, SN and DN of nobody's card. */
const managementNumber = Uint8Array.from({ length: 28 }, (_, at) => at);
