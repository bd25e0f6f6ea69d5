import type { Device } from '../../../devices/device.ts';
import type { Simulator } from '../../../devices/simulator.ts';
import type { ByteChannel } from '../../../devices/transport/byte-channel.ts';
import { memoryChannelPair } from '../../../devices/transport/memory-channel.ts';
import { serialChannel } from '../../../devices/transport/serial-channel.ts';
import type { SimulatedLineOptions } from '../../../devices/transport/simulated-line.ts';
import { delay, systemClock, type Clock } from '../../../main/clock/clock.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { ptyPair } from '../../support/pty.ts';

/** A driver and a simulator on one line, started. */
export interface TwoEnds<D, S> {
  readonly device: D;
  readonly simulator: S;
  /** Lets time pass until the outcome is there. */
  run<T>(outcome: Promise<T>): Promise<T>;
  /** Lets time pass until this is true; fails when it does not become so. */
  until(isSo: () => boolean): Promise<void>;
  /** Lets this much time pass. */
  pass(ms: number): Promise<void>;
  unplug(): Promise<void>;
  plug(): Promise<void>;
  stop(): Promise<void>;
}

export interface Ends<D extends Device, S extends Simulator> {
  readonly device: (channel: ByteChannel, clock: Clock) => D;
  readonly simulator: (options: {
    channel: ByteChannel;
    clock: Clock;
    cable: NonNullable<SimulatedLineOptions['cable']>;
  }) => S;
}
export type OpenEnds = <D extends Device, S extends Simulator>(ends: Ends<D, S>) => Promise<TwoEnds<D, S>>;

/** More than the longest wait of a driver. */
const MOST_STEPS = 3000;
const STEP_MS = 50;

/** Real delays on a clock that the test moves. */
export async function inMemory<D extends Device, S extends Simulator>(
  ends: Ends<D, S>,
): Promise<TwoEnds<D, S> & { clock: FakeClock; host: ByteChannel; far: ByteChannel }> {
  const clock = new FakeClock();
  const [host, far, cable] = memoryChannelPair();
  const simulator = ends.simulator({ channel: far, clock, cable });
  const device = ends.device(host, clock);
  async function until(isSo: () => boolean): Promise<void> {
    for (let step = 0; step < MOST_STEPS && !isSo(); step += 1) await clock.advance(STEP_MS);
    if (!isSo()) throw new Error('did not happen');
  }
  await simulator.start();
  await device.start();
  return {
    clock,
    host,
    far,
    device,
    simulator,
    until,
    async run(outcome) {
      let isSettled = false;
      const settled = outcome.finally(() => (isSettled = true));
      await clock.advance(0);
      await until(() => isSettled);
      return settled;
    },
    pass: (ms) => clock.advance(ms),
    unplug: () => Promise.resolve(cable.unplug()),
    plug: () => Promise.resolve(cable.plug()),
    async stop() {
      await device.stop();
      await simulator.stop();
    },
  };
}

const at = (path: string): ByteChannel => serialChannel({ path, baudRate: 115_200 });
const pass = (ms: number): Promise<void> => delay(systemClock, ms);

/** A real pseudo terminal and the real clock. */
export async function overPty<D extends Device, S extends Simulator>(ends: Ends<D, S>): Promise<TwoEnds<D, S>> {
  const pty = await ptyPair();
  const simulator = ends.simulator({
    channel: at(pty.b),
    clock: systemClock,
    cable: { unplug: () => void pty.unplug(), plug: () => {} },
  });
  const device = ends.device(at(pty.a), systemClock);
  await simulator.start();
  await device.start();
  return {
    device,
    simulator,
    run: (outcome) => outcome,
    async until(isSo) {
      while (!isSo()) await pass(5);
    },
    pass,
    unplug: () => pty.unplug(),
    plug: () => pty.plug(),
    async stop() {
      await device.stop();
      await simulator.stop();
      await pty.kill();
    },
  };
}
