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
import type { Result } from '../../../main/contract/result.ts';
import { inMemory, overPty, type DeviceLane, type Ends } from '../../support/device-lane.ts';

const fileOf = (name: string): Promise<Uint8Array> =>
  readFile(path.join(import.meta.dirname, name)).then((bytes) => Uint8Array.from(bytes));
/** Drawn people, no one's likeness, 640 x 480. */
export const [firstVisitor, secondVisitor] = await Promise.all([
  fileOf('first-visitor.jpg'),
  fileOf('second-visitor.jpg'),
]);
/** Of another size than the profile names. */
export const otherSize = await fileOf('../../support/portrait.jpg');

export type Lane = DeviceLane<Vc0706Camera, CameraSimulator>;

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

const ends = (
  options: LaneOptions & { readonly bootMs?: number },
  driven: { readonly bootMs?: number; readonly delays?: Partial<Vc0706Delays> } = {},
): Ends<Vc0706Camera, CameraSimulator> => ({
  device: (channel, clock) =>
    vc0706Camera({
      channel,
      clock,
      profile: { ...profile, bootMs: driven.bootMs ?? profile.bootMs },
      delays: driven.delays ?? {},
    }),
  simulator: (end) => cameraSimulator({ ...end, picture: firstVisitor, ...options }),
});

export const memoryLane = (options: LaneOptions = {}) => inMemory(ends(options));

/** Real time, but not the patience of a hall; generous where a loaded machine may dawdle. */
const quickDelays: Partial<Vc0706Delays> = {
  answerTimeoutMs: 400,
  readTimeoutMs: 600,
  quietMs: 20,
  freshFrameMs: 5,
  heartbeatMs: 100,
  reopenAfterMs: 20,
};

/** The same, as fast as a pseudo terminal lets it. */
export const ptyLane: OpenLane = (options) =>
  overPty(ends({ bootMs: 5, ...options }, { bootMs: 30, delays: quickDelays }));
