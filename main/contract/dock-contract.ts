import { eventIterator, oc, type } from '@orpc/contract';
import { z } from 'zod';
import { deviceNames } from './device-status.ts';
import type { DeviceLine, StepName } from './session-snapshot.ts';

export { cameraSceneChannel, cameraScenes, type CameraScene } from './camera-scene.ts';

const word = z.string().regex(/^[A-Za-z0-9_]{1,40}$/);

/** The developer's dock beside the preview: drives the simulators. Never bound by the packaged app. */
export const dockContract = {
  dock: {
    state: oc.output(eventIterator(type<DockState>())),
    /** What hands do at a machine: place a card, open the cabinet. The state says what each machine knows. */
    hand: oc.input(z.strictObject({ device: z.enum(deviceNames), act: word })).output(done()),
    /** Arms a fault: one line of a scenario. */
    play: oc
      .input(
        z.strictObject({
          device: z.enum(deviceNames),
          at: z.string().regex(/^[A-Za-z0-9_]{1,40}(:byte:\d{1,6})?$/),
          fault: word,
          times: z.int().min(1).max(1000).exactOptional(),
        }),
      )
      .output(done()),
    heal: oc.input(z.strictObject({ device: z.enum(deviceNames) })).output(done()),
    gateway: oc
      .input(
        z.strictObject({
          behaviour: z.enum([
            'normal',
            'slow',
            'fault500',
            'silent',
            'loseAnswer',
            'repeatAnswer',
            'away',
            'faceNoMatch',
            'officerRefuses',
            'fingerNoMatch',
          ]),
        }),
      )
      .output(done()),
  },
};

function done() {
  return z.strictObject({ done: z.literal(true) });
}

export interface DockState {
  readonly step: StepName;
  readonly devices: readonly DeviceLine[];
  readonly gateway: 'online' | 'away';
  readonly queued: number;
  /** What can be done at each simulated machine, by the device's name. */
  readonly machines: Readonly<Record<string, DockMachine>>;
  /** What the last receipt looked like, line by line. */
  readonly lastReceipt: readonly string[];
}

export interface DockMachine {
  readonly hands: readonly string[];
  /** Points of a scenario, besides `now` and `any`. */
  readonly commands: readonly string[];
  readonly faults: readonly string[];
}
