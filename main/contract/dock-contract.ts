import { eventIterator, oc, type } from '@orpc/contract';
import { z } from 'zod';
import type { DeviceLine, StepName } from './session-snapshot.ts';

export { cameraSceneChannel, cameraScenes, type CameraScene } from './camera-scene.ts';

/** The developer's dock beside the preview: drives the simulators. Never bound by the packaged app. */
export const dockContract = {
  dock: {
    state: oc.output(eventIterator(type<DockState>())),
    card: oc
      .input(z.strictObject({ action: z.enum(['place', 'placeExpired', 'placeDamaged', 'pull']) }))
      .output(done()),
    receiptPrinter: oc
      .input(
        z.strictObject({
          fault: z.enum(['none', 'paperOut', 'paperLow', 'coverOpen', 'cutterFault', 'headHot', 'unplugged']),
        }),
      )
      .output(done()),
    documentPrinter: oc
      .input(
        z.strictObject({
          fault: z.enum(['none', 'paperOut', 'paperJam', 'coverOpen', 'tonerOut', 'busy', 'unreachable']),
        }),
      )
      .output(done()),
    reader: oc.input(z.strictObject({ action: z.enum(['unplug', 'plug']) })).output(done()),
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
  /** What the last receipt looked like, line by line. */
  readonly lastReceipt: readonly string[];
}
