import type { CameraScene } from '../../main/contract/camera-scene.ts';
import type { DockClient } from './dock-connection.ts';

/** A row of buttons of the dock. Words in locales: dock.<name>. */
export interface Control {
  readonly name: string;
  /** What holds when the kiosk starts. */
  readonly initial: string;
  readonly choices: readonly string[];
  readonly press: (client: DockClient, choice: string) => Promise<unknown>;
}

type Input<Name extends keyof DockClient['dock']> = Parameters<DockClient['dock'][Name]>[0];

/** Keeps the choices of a row tied to the contract: one that it does not know does not compile. */
function control<Choice extends string>(
  name: string,
  initial: Choice,
  choices: readonly Choice[],
  act: (client: DockClient, choice: Choice) => Promise<unknown>,
): Control {
  return {
    name,
    initial,
    choices,
    async press(client, wanted) {
      const choice = choices.find((known) => known === wanted);
      if (choice !== undefined) await act(client, choice);
    },
  };
}

type Behaviour = NonNullable<Input<'gateway'>>['behaviour'];

const behaviours: readonly Behaviour[] = [
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
];

/** The rows that are no machine's: those come from the kiosk's own state. The camera is the page's. */
export const controls: readonly Control[] = [
  control('gateway', 'normal', behaviours, (client, behaviour) => client.dock.gateway({ behaviour })),
];

export const cameraControl = (show: (scene: CameraScene) => void, scenes: readonly CameraScene[]): Control =>
  control('camera', 'face', scenes, async (_client, scene) => show(scene));
