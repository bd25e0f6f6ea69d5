import type { CameraScene } from '../../main/contract/camera-scene.ts';
import type { DockClient } from './dock-connection.ts';

/** A row of buttons of the dock. Words in locales: dock.<name>. */
export interface Control {
  readonly name: string;
  /** The first is what holds when the kiosk starts; null when nothing holds (a card is placed, not set). */
  readonly initial: string | null;
  readonly choices: readonly string[];
  readonly press: (client: DockClient, choice: string) => Promise<unknown>;
}

type Input<Name extends keyof DockClient['dock']> = Parameters<DockClient['dock'][Name]>[0];

/** Keeps the choices of a row tied to the contract: one that it does not know does not compile. */
function control<Choice extends string>(
  name: string,
  initial: Choice | null,
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

type CardAction = NonNullable<Input<'card'>>['action'];
type ReaderAction = NonNullable<Input<'reader'>>['action'];
type ReceiptFault = NonNullable<Input<'receiptPrinter'>>['fault'];
type DocumentFault = NonNullable<Input<'documentPrinter'>>['fault'];
type Behaviour = NonNullable<Input<'gateway'>>['behaviour'];

const cardActions: readonly CardAction[] = ['place', 'placeExpired', 'placeDamaged', 'pull'];
const readerActions: readonly ReaderAction[] = ['plug', 'unplug'];
const receiptFaults: readonly ReceiptFault[] = [
  'none',
  'paperOut',
  'paperLow',
  'coverOpen',
  'cutterFault',
  'headHot',
  'unplugged',
];
const documentFaults: readonly DocumentFault[] = [
  'none',
  'paperOut',
  'paperJam',
  'coverOpen',
  'tonerOut',
  'busy',
  'unreachable',
];
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
];

/** Everything of the kiosk that a developer can disturb, except the camera, which is the page's own. */
export const controls: readonly Control[] = [
  control('card', null, cardActions, (client, action) => client.dock.card({ action })),
  control('reader', 'plug', readerActions, (client, action) => client.dock.reader({ action })),
  control('receiptPrinter', 'none', receiptFaults, (client, fault) => client.dock.receiptPrinter({ fault })),
  control('documentPrinter', 'none', documentFaults, (client, fault) => client.dock.documentPrinter({ fault })),
  control('gateway', 'normal', behaviours, (client, behaviour) => client.dock.gateway({ behaviour })),
];

export const cameraControl = (show: (scene: CameraScene) => void, scenes: readonly CameraScene[]): Control =>
  control('camera', 'face', scenes, async (_client, scene) => show(scene));
