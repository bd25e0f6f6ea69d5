/** Status as bytes, read by the driver and written by the simulator: DLE EOT, ASB and GS r, and Custom's FULL STATUS. */
import type { PrinterCondition } from './printer-condition.ts';

/** Which of the four answers of DLE EOT: printer, cause of being offline, error, paper. */
export const realTimeQuestions = [1, 2, 3, 4] as const;
export type RealTimeQuestion = (typeof realTimeQuestions)[number];

const has = (byte: number, bits: number): boolean => (byte & bits) !== 0;
const bits = (...set: readonly (readonly [boolean, number])[]): number =>
  set.reduce((byte, [on, bit]) => (on ? byte | bit : byte), 0);
const paperOf = (out: boolean, low: boolean): PrinterCondition['paper'] => (out ? 'out' : low ? 'low' : 'full');

const errorsOf = (byte: number) => ({
  mechanicalError: has(byte, 0x04),
  cutterError: has(byte, 0x08),
  unrecoverableError: has(byte, 0x20),
  autoRecoverableError: has(byte, 0x40),
});
const encodeErrors = (condition: PrinterCondition): number =>
  bits(
    [condition.mechanicalError, 0x04],
    [condition.cutterError, 0x08],
    [condition.unrecoverableError, 0x20],
    [condition.autoRecoverableError, 0x40],
  );

/** Every answer to DLE EOT 1 to 4 has these bits, whatever it says. */
export const isRealTimeAnswer = (byte: number): boolean => (byte & 0x93) === 0x12;

/** The answer does not say which question it belongs to: whoever asks must ask one at a time. */
export function decodeRealTime(question: RealTimeQuestion, byte: number): Partial<PrinterCondition> {
  switch (question) {
    case 1:
      return { offline: has(byte, 0x08) };
    case 2:
      return { coverOpen: has(byte, 0x04), feedButton: has(byte, 0x08) };
    case 3:
      return errorsOf(byte);
    case 4:
      return { paper: paperOf(has(byte, 0x60), has(byte, 0x0c)) };
  }
}

/** The printer's side of DLE EOT. */
export function encodeRealTime(question: RealTimeQuestion, condition: PrinterCondition): number {
  const out = condition.paper === 'out';
  const errors = encodeErrors(condition);
  switch (question) {
    case 1:
      return 0x12 | bits([condition.offline, 0x08]);
    case 2:
      return 0x12 | bits([condition.coverOpen, 0x04], [condition.feedButton, 0x08], [out, 0x20], [errors !== 0, 0x40]);
    case 3:
      return 0x12 | errors;
    case 4:
      return 0x12 | bits([condition.paper !== 'full', 0x0c], [out, 0x60]);
  }
}

/** Automatic Status Back: the second to fourth byte have bits 4 and 7 clear, the first bit 4 set. */
export const automaticBytes = 4;
export const beginsAutomatic = (byte: number): boolean => (byte & 0x93) === 0x10;
export const continuesAutomatic = (byte: number): boolean => (byte & 0x90) === 0;

/** The four bytes of Automatic Status Back. */
export const decodeAutomatic = ([first = 0, second = 0, third = 0]: readonly number[]): PrinterCondition => ({
  offline: has(first, 0x08),
  coverOpen: has(first, 0x20),
  feedButton: has(first, 0x40),
  ...errorsOf(second),
  paper: paperOf(has(third, 0x0c), has(third, 0x03)),
  ticket: 'unknown',
});

/** The printer's side of GS r 1. */
export const encodePaperStatus = (condition: PrinterCondition): number =>
  bits([condition.paper !== 'full', 0x03], [condition.paper === 'out', 0x0c]);

/** The printer's side of Automatic Status Back. */
export const encodeAutomatic = (condition: PrinterCondition): Uint8Array =>
  Uint8Array.of(
    0x10 | bits([condition.offline, 0x08], [condition.coverOpen, 0x20], [condition.feedButton, 0x40]),
    encodeErrors(condition),
    encodePaperStatus(condition),
    0x0f,
  );

/**
 * Custom's FULL STATUS: 10 0F, then paper, user, recoverable and unrecoverable errors. Bits that are always 0 keep a
 * group apart from the answers to DLE EOT, which all have bit 4.
 */
export const fullStatusBytes = 6;
const alwaysClear = [0x1a, 0x90, 0x94, 0xb2] as const;
export const continuesFullStatus = (byte: number, at: number): boolean =>
  at === 1 ? byte === 0x0f : (byte & (alwaysClear[at - 2] ?? 0xff)) === 0;

/** It has no word for offline: a printer that wants nothing and has no error is online. */
export function decodeFullStatus(group: readonly number[]): PrinterCondition {
  const [, , paper = 0, user = 0, recoverable = 0, unrecoverable = 0] = group;
  const state = {
    // The head's lever and the cover each have a bit.
    coverOpen: has(user, 0x03),
    feedButton: has(user, 0x60),
    mechanicalError: has(recoverable, 0x40),
    cutterError: has(unrecoverable, 0x01),
    // A supply voltage out of range counts as recoverable in the manuals; nobody in a hall recovers it.
    unrecoverableError: has(unrecoverable, 0x4c) || has(recoverable, 0x08),
    autoRecoverableError: has(recoverable, 0x01),
  };
  // Virtual paper end (40) is a length that the printer was told to keep count of: as good as near end.
  const level = paperOf(has(paper, 0x01), has(paper, 0x44));
  return {
    ...state,
    paper: level,
    offline: level === 'out' || Object.values(state).includes(true),
    ticket: has(paper, 0x20) ? 'present' : 'notPresent',
  };
}

/** The printer's side of FULL STATUS. */
export const encodeFullStatus = (condition: PrinterCondition): Uint8Array =>
  Uint8Array.of(
    0x10,
    0x0f,
    bits([condition.paper === 'out', 0x01], [condition.paper !== 'full', 0x04], [condition.ticket === 'present', 0x20]),
    bits([condition.coverOpen, 0x02], [condition.feedButton, 0x20]),
    bits([condition.autoRecoverableError, 0x01], [condition.mechanicalError, 0x40]),
    bits([condition.cutterError, 0x01], [condition.unrecoverableError, 0x04]),
  );
