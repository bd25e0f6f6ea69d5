import type { Result } from '../../main/contract/result.ts';
import {
  runTechnicianTool,
  type TechnicianAction,
  type TechnicianCall,
  type TechnicianTool,
} from '../technician-cli.ts';
import { maskedLines } from '../travel-document-zone/masked-lines.ts';
import { crtPermitSlot, type CrtPermitSlot } from './driver.ts';
import { crtModels, permitSlotEntry, type PermitSlotEntry } from './profile.ts';

const actions: Readonly<Record<string, TechnicianAction<CrtPermitSlot>>> = {
  'self-test': {
    does: 'what the machine calls itself, where a card lies, and broken frames seen',
    async run(slot, { say }) {
      const tested = await slot.selfTest();
      const position = await slot.cardPosition();
      if (tested.ok) say(`version: ${tested.value.version}`);
      if (tested.ok) say(`broken frames: ${tested.value.badFrames}`);
      if (position.ok) say(`card: ${position.value}`);
      if (!tested.ok) say(`failed: ${tested.error}`);
      return tested.ok && position.ok;
    },
  },
  accept: {
    does: 'opens the gate for a minute and takes a card in',
    asksFirst: true,
    run(slot, call) {
      const onPhase = (phase: string): void => call.say(phase === 'waiting' ? 'insert a card' : 'a card is entering');
      return told(slot.acceptCard({ signal: call.signal, onPhase }), call);
    },
  },
  hold: {
    does: 'moves the card to the chip contacts',
    asksFirst: true,
    run: (slot, call) => told(slot.holdCard(call.signal), call),
  },
  eject: {
    does: 'moves the card to the gate',
    asksFirst: true,
    run: (slot, call) => told(slot.ejectCard(call.signal), call),
  },
  read: {
    does: 'reads the chip of the card that was held, and shows it masked',
    async run({ rewriter }, { say, signal }) {
      const read = rewriter ? await rewriter.readPermit(signal) : noRewriter;
      for (const line of read.ok ? maskedLines(read.value) : [`failed: ${read.error}`]) say(line);
      return read.ok;
    },
  },
  'write-test': {
    does: 'writes a line that is no endorsement onto the back of the card that was held',
    asksFirst: true,
    async run({ rewriter }, call) {
      return told(rewriter?.writeEndorsement(['测试 TEST'], call.signal) ?? Promise.resolve(noRewriter), call);
    },
  },
  capture: {
    does: 'moves the card into the bin',
    asksFirst: true,
    run: (slot, call) => told(slot.captureCard(call.signal), call),
  },
};

export const permitSlotTool: TechnicianTool<PermitSlotEntry, CrtPermitSlot> = {
  device: 'permit-slot',
  profileKey: 'permitSlot',
  entry: permitSlotEntry,
  entryAt: (connection, baudRate) => ({
    driver: connection.kind === 'hid' ? 'crt-350n' : 'crt-571',
    connection:
      connection.kind === 'serial'
        ? { ...connection, baudRate: baudRate ?? crtModels['crt-571'].baudRate }
        : connection,
    rewriter: {},
  }),
  open: ({ entry, clock, channelTo }) => crtPermitSlot({ channel: channelTo(entry.connection), clock, profile: entry }),
  actions,
};

/** The technician's tool. Returns the exit code: 0 done, 1 the slot or the card failed, 2 wrong use. */
export const run = (argv: readonly string[], out: (text: string) => void): Promise<number> =>
  runTechnicianTool(permitSlotTool, argv, out);

const noRewriter = { ok: false, error: 'the profile names no rewriter' } as const;

async function told(outcome: Promise<Result<void, string>>, { say }: TechnicianCall): Promise<boolean> {
  const result = await outcome;
  say(result.ok ? 'done' : `failed: ${result.error}`);
  return result.ok;
}
