import { delay, type CancelTimer, type Clock } from '../../main/clock/clock.ts';
import { scenarioPoint, type ScenarioStep } from '../simulator.ts';
import type { ByteChannel } from './byte-channel.ts';
import { closeInTime } from './close-in-time.ts';

/** What can go wrong between any device and its host, whatever they speak. */
export const lineFaults = [
  /** The cable is pulled after so many bytes of the answer (`:byte:n`, else before the first). */
  'unplug',
  'silent',
  /** The rest of the answer never comes (`:byte:n`, else half of it). */
  'cutShort',
  /** The last byte of the answer is wrong: where frames carry a check sum, theirs. */
  'wrongChecksum',
  'junkBefore',
  /** Noise without end in place of an answer: 64 KiB. */
  'babble',
  'oneByteChunks',
] as const;
export type LineFault = (typeof lineFaults)[number];

/** The device's end of a line: it comes back after the cable does, takes its time, and plays armed faults. */
export interface SimulatedLine {
  start(): Promise<void>;
  stop(): Promise<void>;
  /**
   * The host's command begins: the device's own faults that are due now, by name. Call once for each command, before
   * the work; the line's faults stay for `send`.
   */
  reached(command: string): string[];
  /** Sends the answer to `command` with whatever is armed for it. Calls overlap in order, never in bytes. */
  send(command: string, bytes: Uint8Array): Promise<void>;
  /** Arms a step; returns the fault's name when it is due now (`at: 'now'`) and not one of the line's. */
  play(step: ScenarioStep): string | null;
  heal(): void;
}

export interface SimulatedLineOptions {
  readonly channel: ByteChannel;
  readonly clock: Clock;
  readonly commands: readonly string[];
  /** The device's own faults. */
  readonly faults: readonly string[];
  readonly onBytes: (bytes: Uint8Array) => void;
  /** The cable was pulled: a device that draws its power from it forgets where it was. */
  readonly onPowerLost?: () => void;
  /** Needed for `unplug`: the cable in memory, or what ends a pty. */
  readonly cable?: { unplug(): void; plug(): void };
  /** Sends in pieces of this size, as small USB packets do. */
  readonly pieceBytes?: number;
  /** Takes as long as a real line: 11520 for 115200 8N1. */
  readonly bytesPerSecond?: number;
}

interface Armed {
  readonly fault: string;
  readonly command: string | null;
  readonly byte: number | null;
  left: number;
}

const isLineFault = (fault: string): boolean => lineFaults.some((name) => name === fault);

/** A device is there again soon after its cable is. */
const REOPEN_AFTER_MS = 100;
const BABBLE_BYTES = 65_536;

export function simulatedLine(options: SimulatedLineOptions): SimulatedLine {
  const { channel, clock, commands, faults, bytesPerSecond = Infinity } = options;
  const pieceBytes = options.pieceBytes ?? (bytesPerSecond === Infinity ? 4096 : 16);
  let armed: Armed[] = [];
  let isRunning = false;
  let cancelReopen: CancelTimer | null = null;
  let sending: Promise<void> = Promise.resolve();

  channel.onData((bytes) => {
    if (isRunning) options.onBytes(bytes);
  });
  channel.onClose(() => {
    options.onPowerLost?.();
    void comeBack();
  });

  async function comeBack(): Promise<void> {
    if (!isRunning) return;
    const opened = await channel.open();
    if (!opened.ok && isRunning) cancelReopen = clock.after(REOPEN_AFTER_MS, () => void comeBack());
  }

  function take(command: string, wanted: (entry: Armed) => boolean): Armed[] {
    const due = armed.filter((entry) => wanted(entry) && (entry.command === null || entry.command === command));
    for (const entry of due) entry.left -= 1;
    armed = armed.filter((entry) => entry.left > 0);
    return due;
  }

  async function deliver(bytes: Uint8Array, size: number): Promise<void> {
    const startMs = clock.monotonicMs();
    for (let at = 0; at < bytes.length; at += size) {
      const piece = bytes.subarray(at, at + size);
      const dueMs = startMs + ((at + piece.length) / bytesPerSecond) * 1000;
      for (let left = dueMs - clock.monotonicMs(); left > 0; left = dueMs - clock.monotonicMs())
        await delay(clock, left);
      await channel.write(piece);
    }
  }

  async function sendWith(entry: Armed | undefined, bytes: Uint8Array): Promise<void> {
    switch (entry?.fault) {
      case 'silent':
        return;
      case 'unplug':
        await deliver(bytes.subarray(0, entry.byte ?? 0), pieceBytes);
        return unplug();
      case 'cutShort':
        return deliver(bytes.subarray(0, entry.byte ?? bytes.length >> 1), pieceBytes);
      case 'wrongChecksum':
        return deliver(Uint8Array.of(...bytes.subarray(0, -1), (bytes.at(-1) ?? 0) ^ 0xff), pieceBytes);
      case 'junkBefore':
        return deliver(Uint8Array.of(0x00, 0xff, 0x41, 0xaa, 0x02, 0xf2, 0x0d, ...bytes), pieceBytes);
      case 'babble':
        return deliver(noise(BABBLE_BYTES), 4096);
      case 'oneByteChunks':
        return deliver(bytes, 1);
      default:
        return deliver(bytes, pieceBytes);
    }
  }

  function unplug(): void {
    if (!options.cable) throw new Error('this simulator was given no cable to pull');
    options.cable.unplug();
  }

  return {
    start() {
      isRunning = true;
      return comeBack();
    },
    async stop() {
      isRunning = false;
      cancelReopen?.();
      await closeInTime(channel, clock);
    },
    reached: (command) => take(command, ({ fault }) => !isLineFault(fault)).map(({ fault }) => fault),
    send(command, bytes) {
      const [entry] = take(command, ({ fault }) => isLineFault(fault));
      sending = sending.then(() => sendWith(entry, bytes));
      return sending;
    },
    play({ at, fault, times = Infinity }) {
      const point = scenarioPoint(at, commands);
      if (!isLineFault(fault) && !faults.includes(fault)) {
        throw new Error(`"${fault}" is no fault here: ${[...lineFaults, ...faults].join(', ')}`);
      }
      if (point.when === 'command') {
        armed.push({ fault, command: point.command, byte: point.byte, left: times });
        return null;
      }
      if (!isLineFault(fault)) return fault;
      if (fault === 'unplug') unplug();
      else armed.push({ fault, command: null, byte: null, left: times });
      return null;
    },
    heal() {
      armed = [];
      options.cable?.plug();
    },
  };
}

/** The same noise each time, of every byte value. */
function noise(length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  for (let at = 0, state = 7; at < length; at += 1) {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    bytes[at] = state >>> 16;
  }
  return bytes;
}
