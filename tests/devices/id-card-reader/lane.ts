import { samVReader, type SamVDelays, type SamVReader } from '../../../devices/id-card-reader/driver.ts';
import {
  idCardReaderSimulator,
  type IdCardReaderSimulator,
  type SimulatorOptions,
} from '../../../devices/id-card-reader/simulator.ts';
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

export type LaneOptions = Pick<SimulatorOptions, 'pieceBytes' | 'delays'> & { readerDelays?: Partial<SamVDelays> };
export type OpenLane = (options?: LaneOptions) => Promise<Lane>;

/** More than the longest wait of the driver. */
const MOST_STEPS = 3000;
const STEP_MS = 50;

/** Real delays on a clock that the test moves. */
export async function memoryLane({ readerDelays, ...options }: LaneOptions = {}): Promise<Lane & { clock: FakeClock }> {
  const clock = new FakeClock();
  const [host, device, cable] = memoryChannelPair();
  const simulator = idCardReaderSimulator({ channel: device, clock, ...options });
  const reader = samVReader({ channel: host, clock, ...(readerDelays && { delays: readerDelays }) });
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

/** A real pseudo terminal and the real clock, with short delays. */
export async function ptyLane({ readerDelays, delays, ...options }: LaneOptions = {}): Promise<Lane> {
  const pty = await ptyPair();
  const simulator = idCardReaderSimulator({
    channel: serialChannel({ path: pty.b, baudRate: 115200 }),
    clock: systemClock,
    delays: { findMs: 1, selectMs: 1, readMs: 5, ...delays },
    ...options,
  });
  const reader = samVReader({
    channel: serialChannel({ path: pty.a, baudRate: 115200 }),
    clock: systemClock,
    delays: {
      answerTimeoutMs: 250,
      readTimeoutMs: 400,
      quietMs: 20,
      placeTimeoutMs: 150,
      pollMs: 10,
      heartbeatMs: 100,
      reopenAfterMs: 20,
      ...readerDelays,
    },
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
