import { z } from 'zod';
import { streamConnection } from '../transport/connection.ts';

const place = z.int().min(0).max(63);

/** A serial line, or USB that poses as one: text, ended by CR, LF or both. */
const serialFraming = z.strictObject({
  kind: z.literal('serial'),
  quietMs: z.int().min(20).max(2000).default(100),
});

/**
 * HID reports of the bar code page (0x8C). The page names the fields and not their places; these are the ones of two
 * makers whose manuals tell (Honeywell imagers, Access-IS): report id, length, three characters of AIM symbology, 56 bytes
 * of data, and a last byte whose lowest bit says that the code goes on in the next report. Not verified for others.
 */
const hidPosFraming = z.strictObject({
  kind: z.literal('hid-pos'),
  reportBytes: z.int().min(8).max(64).default(64),
  reportId: z.int().min(0).max(255).default(2),
  lengthAt: place.default(1),
  dataAt: place.default(5),
  longestData: z.int().min(1).max(63).default(56),
  goesOnAt: place.default(63),
  quietMs: z.int().min(20).max(2000).default(100),
});

/** A scanner that types the code as a keyboard does, and enter behind it. */
const wedgeFraming = z.strictObject({
  kind: z.literal('keyboard-wedge'),
  quietMs: z.int().min(20).max(2000).default(250),
});

export const codeFraming = z.discriminatedUnion('kind', [serialFraming, hidPosFraming, wedgeFraming]);
/** How one model of scanner talks. */
export type CodeFraming = z.infer<typeof codeFraming>;

/** The scanner's entry in a hardware profile. */
export const codeScannerProfile = z.strictObject({
  driver: z.literal('code-scanner'),
  connection: streamConnection,
  framing: codeFraming,
});
export type CodeScannerProfile = z.infer<typeof codeScannerProfile>;
