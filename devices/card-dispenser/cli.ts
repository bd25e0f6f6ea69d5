import {
  runTechnicianTool,
  type TechnicianAction,
  type TechnicianCall,
  type TechnicianTool,
} from '../technician-cli.ts';
import { k720Dispenser, type K720Dispenser } from './driver.ts';
import { cardDispenserEntry, k720Models, type CardDispenserEntry } from './profile.ts';

const actions: Readonly<Record<string, TechnicianAction<K720Dispenser>>> = {
  'self-test': {
    does: 'what the machine calls itself, where a card lies, and broken frames seen',
    async run(dispenser, { say }) {
      const tested = await dispenser.selfTest();
      const position = await dispenser.cardPosition();
      if (tested.ok) say(`version: ${tested.value.version}`);
      if (tested.ok) say(`broken frames: ${tested.value.badFrames}`);
      if (position.ok) say(`card: ${position.value}`);
      if (!tested.ok) say(`failed: ${tested.error}`);
      return tested.ok && position.ok;
    },
  },
  dispense: {
    does: 'brings one card to the front',
    asksFirst: true,
    run: (dispenser, call) => told(dispenser.dispenseCard(call.signal), call),
  },
  capture: {
    does: 'takes the card that lies in the path into the bin',
    asksFirst: true,
    run: (dispenser, call) => told(dispenser.captureCard(call.signal), call),
  },
  reset: {
    does: 'starts the machine anew after a fault; it may move what lies in it',
    asksFirst: true,
    run: (dispenser, call) => told(dispenser.reset(), call),
  },
};

export const cardDispenserTool: TechnicianTool<CardDispenserEntry, K720Dispenser> = {
  device: 'card-dispenser',
  profileKey: 'cardDispenser',
  entry: cardDispenserEntry,
  entryAt: (connection, baudRate) => ({
    driver: 'k720',
    connection:
      connection.kind === 'serial' ? { ...connection, baudRate: baudRate ?? k720Models.k720.baudRate } : connection,
  }),
  open: ({ entry, clock, channelTo }) => k720Dispenser({ channel: channelTo(entry.connection), clock, profile: entry }),
  actions,
};

/** The technician's tool. Returns the exit code: 0 done, 1 the dispenser or the card failed, 2 wrong use. */
export const run = (argv: readonly string[], out: (text: string) => void): Promise<number> =>
  runTechnicianTool(cardDispenserTool, argv, out);

async function told(outcome: ReturnType<K720Dispenser['reset']>, { say }: TechnicianCall): Promise<boolean> {
  const result = await outcome;
  say(result.ok ? 'done' : `failed: ${result.error}`);
  return result.ok;
}
