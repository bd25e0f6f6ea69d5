import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { vc0706Camera, type Vc0706Camera, type Vc0706Delays } from '../../../devices/camera/driver.ts';
import { vc0706Profile } from '../../../devices/camera/profile.ts';
import type { StillCameraError } from '../../../devices/camera/still-camera.ts';
import {
  cameraSimulator,
  type CameraSimulator,
  type CameraSimulatorOptions,
} from '../../../devices/camera/simulator.ts';
import { memoryChannelPair } from '../../../devices/transport/memory-channel.ts';
import { serialChannel } from '../../../devices/transport/serial-channel.ts';
import { systemClock } from '../../../main/clock/clock.ts';
import type { Result } from '../../../main/contract/result.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { ptyPair } from '../../support/pty.ts';

const fileOf = (name: string): Promise<Uint8Array> =>
  readFile(path.join(import.meta.dirname, name)).then((bytes) => Uint8Array.from(bytes));
/** Drawn people, no one's likeness, 640 x 480. */
export const [firstVisitor, secondVisitor] = await Promise.all([
  fileOf('first-visitor.jpg'),
  fileOf('second-visitor.jpg'),
]);
/** Of another size than the profile names. */
export const otherSize = await fileOf('../../support/portrait.jpg');

/** A driver and a simulator on one line, started. */
export interface Lane {
  readonly camera: Vc0706Camera;
  readonly simulator: CameraSimulator;
  /** Lets time pass until the outcome is there. */
  run<T>(outcome: Promise<T>): Promise<T>;
  /** Lets time pass until this is true; fails when it does not become so. */
  until(isSo: () => boolean): Promise<void>;
  stop(): Promise<void>;
}

/** Who is in the picture, or the error: a failing test shall not print 10 000 bytes. */
export function inPicture(taken: Result<Uint8Array, StillCameraError>): string {
  if (!taken.ok) return taken.error;
  const isSame = (picture: Uint8Array): boolean => Buffer.compare(picture, taken.value) === 0;
  if (isSame(firstVisitor)) return 'firstVisitor';
  return isSame(secondVisitor) ? 'secondVisitor' : 'something else';
}

export type LaneOptions = Partial<Pick<CameraSimulatorOptions, 'size' | 'version' | 'pieceBytes' | 'bytesPerSecond'>>;
export type OpenLane = (options?: LaneOptions) => Promise<Lane>;

export const never = new AbortController().signal;
export const profile = vc0706Profile.parse({ driver: 'vc0706', connection: { kind: 'simulated' } });

/** More than the longest wait of the driver. */
const MOST_STEPS = 3000;
const STEP_MS = 50;

/** Real delays on a clock that the test moves. */
export async function memoryLane(options: LaneOptions = {}): Promise<Lane & { clock: FakeClock }> {
  const clock = new FakeClock();
  const [host, device, cable] = memoryChannelPair();
  const simulator = cameraSimulator({ channel: device, clock, cable, picture: firstVisitor, ...options });
  const camera = vc0706Camera({ channel: host, clock, profile });
  async function until(isSo: () => boolean): Promise<void> {
    for (let step = 0; step < MOST_STEPS && !isSo(); step += 1) await clock.advance(STEP_MS);
    if (!isSo()) throw new Error(`did not happen: ${JSON.stringify(camera.status())}`);
  }
  async function run<T>(outcome: Promise<T>): Promise<T> {
    let isSettled = false;
    const settled = outcome.finally(() => (isSettled = true));
    await clock.advance(0);
    await until(() => isSettled);
    return settled;
  }
  await simulator.start();
  await run(camera.start());
  return {
    clock,
    camera,
    simulator,
    run,
    until,
    async stop() {
      await camera.stop();
      await simulator.stop();
    },
  };
}

/** Real time, but not the patience of a hall; generous where a loaded machine may dawdle. */
const quickDelays: Partial<Vc0706Delays> = {
  answerTimeoutMs: 400,
  readTimeoutMs: 600,
  quietMs: 20,
  freshFrameMs: 5,
  heartbeatMs: 100,
  reopenAfterMs: 20,
};

/** A real pseudo terminal and the real clock. */
export async function ptyLane(options: LaneOptions = {}): Promise<Lane> {
  const pty = await ptyPair();
  let isPulled = false;
  let moved: Promise<void> = Promise.resolve();
  const simulator = cameraSimulator({
    channel: serialChannel({ path: pty.b, baudRate: 115_200 }),
    clock: systemClock,
    cable: {
      unplug() {
        isPulled = true;
        moved = moved.then(() => pty.unplug());
      },
      plug() {
        if (isPulled) moved = moved.then(() => pty.plug());
        isPulled = false;
      },
    },
    picture: firstVisitor,
    bootMs: 5,
    ...options,
  });
  const camera = vc0706Camera({
    channel: serialChannel({ path: pty.a, baudRate: 115_200 }),
    clock: systemClock,
    profile: { ...profile, bootMs: 30 },
    delays: quickDelays,
  });
  await simulator.start();
  await camera.start();
  return {
    camera,
    simulator,
    run: (outcome) => outcome,
    async until(isSo) {
      while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 5));
    },
    async stop() {
      await moved;
      await camera.stop();
      await simulator.stop();
      await pty.kill();
    },
  };
}
