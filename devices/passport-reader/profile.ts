import { z } from 'zod';
import { streamConnection } from '../transport/connection.ts';

const byte = z.int().min(0).max(255);

/**
 * Readers of EST-100 type, for passports, exit-entry permits and ID cards: UTF-8 JSON messages between marks, on a line of
 * 256000 baud 8-O-1.
 */
const est100Framing = z.strictObject({
  kind: z.literal('est-100'),
  start: z.array(byte).min(1).max(4).default([0x02]),
  end: z.array(byte).min(1).max(4).default([0x03, 0x0d, 0x0a]),
  /** The chip of an ID card comes as text with its photo; nothing longer is known. */
  longestFrameBytes: z.int().min(256).max(262_144).default(65_536),
  quietMs: z.int().min(20).max(2000).default(150),
});

/** DESKO readers: lines of 7 to 44 characters between marks. Which bytes are SOD and EOD is a setting of the reader. */
const deskoFraming = z.strictObject({
  kind: z.literal('desko'),
  startOfData: byte,
  endOfData: byte,
  longestFrameBytes: z.int().min(64).max(1024).default(256),
  quietMs: z.int().min(20).max(2000).default(150),
});

/** A reader that types the lines as a keyboard does; only a pause tells that the last one is through. */
const wedgeFraming = z.strictObject({
  kind: z.literal('keyboard-wedge'),
  longestText: z.int().min(90).max(1024).default(256),
  /** Slow wedges type a key in 20 ms; unverified for any one model. */
  quietMs: z.int().min(20).max(2000).default(250),
});

export const scanFraming = z.discriminatedUnion('kind', [est100Framing, deskoFraming, wedgeFraming]);
/** How one model of scanner talks. */
export type ScanFraming = z.infer<typeof scanFraming>;

/** The scanner's entry in a hardware profile. */
export const passportReaderProfile = z.strictObject({
  driver: z.literal('mrz-scanner'),
  connection: streamConnection,
  framing: scanFraming,
});
export type PassportReaderProfile = z.infer<typeof passportReaderProfile>;
