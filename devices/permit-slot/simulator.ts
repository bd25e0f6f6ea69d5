import type { Clock } from '../../main/clock/clock.ts';
import type { Simulator } from '../simulator.ts';
import type { ByteChannel } from '../transport/byte-channel.ts';
import { lineFaults, simulatedLine } from '../transport/simulated-line.ts';
import type { SlotFault } from './error-codes.ts';
import { crtCommands, crtFormatOf, crtModelOf, type CrtCommand, type PermitSlotProfile } from './profile.ts';
import {
  acknowledge,
  answerText,
  commandData,
  commandOf,
  crtFrame,
  crtReader,
  refuse,
  type CrtEvent,
} from './protocol.ts';
import { headFaults, isOfHead, simulatedHead, type HeadCommand } from './simulated-head.ts';
import { slotMechanism, type CardKind, type CardPlace, type MechanismFault } from './simulated-mechanism.ts';
import { simulatedPermit, type SimulatedPermit } from './simulated-permit.ts';

export interface PermitSlotSimulator extends Simulator {
  /** A visitor pushes a card in, one without a chip unless given; false when the gate is shut or a card is in the way. */
  insertCard(kind?: CardKind, permit?: SimulatedPermit): boolean;
  /** The visitor takes what lies at the gate. */
  takeCard(): boolean;
  /** The same with force, also while it is drawn in. */
  cardPulledByVisitor(): boolean;
  /** The machine loses its power and has it again; the card stays where it is. */
  cutPower(): void;
  readonly card: CardPlace;
  readonly cardsInBin: number;
  /** How many times a card was moved by command. */
  readonly movements: number;
  /** How many texts were begun on a card's back. */
  readonly writings: number;
}

/** Besides those of any line. */
export const permitSlotFaults = [
  'jam',
  /** The visitor holds on to the card while it moves. */
  'pulled',
  'sensorFault',
  'binFull',
  /** The machine has forgotten its init. */
  'needsInit',
  /** The machine did not understand the frame. */
  'nak',
  'wrongVersion',
  ...headFaults,
] as const;

/** `acknowledge` is the byte before every answer, and `nak` happens in its place. */
const simulatedCommands = ['acknowledge', ...crtCommands] as const;

/** What a command brings: a fault, data, or nothing but the state. */
type Outcome = SlotFault | { readonly data: string } | null;

/** A machine that is sent commands without waiting for the answers does not listen beyond this. */
const MOST_QUEUED = 8;

