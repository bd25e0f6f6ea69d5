import { k720Dispenser, type K720Dispenser, type CardDispenserDelays } from '../../../devices/card-dispenser/driver.ts';
import type { CardDispenserProfile } from '../../../devices/card-dispenser/profile.ts';
import { cardDispenserSimulator, type CardDispenserSimulator } from '../../../devices/card-dispenser/simulator.ts';
import type { ByteChannel } from '../../../devices/transport/byte-channel.ts';
import { memoryChannelPair } from '../../../devices/transport/memory-channel.ts';
import { serialChannel } from '../../../devices/transport/serial-channel.ts';
import { systemClock } from '../../../main/clock/clock.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { ptyPair } from '../../support/pty.ts';

/** A driver and a simulator on one line, started. */
export interface Lane {
  readonly dispenser: K720Dispenser;
  readonly simulator: CardDispenserSimulator;
  /** Lets time pass until the outcome is there. */
  run<T>(outcome: Promise<T>): Promise<T>;
  /** Lets time pass until this is true; fails when it does not become so. */
  until(isSo: () => boolean): Promise<void>;
  stop(): Promise<void>;
}
export interface LaneOptions {
  readonly profile?: Partial<CardDispenserProfile>;
  readonly delays?: Partial<CardDispenserDelays>;
  readonly moveMs?: number;
  readonly cards?: number;
  readonly answersMovements?: boolean;
  /** What is so before the driver starts. */
  readonly before?: (simulator: CardDispenserSimulator) => void;
}
export type OpenLane = (options?: LaneOptions) => Promise<Lane>;

const MOST_STEPS = 3000;
const STEP_MS = 50;

export async function memoryLane({ profile, delays, before, ...options }: LaneOptions = {}): Promise<
  Lane & { clock: FakeClock; garble: (writes: number) => void }
> {
  const clock = new FakeClock();
  const [host, device, cable] = memoryChannelPair();
  let toGarble = 0;
  /** A bit of what the host says flips on the way. */
  const noisy: ByteChannel = {
    ...host,
    write(bytes) {
      toGarble -= 1;
      return host.write(
        toGarble < 0 ? bytes : bytes.map((byte, at) => (at === toGarble % bytes.length ? byte ^ 0x41 : byte)),
      );
    },
    get isOpen() {
      return host.isOpen;
    },
  };
  const both = { clock, profile: { driver: 'k720', ...profile } } as const;
  const simulator = cardDispenserSimulator({ channel: device, cable, ...both, ...options });
  const dispenser = k720Dispenser({ channel: noisy, ...both, ...(delays && { delays }) });
  await simulator.start();
  before?.(simulator);
  async function until(isSo: () => boolean): Promise<void> {
    for (let step = 0; !isSo(); step += 1) {
      if (step >= MOST_STEPS) throw new Error('did not happen');
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
  await run(dispenser.start());
  return {
    clock,
    garble: (writes) => (toGarble = writes),
    dispenser,
    simulator,
    run,
    until,
    async stop() {
      await dispenser.stop();
      await simulator.stop();
    },
  };
}

export const quickDelays: CardDispenserDelays = {
  acknowledgeTimeoutMs: 150,
  answerTimeoutMs: 250,
  movementTimeoutMs: 1500,
  quietMs: 5,
  pollMs: 10,
  heartbeatMs: 60,
  reopenAfterMs: 20,
};

const line = (path: string) => serialChannel({ path, baudRate: 9600 });

/** A real pseudo terminal and the real clock, with short delays. */
export async function ptyLane({ profile, delays, before, ...options }: LaneOptions = {}): Promise<Lane> {
  const pty = await ptyPair();
  const both = { clock: systemClock, profile: { driver: 'k720', ...profile } } as const;
  let isPlugged = true;
  const cable = {
    unplug() {
      isPlugged = false;
      void pty.unplug();
    },
    plug() {
      if (!isPlugged) void pty.plug();
      isPlugged = true;
    },
  };
  const simulator = cardDispenserSimulator({ channel: line(pty.b), cable, ...both, moveMs: 40, ...options });
  const dispenser = k720Dispenser({ channel: line(pty.a), ...both, delays: { ...quickDelays, ...delays } });
  await simulator.start();
  before?.(simulator);
  await dispenser.start();
  return {
    dispenser,
    simulator,
    run: (outcome) => outcome,
    async until(isSo) {
      while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 5));
    },
    async stop() {
      await dispenser.stop();
      await simulator.stop();
      await pty.kill();
    },
  };
}
