import { delay, type Clock } from '../../main/clock/clock.ts';
import type { Simulator } from '../simulator.ts';
import type { ByteChannel } from '../transport/byte-channel.ts';
import { lineFaults, simulatedLine } from '../transport/simulated-line.ts';
import { packetReader } from './packet-reader.ts';
import { r30xProfile, type R30xProfile } from './profile.ts';
import {
  acknowledgementCode,
  commandName,
  encodePacket,
  encodeParameters,
  type Acknowledgement,
  type CommandName,
  type Packet,
} from './protocol.ts';
import { syntheticFeatures, syntheticFinger, type SyntheticFinger } from './synthetic-finger.ts';

/** What a person at the reader can do. */
export interface FingerprintSimulator extends Simulator {
  placeFinger(finger?: Partial<SyntheticFinger>): void;
  liftFinger(): void;
}

export interface R30xSimulator extends FingerprintSimulator {
  /** What is stored in the library: nobody's finger may ever stay there. */
  readonly storedTemplates: number;
}

export interface R30xSimulatorOptions {
  readonly channel: ByteChannel;
  readonly clock: Clock;
  readonly profile?: R30xProfile;
  readonly cable?: { unplug(): void; plug(): void };
  /** Taking an image or its features; typical of modules in the field. */
  readonly workMs?: number;
  readonly pieceBytes?: number;
  readonly bytesPerSecond?: number;
}

/** The answer that a fault gives, and to which command. */
const refusals = {
  noFinger: { command: 'takeImage', word: 'noFinger' },
  captureFailed: { command: 'takeImage', word: 'captureFailed' },
  messy: { command: 'extract', word: 'tooMessy' },
  fewFeatures: { command: 'extract', word: 'tooFewFeatures' },
  differs: { command: 'combine', word: 'differs' },
  uploadFailed: { command: 'upload', word: 'uploadFailed' },
  wrongPassword: { command: 'verifyPassword', word: 'wrongPassword' },
  flashError: { command: 'empty', word: 'flashError' },
  broken: { command: 'readParameters', word: 'captureFailed' },
} as const satisfies Record<string, { command: CommandName; word: Acknowledgement }>;
const ownFaults = [
  'noFinger',
  'captureFailed',
  'messy',
  'fewFeatures',
  'differs',
  'uploadFailed',
  'wrongPassword',
  'flashError',
  'broken',
  /** It does not understand the command. */
  'packetError',
  /** Grease on the glass: it sees a finger for ever. */
  'dirty',
  /** Another member of the family answers. */
  'otherModel',
  /** A firmware that stores what it combines. */
  'remembers',
] as const;

const commandNames: readonly CommandName[] = [
  'verifyPassword',
  'readParameters',
  'takeImage',
  'extract',
  'combine',
  'upload',
  'countStored',
  'empty',
];
const TYPICAL_WORK_MS = 250;
const PACKET_BYTES = 128;
/** A host that does not wait for answers is not listened to beyond this. */
const MOST_QUEUED = 8;

