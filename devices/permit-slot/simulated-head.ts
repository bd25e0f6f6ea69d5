import type { Clock } from '../../main/clock/clock.ts';
import type { SlotFault } from './error-codes.ts';
import { crtModelOf, rewriterEntry, type CrtCommand, type PermitSlotProfile } from './profile.ts';
import { simulatedChip, type SimulatedChip } from './simulated-chip.ts';
import type { SimulatedPermit } from './simulated-permit.ts';
import { simulatedWriter } from './simulated-writer.ts';
import { textOf } from './writer-protocol.ts';

const headCommands = ['chipOn', 'chipOff', 'chipExchange', 'write', 'writerState'] as const;
export type HeadCommand = (typeof headCommands)[number];
export const isOfHead = (command: CrtCommand): command is HeadCommand => headCommands.some((name) => name === command);

export const headFaults = [
  /** The chip says nothing. */
  'deadChip',
  /** It ends as if nothing had been written, or does not know what was. */
  'writeFails',
  'writeUnknown',
] as const;

/** What is above the place where a card is held: contacts for its chip, and the writer where the profile has one. */
export interface SimulatedHead {
  /** While it writes, nothing moves. */
  readonly isBusy: boolean;
  /** How many texts were begun. */
  readonly writings: number;
  answer(
    command: HeadCommand,
    data: Uint8Array,
    permit: SimulatedPermit,
    faults: readonly string[],
  ): { data: string } | SlotFault;
  losePower(): void;
}

/** Beginning of an answer to reset: direct convention, T=1 on offer. */
const answerToReset = '\x3b\x80\x80\x01\x01';

export function simulatedHead(profile: PermitSlotProfile, clock: Clock, writeMs: number): SimulatedHead {
  const { rewriter } = profile;
  const { writerWords } = crtModelOf(profile);
  const entry = rewriter ?? rewriterEntry.parse({});
  const writer = simulatedWriter(clock, writeMs);
  /** The chip under power. */
  let chip: SimulatedChip | null = null;

  return {
    get isBusy() {
      return writer.word === 'busy';
    },
    get writings() {
      return writer.begun;
    },
    answer(command, data, permit, faults) {
      switch (command) {
        case 'chipOn':
          chip = permit.zone && !faults.includes('deadChip') ? simulatedChip(permit.zone, entry) : null;
          return chip ? { data: answerToReset } : 'chipFault';
        case 'chipOff':
          chip = null;
          return { data: '' };
        case 'chipExchange':
          if (!chip || faults.includes('deadChip')) return 'chipFault';
          return { data: Buffer.from(chip.exchange(data)).toString('latin1') };
        case 'write': {
          if (!rewriter || writer.word === 'busy') return 'slotFault';
          const { mark, lines } = textOf(data);
          const fault = faults.find((name) => name === 'writeFails' || name === 'writeUnknown') ?? null;
          writer.begin(mark, lines, permit, fault);
          return { data: '' };
        }
        case 'writerState': {
          if (!rewriter) return 'slotFault';
          const word = Object.keys(writerWords).find((key) => writerWords[key] === writer.word) ?? '';
          return { data: word + writer.mark };
        }
      }
    },
    losePower() {
      chip = null;
      writer.losePower();
    },
  };
}
