import type { Clock } from '../../main/clock/clock.ts';
import type { Simulator } from '../simulator.ts';
import type { ByteChannel } from '../transport/byte-channel.ts';
import { lineFaults, simulatedLine, type SimulatedLineOptions } from '../transport/simulated-line.ts';
import {
  answerFrame,
  commandReader,
  commands,
  parseCommand,
  sizeCodes,
  type BaudRate,
  type Command,
  type CommandFrame,
  type PictureSize,
} from './protocol.ts';

/** What goes wrong inside the camera; each lasts until `heal`, or as often as `times` says. */
const cameraFaults = [
  /** It names another version: at `version`. */
  'wrongFirmware',
  /** It says that it cannot do this now. */
  'refuses',
  /** What it calls a picture is none: at `stopFrame`, like the three below. */
  'notJpeg',
  /** The end of the picture is missing. */
  'cutPicture',
  'emptyPicture',
  /** It speaks of a picture of 4 GiB. */
  'hugePicture',
] as const;
type CameraFault = (typeof cameraFaults)[number];

const commandNames = Object.keys(commands);
const GREETING = 'VC0703 1.00\r\nCtrl infr exist\r\nUser-defined sensor\r\n625\r\nInit end\r\n';

export interface CameraSimulator extends Simulator {
  /** What stands before the camera from now on: a JPEG of the size that the host wants. */
  show(jpeg: Uint8Array): void;
  /** What its memory says, as a technician would read it. */
  readonly size: PictureSize;
  readonly baudRate: BaudRate;
  /** Whether the frame stands still. */
  readonly isStopped: boolean;
}

export interface CameraSimulatorOptions extends Pick<SimulatedLineOptions, 'cable' | 'pieceBytes' | 'bytesPerSecond'> {
  readonly channel: ByteChannel;
  readonly clock: Clock;
  /** What stands before it: a JPEG. */
  readonly picture: Uint8Array;
  readonly version?: string;
  readonly serialNumber?: number;
  /** What its memory says before the host writes it. */
  readonly size?: PictureSize;
  /** How long it hears nothing after a reset. */
  readonly bootMs?: number;
}

/** The other end of the wire: a VC0706 module that sees one picture. */
export function cameraSimulator(options: CameraSimulatorOptions): CameraSimulator {
  const { clock, version = 'VC0703 1.00', serialNumber = 0, bootMs = 500 } = options;
  let scene = options.picture;
  /** What the frame memory holds while it is stopped. */
  let stopped: Uint8Array | null = null;
  let size: PictureSize = options.size ?? '640x480';
  let baudRate: BaudRate = 38400;
  let hearsFromMs = 0;
  let reader = commandReader();

  const line = simulatedLine({
    ...options,
    commands: commandNames,
    faults: cameraFaults,
    onBytes(bytes) {
      if (clock.monotonicMs() < hearsFromMs) return;
      for (const frame of reader.push(bytes)) receive(frame);
    },
    onPowerLost() {
      stopped = null;
      reader = commandReader();
    },
  });

  function receive(frame: CommandFrame): void {
    if (frame.serialNumber !== serialNumber) return;
    const command = parseCommand(frame.code, frame.data);
    if (!command) {
      void line.send('', Uint8Array.of(0x76, serialNumber, frame.code, 1, 0));
      return;
    }
    const due = line.reached(command.name);
    void line.send(
      command.name,
      answerTo(command, (fault) => due.includes(fault)),
    );
  }

  function answerTo(command: Command, has: (fault: CameraFault) => boolean): Uint8Array {
    const { name } = command;
    const answer = (data?: Uint8Array): Uint8Array => answerFrame({ serialNumber, name }, 'done', data);
    if (has('refuses')) return answerFrame({ serialNumber, name }, 'notNow');
    switch (name) {
      case 'reset':
        hearsFromMs = clock.monotonicMs() + bootMs;
        stopped = null;
        return Uint8Array.of(...answer(), ...Buffer.from(GREETING, 'latin1'));
      case 'version':
        return answer(Buffer.from(has('wrongFirmware') ? 'OV528 2.10' : version, 'latin1'));
      case 'size':
        return answer(Uint8Array.of(sizeCodes[size]));
      case 'setSize':
        size = command.size;
        return answer();
      case 'setBaud':
        baudRate = command.baudRate;
        return answer();
      case 'stopFrame':
        stopped ??= pictureWith(scene, has);
        return answer();
      case 'resume':
        stopped = null;
        return answer();
      case 'length':
        return answer(lengthBytes(has('hugePicture') ? 0xffff_ffff : (stopped?.length ?? 0)));
      case 'read': {
        const chunk = new Uint8Array(Math.min(command.bytes, 8192));
        chunk.set((stopped ?? new Uint8Array()).subarray(command.at, command.at + chunk.length));
        return answer(chunk);
      }
    }
  }

  return {
    start: () => line.start(),
    stop: () => line.stop(),
    commands: commandNames,
    faults: [...lineFaults, ...cameraFaults],
    play(step) {
      // What begins now lasts until `heal`.
      if (line.play(step) !== null) line.play({ at: 'any', fault: step.fault });
    },
    heal() {
      stopped = null;
      line.heal();
    },
    show(jpeg) {
      scene = jpeg;
    },
    get size() {
      return size;
    },
    get baudRate() {
      return baudRate;
    },
    get isStopped() {
      return stopped !== null;
    },
  };
}

function pictureWith(scene: Uint8Array, has: (fault: CameraFault) => boolean): Uint8Array {
  if (has('emptyPicture')) return new Uint8Array();
  if (has('cutPicture')) return scene.slice(0, scene.length - 200);
  return has('notJpeg') ? new Uint8Array(scene.length).fill(0x55) : scene.slice();
}

function lengthBytes(length: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, length);
  return bytes;
}
