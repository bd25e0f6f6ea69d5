import { ioBoard, type IoBoardDelays, type IoBoardDriver } from '../../../devices/io-board/driver.ts';
import { ioBoardProfile, type IoBoardProfile } from '../../../devices/io-board/profile.ts';
import { ioBoardSimulator, type IoBoardSimulator } from '../../../devices/io-board/simulator.ts';
import type { ByteChannel } from '../../../devices/transport/byte-channel.ts';
import { memoryChannelPair } from '../../../devices/transport/memory-channel.ts';
import { serialChannel } from '../../../devices/transport/serial-channel.ts';
import { systemClock } from '../../../main/clock/clock.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { ptyPair } from '../../support/pty.ts';

/** A driver and a simulator on one line, started. */
export interface Lane {
  readonly board: IoBoardDriver;
  readonly simulator: IoBoardSimulator;
  readonly written: Uint8Array[];
  run<T>(outcome: Promise<T>): Promise<T>;
  until(isSo: () => boolean): Promise<void>;
  unplug(): Promise<void>;
  plug(): Promise<void>;
  stop(): Promise<void>;
}

export interface LaneOptions {
  readonly profile?: IoBoardProfile;
  readonly delays?: Partial<IoBoardDelays>;
  readonly pieceBytes?: number;
  readonly opensAfterMs?: number | null;
}
export type OpenLane = (options?: LaneOptions) => Promise<Lane>;

/** A cabinet with everything; some wires are inverted, and no two kinds lie in one row. */
export const profile = ioBoardProfile.parse({
  driver: 'modbus-rtu',
  connection: { kind: 'simulated' },
  unit: 3,
  version: { register: 0x8000, value: 200 },
  lights: {
    idCardReader: { coil: 0 },
    receiptPrinter: { coil: 1 },
    camera: { coil: 2 },
    statusGood: { coil: 8, isInverted: true },
    fasciaLight: { coil: 9 },
  },
  doors: [
    { lock: { coil: 4 }, open: { input: 4 }, pulseMs: 400, openWithinMs: 800 },
    { lock: { coil: 5, isInverted: true }, open: { input: 5, isInverted: true }, pulseMs: 400, openWithinMs: 800 },
    { lock: { coil: 6 }, pulseMs: 300 },
  ],
  cabinetDoor: { input: 0, isInverted: true },
  tamperSensor: { input: 1 },
  proximitySensor: { input: 2 },
  onBattery: { input: 7 },
  heartbeat: { register: 16, intervalMs: 1000 },
});

export const quiet = {
  device: 'online',
  cabinetDoor: 'closed',
  tamperSensor: 'off',
  proximitySensor: 'notPresent',
  doors: ['closed', 'closed', 'unknown'],
  ups: 'mains',
} as const;

const MOST_STEPS = 3000;
const STEP_MS = 50;

function tapped(channel: ByteChannel, written: Uint8Array[]): ByteChannel {
  return {
    open: () => channel.open(),
    write(bytes) {
      written.push(Uint8Array.from(bytes));
      return channel.write(bytes);
    },
    onData: (listener) => channel.onData(listener),
    onClose: (listener) => channel.onClose(listener),
    close: () => channel.close(),
    get isOpen() {
      return channel.isOpen;
    },
  };
}

/** Real delays on a clock that the test moves. */
export async function memoryLane({ delays, ...options }: LaneOptions = {}): Promise<Lane & { clock: FakeClock }> {
  const clock = new FakeClock();
  const [host, device, cable] = memoryChannelPair();
  const written: Uint8Array[] = [];
  const simulator = ioBoardSimulator({ profile, ...options, channel: device, clock, cable });
  const board = ioBoard({
    channel: tapped(host, written),
    clock,
    profile: options.profile ?? profile,
    ...(delays && { delays }),
  });
  await simulator.start();
  async function until(isSo: () => boolean): Promise<void> {
    for (let step = 0; step < MOST_STEPS && !isSo(); step += 1) await clock.advance(STEP_MS);
    if (!isSo()) throw new Error('did not happen');
  }
  async function run<T>(outcome: Promise<T>): Promise<T> {
    let isSettled = false;
    const settled = outcome.finally(() => (isSettled = true));
    await clock.advance(0);
    await until(() => isSettled);
    return settled;
  }
  await run(board.start());
  return {
    clock,
    board,
    simulator,
    written,
    run,
    until,
    unplug: () => Promise.resolve(cable.unplug()),
    plug: () => Promise.resolve(cable.plug()),
    async stop() {
      await run(board.stop());
      await simulator.stop();
    },
  };
}

/** A real pseudo terminal and the real clock, with short delays. */
export async function ptyLane({ delays, ...options }: LaneOptions = {}): Promise<Lane> {
  const pty = await ptyPair();
  const written: Uint8Array[] = [];
  const simulator = ioBoardSimulator({
    profile,
    opensAfterMs: 20,
    ...options,
    channel: serialChannel({ path: pty.b, baudRate: 9600 }),
    clock: systemClock,
  });
  const board = ioBoard({
    channel: tapped(serialChannel({ path: pty.a, baudRate: 9600 }), written),
    clock: systemClock,
    profile: options.profile ?? profile,
    delays: { answerTimeoutMs: 200, quietMs: 20, pollMs: 20, reopenAfterMs: 50, ...delays },
  });
  await simulator.start();
  await board.start();
  return {
    board,
    simulator,
    written,
    run: (outcome) => outcome,
    async until(isSo) {
      while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 5));
    },
    unplug: () => pty.unplug(),
    plug: () => pty.plug(),
    async stop() {
      await board.stop();
      await simulator.stop();
      await pty.kill();
    },
  };
}
