import {
  samVReader,
  type SamVDelays,
  type SamVOptions,
  type SamVReader,
} from '../../../devices/id-card-reader/driver.ts';
import {
  idCardReaderSimulator,
  type IdCardReaderSimulator,
  type SimulatorOptions,
} from '../../../devices/id-card-reader/simulator.ts';
import type { ByteChannel } from '../../../devices/transport/byte-channel.ts';
import { memoryChannelPair } from '../../../devices/transport/memory-channel.ts';
import { serialChannel } from '../../../devices/transport/serial-channel.ts';
import { systemClock } from '../../../main/clock/clock.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { ptyPair } from '../../support/pty.ts';

/** A driver and a simulator on one line, started. */
export interface Lane {
  readonly reader: SamVReader;
  readonly simulator: IdCardReaderSimulator;
  /** Lets time pass until the outcome is there. */
  run<T>(outcome: Promise<T>): Promise<T>;
  /** Lets time pass until this is true; fails when it does not become so. */
  until(isSo: () => boolean): Promise<void>;
  unplug(): Promise<void>;
  plug(): Promise<void>;
  stop(): Promise<void>;
}

export interface LaneOptions extends Pick<SimulatorOptions, 'pieceBytes' | 'delays'> {
  readonly readerDelays?: Partial<SamVDelays>;
  readonly profile?: NonNullable<SamVOptions['profile']>;
  /** What both ends' bytes travel in, e.g. HID reports. */
  readonly framed?: (end: ByteChannel) => ByteChannel;
}
export type OpenLane = (options?: LaneOptions) => Promise<Lane>;

/** More than the longest wait of the driver. */
const MOST_STEPS = 3000;
const STEP_MS = 50;

/** Real delays on a clock that the test moves. */
export async function memoryLane(options: LaneOptions = {}): Promise<Lane & { clock: FakeClock }> {
  const { readerDelays = {}, profile = {}, framed = (end) => end, ...simulated } = options;
  const clock = new FakeClock();
  const [host, device, cable] = memoryChannelPair();
  const simulator = idCardReaderSimulator({ channel: framed(device), clock, cable, ...simulated });
  const reader = samVReader({ channel: framed(host), clock, profile, delays: readerDelays });
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
  await run(reader.start());
  return {
    clock,
    reader,
    simulator,
    run,
    until,
    unplug: () => Promise.resolve(cable.unplug()),
    plug: () => Promise.resolve(cable.plug()),
    async stop() {
      await reader.stop();
      await simulator.stop();
    },
  };
}

/** Waits that are short, and long enough for a machine with other work. */
export const hurriedDelays: SamVDelays = {
  answerTimeoutMs: 250,
  readTimeoutMs: 400,
  fingerprintTimeoutMs: 400,
  stalledMs: 100,
  quietMs: 20,
  placeTimeoutMs: 150,
  pollMs: 10,
  heartbeatMs: 100,
  reopenAfterMs: 20,
};

/** A real pseudo terminal and the real clock, with short delays. */
export async function ptyLane({ readerDelays, delays, profile = {}, ...options }: LaneOptions = {}): Promise<Lane> {
  const pty = await ptyPair();
  const simulator = idCardReaderSimulator({
    channel: serialChannel({ path: pty.b, baudRate: 115200 }),
    clock: systemClock,
    delays: { findMs: 1, selectMs: 1, readMs: 5, ...delays },
    cable: { unplug: () => void pty.unplug(), plug: () => void pty.plug() },
    ...options,
  });
  const reader = samVReader({
    channel: serialChannel({ path: pty.a, baudRate: 115200 }),
    clock: systemClock,
    profile,
    delays: { ...hurriedDelays, ...readerDelays },
  });
  await simulator.start();
  await reader.start();
  return {
    reader,
    simulator,
    run: (outcome) => outcome,
    async until(isSo) {
      while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 5));
    },
    unplug: () => pty.unplug(),
    plug: () => pty.plug(),
    async stop() {
      await reader.stop();
      await simulator.stop();
      await pty.kill();
    },
  };
}
