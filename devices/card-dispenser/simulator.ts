import type { Clock } from '../../main/clock/clock.ts';
import type { Simulator } from '../simulator.ts';
import type { ByteChannel } from '../transport/byte-channel.ts';
import { lineFaults, simulatedLine } from '../transport/simulated-line.ts';
import { bitsOf } from './machine-state.ts';
import { k720AddressOf, k720Commands, k720ModelOf, type CardDispenserProfile, type K720Command } from './profile.ts';
import { formatStatus, k720Control, k720Frame, k720Reader, type K720Event } from './protocol.ts';
import { dispenserMechanism, movementFaults, type CardCount, type MovementFault } from './simulated-mechanism.ts';

export interface CardDispenserSimulator extends Simulator {
  /** The visitor takes what lies at the front. */
  takeCard(): boolean;
  cardPulledByVisitor(): boolean;
  refill(cards: number): void;
  readonly cards: CardCount;
}

/** Besides those of any line. */
export const cardDispenserFaults = [
  ...movementFaults,
  'empty',
  'nearlyEmpty',
  'binFull',
  'prepareFailed',
  /** The machine did not understand the frame. */
  'nak',
  'wrongVersion',
] as const;

/** `acknowledge` comes before ENQ, and `nak` happens in its place. */
const simulatedCommands = ['acknowledge', ...k720Commands] as const;

/** A machine that is sent commands without end does not listen beyond this. */
const MOST_QUEUED = 8;
const FULL_HOPPER = 150;

/** A dispenser of the K720 family from the other end of its line. */
export function cardDispenserSimulator(options: {
  channel: ByteChannel;
  clock: Clock;
  profile: CardDispenserProfile;
  cable?: { unplug(): void; plug(): void };
  /** What a movement takes; real ones need two seconds. */
  moveMs?: number;
  cards?: number;
  /** Whether it answers a movement with a frame when it is over; models differ. */
  answersMovements?: boolean;
  pieceBytes?: number;
  bytesPerSecond?: number;
}): CardDispenserSimulator {
  const { profile, answersMovements = true } = options;
  const model = k720ModelOf(profile);
  const address = k720AddressOf(profile);
  const reader = k720Reader(address);
  const mechanism = dispenserMechanism(options.clock, options.moveMs ?? 1200, options.cards ?? FULL_HOPPER);
  const line = simulatedLine({
    ...options,
    commands: simulatedCommands,
    faults: cardDispenserFaults,
    onBytes(bytes) {
      for (const event of reader.push(bytes)) enqueue(event);
    },
    onPowerLost() {
      // RS-232 brings no power: what moves goes on, but what was only announced is forgotten.
      announced = null;
      reader.clear();
    },
  });
  /** Acknowledged, and done as soon as the host says ENQ. */
  let announced: { command: K720Command; faults: readonly string[] } | null = null;
  let version = model.version;
  let queue: Promise<void> = Promise.resolve();
  let queued = 0;

  function enqueue(event: K720Event): void {
    if (queued >= MOST_QUEUED) return;
    queued += 1;
    queue = queue.then(() => respond(event)).finally(() => (queued -= 1));
  }

  function respond(event: K720Event): Promise<void> | void {
    switch (event.kind) {
      case 'bad':
        announced = null;
        return line.send('acknowledge', k720Control('refuse', address));
      case 'data':
        return announce(event.data);
      case 'enquire':
        return obey();
      case 'acknowledge':
      case 'refuse':
    }
  }

  function announce(data: string): Promise<void> {
    const command = k720Commands.find((name) => model.commands[name] === data);
    const faults = [...line.reached('acknowledge')];
    announced = command && !faults.includes('nak') ? { command, faults } : null;
    return line.send('acknowledge', k720Control(announced ? 'acknowledge' : 'refuse', address));
  }

  async function obey(): Promise<void> {
    if (!announced) return;
    const { command } = announced;
    const faults = [...announced.faults, ...line.reached(command)];
    announced = null;
    for (const fault of faults) befall(fault);
    const fault = movementFaults.find((name) => faults.includes(name)) ?? null;
    switch (command) {
      case 'dispense':
      case 'capture':
        return move(command, fault);
      case 'reset':
        mechanism.reset();
        return answersMovements ? line.send(command, k720Frame(address, model.commands.reset)) : undefined;
      case 'status':
        return line.send(command, k720Frame(address, formatStatus(bitsOf(mechanism.state(), model))));
      case 'version':
        return line.send(command, k720Frame(address, `${version} V2.05`));
    }
  }

  /** Goes on while the machine listens: the host looks at the sensors meanwhile. */
  function move(command: 'dispense' | 'capture', fault: MovementFault | null): void {
    const moving = command === 'dispense' ? mechanism.dispense(fault) : mechanism.capture(fault);
    void moving.then(() =>
      answersMovements ? line.send(command, k720Frame(address, model.commands[command])) : undefined,
    );
  }

  function befall(fault: string): void {
    if (fault === 'empty') mechanism.empty();
    if (fault === 'nearlyEmpty') mechanism.thinOut();
    if (fault === 'binFull') mechanism.isBinFull = true;
    if (fault === 'prepareFailed') mechanism.hasPrepareFailed = true;
    if (fault === 'wrongVersion') version = 'OTHER';
  }

  return {
    start: () => line.start(),
    stop: () => line.stop(),
    commands: simulatedCommands,
    faults: [...lineFaults, ...cardDispenserFaults],
    play(step) {
      const now = line.play(step);
      if (now === 'jam') mechanism.isJammed = true;
      else if (now === 'pulled') mechanism.takeCard();
      else if (now) befall(now);
    },
    heal() {
      line.heal();
      mechanism.isJammed = false;
      mechanism.isBinFull = false;
      mechanism.hasPrepareFailed = false;
      mechanism.clearPath();
      mechanism.reset();
      version = model.version;
    },
    takeCard: mechanism.takeCard,
    cardPulledByVisitor: mechanism.takeCard,
    refill: (cards) => mechanism.refill(cards),
    get cards() {
      return { ...mechanism.cards };
    },
  };
}