/** A machine of the CRT family from the other end of its line. */
export function permitSlotSimulator(options: {
  channel: ByteChannel;
  clock: Clock;
  profile: PermitSlotProfile;
  cable?: { unplug(): void; plug(): void };
  /** What a movement takes; real ones need half a second to two. */
  moveMs?: number;
  /** What a text takes; real ones need half a minute. */
  writeMs?: number;
  pieceBytes?: number;
  bytesPerSecond?: number;
}): PermitSlotSimulator {
  const { profile } = options;
  const model = crtModelOf(profile);
  const format = crtFormatOf(profile);
  const reader = crtReader(format);
  const mechanism = slotMechanism(options.clock, options.moveMs ?? 600);
  const head = simulatedHead(profile, options.clock, options.writeMs ?? 4000);
  /** The card that was put in last. */
  let permit = simulatedPermit();
  const line = simulatedLine({
    ...options,
    commands: simulatedCommands,
    faults: permitSlotFaults,
    onBytes(bytes) {
      for (const event of reader.push(bytes)) enqueue(event);
    },
    // RS-232 brings no power: a machine whose cable was pulled goes on with what it does.
    onPowerLost: () => reader.clear(),
  });
  let lastAnswer: { command: CrtCommand; bytes: Uint8Array } | null = null;
  let version = model.version;
  let queue: Promise<void> = Promise.resolve();
  let queued = 0;

  function enqueue(event: CrtEvent): void {
    if (queued >= MOST_QUEUED) return;
    queued += 1;
    queue = queue.then(() => respond(event)).finally(() => (queued -= 1));
  }

  async function respond(event: CrtEvent): Promise<void> {
    if (event.kind === 'bad' && format.framing === 'crt-571') return line.send('acknowledge', refuse);
    if (event.kind === 'nak' && lastAnswer) return line.send(lastAnswer.command, lastAnswer.bytes);
    const code = event.kind === 'text' ? commandOf(event.text) : null;
    const command = crtCommands.find((name) => model.commands[name] === code);
    if (event.kind === 'text' && command) await obey(command, commandData(event.text));
  }

  async function obey(command: CrtCommand, data: Uint8Array): Promise<void> {
    const faults = [...line.reached('acknowledge'), ...line.reached(command)];
    if (format.framing === 'crt-571') {
      if (faults.includes('nak')) return line.send('acknowledge', refuse);
      await line.send('acknowledge', acknowledge);
    }
    const outcome = await work(command, data, faults);
    const bytes = crtFrame(format, answerText(model.commands[command], answerOf(outcome)));
    lastAnswer = { command, bytes };
    await line.send(command, bytes);
  }

  /** What is so from now on, whatever command comes. */
  function befall(fault: string): void {
    if (fault === 'binFull') mechanism.isBinFull = true;
    if (fault === 'needsInit') mechanism.needsInit = true;
    if (fault === 'wrongVersion') version = 'OTHER';
    if (fault === 'jam') mechanism.isJammed = true;
    if (fault === 'pulled') mechanism.takeCard();
  }

  async function work(command: CrtCommand, data: Uint8Array, faults: readonly string[]): Promise<Outcome> {
    const to = destinations[command];
    for (const fault of faults) if (!to || (fault !== 'jam' && fault !== 'pulled')) befall(fault);
    if (to) return head.isBusy ? 'slotFault' : mechanism.move(to, movementFault(faults));
    if (command === 'version') return { data: `${version} V1.0` };
    if (faults.includes('sensorFault')) return 'slotFault';
    if (command === 'status') return mechanism.takeTrouble();
    if (command === 'init') {
      if (mechanism.isJammed) return 'cardJammed';
      mechanism.needsInit = false;
      return null;
    }
    if (command === 'writerState') return head.answer(command, data, permit, faults);
    if (mechanism.needsInit) return 'needsInit';
    if (isOfHead(command)) return workOnCard(command, data, faults);
    mechanism.isGateOpen = command === 'accept';
    return null;
  }

  async function workOnCard(command: HeadCommand, data: Uint8Array, faults: readonly string[]): Promise<Outcome> {
    if (mechanism.position !== 'inside') return 'noCard';
    // With force, out of the contacts.
    if (faults.includes('pulled')) return mechanism.move('inside', 'pulled');
    return head.answer(command, data, permit, faults);
  }

  function answerOf(outcome: Outcome) {
    const code = Object.keys(model.errors).find((key) => model.errors[key] === outcome);
    // What a model has no code for it does not tell.
    if (code !== undefined) return { kind: 'failed', code } as const;
    const stacker = '0';
    const bin = keyOf(model.bins, mechanism.isBinFull ? 'full' : 'ok');
    const state = keyOf(model.positions, mechanism.position) + stacker + bin;
    const data = typeof outcome === 'object' ? (outcome?.data ?? '') : '';
    return { kind: 'done', state, data } as const;
  }

  return {
    start: () => line.start(),
    stop: () => line.stop(),
    commands: simulatedCommands,
    faults: [...lineFaults, ...permitSlotFaults],
    play(step) {
      const now = line.play(step);
      if (now) befall(now);
    },
    heal() {
      line.heal();
      mechanism.isJammed = false;
      mechanism.isBinFull = false;
      mechanism.needsInit = false;
      version = model.version;
    },
    insertCard(kind = 'good', card = simulatedPermit()) {
      const isIn = mechanism.insertCard(kind);
      if (isIn) permit = card;
      return isIn;
    },
    takeCard: mechanism.takeCard,
    cardPulledByVisitor: mechanism.takeCard,
    cutPower() {
      mechanism.losePower();
      head.losePower();
    },
    get card() {
      return mechanism.card;
    },
    get cardsInBin() {
      return mechanism.cardsInBin;
    },
    get movements() {
      return mechanism.movements;
    },
    get writings() {
      return head.writings;
    },
  };
}

const destinations: Partial<Record<CrtCommand, 'inside' | 'gate' | 'bin'>> = {
  hold: 'inside',
  eject: 'gate',
  capture: 'bin',
};

const movementFault = (faults: readonly string[]): MechanismFault | null =>
  faults.find((name) => name === 'jam' || name === 'pulled' || name === 'sensorFault') ?? null;

/** Which key of the model's table means this word. Throws for a word that the model has no key for. */
function keyOf(table: Readonly<Record<string, string>>, word: string): string {
  const key = Object.keys(table).find((candidate) => table[candidate] === word);
  if (key === undefined) throw new Error(`this model has no code for ${word}`);
  return key;
}
