import { delay, type Clock } from '../../main/clock/clock.ts';
import type { WriterWord } from './profile.ts';
import type { SimulatedPermit } from './simulated-permit.ts';

export type WriterFault = 'writeFails' | 'writeUnknown';

/** The thermal writer of a slot: it erases a card's back and writes it anew. What it did last it knows also without power. */
export interface SimulatedWriter {
  readonly word: WriterWord;
  /** Of the last text. */
  readonly mark: string;
  /** How many texts it ever began. */
  readonly begun: number;
  begin(mark: string, lines: readonly string[], permit: SimulatedPermit, fault: WriterFault | null): void;
  losePower(): void;
}

export function simulatedWriter(clock: Clock, writeMs: number): SimulatedWriter {
  let word: WriterWord = 'idle';
  let lastMark = '0';
  let begun = 0;
  /** Rises with every power cut, so that a text of before does not end afterwards. */
  let era = 0;

  async function write(lines: readonly string[], permit: SimulatedPermit, fault: WriterFault | null): Promise<void> {
    const mine = era;
    if (fault !== 'writeFails') permit.back = 'half';
    await delay(clock, writeMs);
    if (mine !== era) return;
    if (fault === null) permit.back = lines;
    word = fault === null ? 'written' : fault === 'writeFails' ? 'failed' : 'unknown';
  }

  return {
    get word() {
      return word;
    },
    get mark() {
      return lastMark;
    },
    get begun() {
      return begun;
    },
    begin(mark, lines, permit, fault) {
      word = 'busy';
      lastMark = mark;
      begun += 1;
      void write(lines, permit, fault);
    },
    losePower() {
      era += 1;
      if (word === 'busy') word = 'unknown';
    },
  };
}