/** The other end of the wire: an R30x module with two feature buffers and a library. */
export function fingerprintReaderSimulator(options: R30xSimulatorOptions): R30xSimulator {
  const { clock, workMs = TYPICAL_WORK_MS } = options;
  const profile = options.profile ?? r30xProfile.parse({ driver: 'r30x', connection: { kind: 'simulated' } });
  const address = Number.parseInt(profile.address, 16);
  const reader = packetReader();
  let finger: SyntheticFinger | null = null;
  let image: SyntheticFinger | null = null;
  let buffers: (SyntheticFinger | null)[] = [null, null];
  let model: number | null = null;
  let storedTemplates = 0;
  let queue: Promise<void> = Promise.resolve();
  let queued = 0;

  const line = simulatedLine({
    ...options,
    commands: commandNames,
    faults: ownFaults,
    onBytes(bytes) {
      for (const event of reader.push(bytes)) if (event.event === 'packet') enqueue(event);
    },
    /** Image and buffers are volatile, the library is not. */
    onPowerLost() {
      reader.clear();
      image = null;
      buffers = [null, null];
      model = null;
    },
  });

  function enqueue(packet: Packet): void {
    if (queued >= MOST_QUEUED) return;
    queued += 1;
    queue = queue.then(() => respond(packet)).finally(() => (queued -= 1));
  }

  async function respond({ kind, address: called, content }: Packet): Promise<void> {
    if (kind !== 'command' || called !== address) return;
    const name = commandName(content[0] ?? 0);
    if (!name) return line.send('any', acknowledge('packetError'));
    const due = new Set(line.reached(name));
    await line.send(name, await answer(name, content.subarray(1), due));
  }

  async function answer(name: CommandName, parameters: Uint8Array, due: ReadonlySet<string>): Promise<Uint8Array> {
    if (due.has('packetError')) return acknowledge('packetError');
    for (const [fault, { command, word }] of Object.entries(refusals)) {
      if (due.has(fault) && command === name) return acknowledge(word);
    }
    switch (name) {
      case 'verifyPassword':
        return acknowledge(Buffer.from(parameters).toString('hex') === profile.password ? 'done' : 'wrongPassword');
      case 'readParameters':
        return acknowledge('done', moduleParameters(due.has('otherModel')));
      case 'takeImage':
        await delay(clock, workMs);
        image = due.has('dirty') ? syntheticFinger({ condition: 'smudged' }) : finger;
        return acknowledge(image ? 'done' : 'noFinger');
      case 'extract':
        await delay(clock, workMs);
        return acknowledge(extract(parameters[0] ?? 0));
      case 'combine':
        return acknowledge(combine(due.has('remembers')));
      case 'upload':
        return upload();
      case 'countStored':
        return acknowledge('done', [storedTemplates >> 8, storedTemplates & 0xff]);
      case 'empty':
        storedTemplates = 0;
        return acknowledge('done');
    }
  }

  function extract(buffer: number): Acknowledgement {
    if (!image) return 'noImage';
    if (buffer !== 1 && buffer !== 2) return 'packetError';
    if (image.condition === 'smudged' || image.condition === 'wet') return 'tooMessy';
    if (image.condition !== 'good') return 'tooFewFeatures';
    buffers[buffer - 1] = image;
    return 'done';
  }

  function combine(isStored: boolean): Acknowledgement {
    const [first, second] = buffers;
    if (!first || !second || first.seed !== second.seed) return 'differs';
    model = first.seed;
    if (isStored) storedTemplates += 1;
    return 'done';
  }

  function upload(): Uint8Array {
    if (model === null) return acknowledge('uploadFailed');
    const features = syntheticFeatures(model, profile.templateBytes);
    const packets = [acknowledge('done')];
    for (let at = 0; at < features.length; at += PACKET_BYTES) {
      const kind = at + PACKET_BYTES < features.length ? 'data' : 'end';
      packets.push(encodePacket({ kind, address, content: features.subarray(at, at + PACKET_BYTES) }));
    }
    return new Uint8Array(Buffer.concat(packets));
  }

  function moduleParameters(isOther: boolean): Uint8Array {
    const { systemId = 0, securityLevel = 3 } = profile.expected;
    const told = { systemId: isOther ? systemId + 7 : systemId, capacity: 1000, securityLevel };
    return encodeParameters({ ...told, packetBytes: PACKET_BYTES, baudRate: 57_600 }, address);
  }

  const acknowledge = (word: Acknowledgement, data: Iterable<number> = []): Uint8Array =>
    encodePacket({ kind: 'acknowledge', address, content: Uint8Array.of(acknowledgementCode(word), ...data) });

  return {
    commands: commandNames,
    faults: [...lineFaults, ...ownFaults],
    start: () => line.start(),
    stop: () => line.stop(),
    play(step) {
      // What begins now lasts until `heal`.
      if (line.play(step) !== null) line.play({ at: 'any', fault: step.fault });
    },
    heal: () => line.heal(),
    placeFinger(placed) {
      finger = syntheticFinger(placed);
    },
    liftFinger() {
      finger = null;
    },
    get storedTemplates() {
      return storedTemplates;
    },
  };
}
