import { z } from 'zod';
import { serialConnection, simulatedConnection, tcpConnection } from '../transport/connection.ts';

const line = z.union([serialConnection, tcpConnection, simulatedConnection]);
/** Four bytes as they stand on the wire. */
const fourBytes = z.string().regex(/^[0-9a-f]{8}$/i);
/** Bad placements until the visitor is shown another way; after five more hardly anybody succeeds. */
const tries = z.int().min(1).max(20).default(5);

/** The R30x and ZFM family: a module that turns a finger into features by itself. 57600 8N1 unless it was set otherwise. */
export const r30xProfile = z.strictObject({
  driver: z.literal('r30x'),
  connection: line,
  address: fourBytes.default('ffffffff'),
  password: fourBytes.default('00000000'),
  /** What ReadSysPara must say where it matters; whatever differs is another module than the one bought. */
  expected: z
    .strictObject({
      /** Unverified: 0 on most modules, 9 on some. */
      systemId: z.int().min(0).max(0xffff).exactOptional(),
      securityLevel: z.int().min(1).max(5).exactOptional(),
    })
    .default({}),
  /** Unverified for every module: two sets of 256 bytes on the R305 to R307, 1536 on the R503. */
  templateBytes: z.int().min(64).max(4096).default(512),
  tries,
});
export type R30xProfile = z.infer<typeof r30xProfile>;

/** A licensed live scanner behind a vendor's bridge, with the calls of GA/T 626.1 (see bridge-protocol.ts). */
export const liveScannerProfile = z.strictObject({
  driver: z.literal('live-scanner-bridge'),
  connection: line,
  channel: z.int().min(0).max(15).default(0),
  /** Left as the vendor set it without a value. */
  bright: z.int().min(0).max(255).exactOptional(),
  /** LIVESCAN_GetVersion must say this where it is named. */
  version: z.int().exactOptional(),
  /** Unverified as a rule, usual in the field: 500 dpi, 256 × 360 pixels of 8 bits. */
  width: z.int().min(64).max(1024).default(256),
  height: z.int().min(64).max(512).default(360),
  /** Unverified: features of GA/T 1012 have 512 bytes in every public header. */
  featureBytes: z.int().min(64).max(4096).default(512),
  /** The code that the standard gave to the scanner's maker. */
  scannerType: z.int().min(0).max(255).default(0),
  /** 11 to 20 name a finger, 97 and 98 a hand, 99 none. */
  fingerCode: z.int().min(11).max(99).default(99),
  /** FP_GetQualityScore runs from 0 to 100; unverified: vendors advise 30 to 40 as the least. */
  leastQuality: z.int().min(0).max(100).default(40),
  /** Unverified: the share of dark pixels from which on something lies on the glass. */
  leastCoverage: z.number().min(0.01).max(0.5).default(0.05),
  tries,
});
export type LiveScannerProfile = z.infer<typeof liveScannerProfile>;

export const fingerprintReaderProfile = z.discriminatedUnion('driver', [r30xProfile, liveScannerProfile]);
export type FingerprintReaderProfile = z.infer<typeof fingerprintReaderProfile>;
