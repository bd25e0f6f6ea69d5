import type { Device } from '../../devices/device.ts';
import type { Simulator } from '../../devices/simulator.ts';
import type { ByteChannel } from '../../devices/transport/byte-channel.ts';
import { memoryChannelPair } from '../../devices/transport/memory-channel.ts';
import { serialChannel } from '../../devices/transport/serial-channel.ts';
import { tcpChannel } from '../../devices/transport/tcp-channel.ts';
import { delay, systemClock, type Clock } from '../../main/clock/clock.ts';
import { FakeClock } from './fake-clock.ts';
import { listeningChannel } from './listening-channel.ts';
import { cableOf, ptyPair } from './pty.ts';

/** A driver on its line, whatever is at the other end, started. */
export interface DrivenLane<D> {
  readonly device: D;
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

/** A driver and a simulator on one line. */
export interface DeviceLane<D, S> extends DrivenLane<D> {
  readonly simulator: S;
}

/** A driver, and what somebody before the machine does; the cable is theirs too. */
export type HandLane<D, Hands> = DrivenLane<D> & { readonly hands: Hands };

/** A simulator in that person's place: what they do is done at once. */
export async function withHands<D, S, Hands>(
  opened: Promise<DeviceLane<D, S>>,
  handsOn: (simulator: S, lane: DeviceLane<D, S>) => Hands,
): Promise<HandLane<D, Hands>> {
  const lane = await opened;
  return { ...lane, hands: handsOn(lane.simulator, lane) };
}

export interface MemoryLane<D, S> extends DeviceLane<D, S> {
  readonly clock: FakeClock;
  readonly host: ByteChannel;
  readonly far: ByteChannel;
}

/** The simulator's end of a line. */
export interface FarEnd {
  readonly channel: ByteChannel;
  readonly clock: Clock;
  readonly cable: { unplug(): void; plug(): void };
}

export interface Ends<D extends Device, S extends Simulator> {
  readonly device: (channel: ByteChannel, clock: Clock) => D;
  readonly simulator: (end: FarEnd) => S;
  /** What is so before the driver starts. */
  readonly before?: ((simulator: S) => void) | undefined;
}

/** More than the longest wait of a driver. */
const MOST_STEPS = 3000;
const STEP_MS = 50;

/** Real delays on a clock that the test moves. */
export async function inMemory<D extends Device, S extends Simulator>(ends: Ends<D, S>): Promise<MemoryLane<D, S>> {
  const clock = new FakeClock();
  const [host, far, cable] = memoryChannelPair();
  const simulator = ends.simulator({ channel: far, clock, cable });
  const device = ends.device(host, clock);
  async function until(isSo: () => boolean): Promise<void> {
    for (let step = 0; !isSo(); step += 1) {
      if (step >= MOST_STEPS) throw new Error(`did not happen: ${JSON.stringify(device.status())}`);
      await clock.advance(STEP_MS);
    }
  }
  async function run<T>(outcome: Promise<T>): Promise<T> {
    let isSettled = false;
    const settled = outcome.finally(() => (isSettled = true));
    settled.catch(() => {});
    await clock.advance(0);
    await until(() => isSettled);
    return settled;
  }
  await simulator.start();
  ends.before?.(simulator);
  await run(device.start());
  return {
    clock,
    host,
    far,
    device,
    simulator,
    run,
    until,
    pass: (ms) => clock.advance(ms),
    unplug: () => Promise.resolve(cable.unplug()),
    plug: () => Promise.resolve(cable.plug()),
    async stop() {
      await run(device.stop());
      await simulator.stop();
    },
  };
}

const at = (path: string): ByteChannel => serialChannel({ path, baudRate: 115_200 });

/** A real pseudo terminal and the real clock. */
export async function overPty<D extends Device, S extends Simulator>(ends: Ends<D, S>): Promise<DeviceLane<D, S>> {
  const pty = await ptyPair();
  const cable = cableOf(pty);
  const lane = await overLine(ends, at(pty.a), at(pty.b), cable);
  return {
    ...lane,
    async stop() {
      await lane.stop();
      await cable.unplug();
      await pty.kill();
    },
  };
}

/** A real TCP connection on loopback, at which the device listens, and the real clock. */
export async function overTcp<D extends Device, S extends Simulator>(ends: Ends<D, S>): Promise<DeviceLane<D, S>> {
  const far = await listeningChannel();
  const host = tcpChannel({ host: '127.0.0.1', port: far.port, clock: systemClock });
  return overLine(ends, host, far.channel, far);
}

const pass = (ms: number): Promise<void> => delay(systemClock, ms);

async function overLine<D extends Device, S extends Simulator>(
  ends: Ends<D, S>,
  host: ByteChannel,
  far: ByteChannel,
  cable: Pick<DeviceLane<D, S>, 'unplug' | 'plug'>,
): Promise<DeviceLane<D, S>> {
  const simulator = ends.simulator({
    channel: far,
    clock: systemClock,
    cable: { unplug: () => void cable.unplug(), plug: () => void cable.plug() },
  });
  const device = ends.device(host, systemClock);
  await simulator.start();
  ends.before?.(simulator);
  await device.start();
  return {
    device,
    simulator,
    run: (outcome) => outcome,
    async until(isSo) {
      while (!isSo()) await pass(5);
    },
    pass,
    unplug: () => cable.unplug(),
    plug: () => cable.plug(),
    async stop() {
      await device.stop();
      await simulator.stop();
    },
  };
}
