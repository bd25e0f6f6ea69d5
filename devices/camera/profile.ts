import { z } from 'zod';
import { serialConnection, simulatedConnection, tcpConnection } from '../transport/connection.ts';
import { pictureSizes } from './protocol.ts';

/**
 * A serial camera with the VC0706 chip. Modules leave the factory at 38400 baud, where a picture of 48 KiB takes 13 s;
 * `set-baud` of the technician's tool makes one speak at 115200 for good, and then it takes 4 s.
 */
export const vc0706Profile = z.strictObject({
  driver: z.literal('vc0706'),
  connection: z.union([serialConnection, tcpConnection, simulatedConnection]),
  /** What it answers to the question for its version begins so; another answer is another model. */
  version: z.string().min(1).max(40).default('VC0703 1.00'),
  size: z.enum(pictureSizes).default('640x480'),
  /** Several cameras on one line have different ones; the camera says its own in every answer. */
  serialNumber: z.int().min(0).max(255).default(0),
  /** Bytes of one read. Modules want a multiple of 8, and some lose bytes in long ones. Not verified on hardware. */
  chunkBytes: z.int().min(8).max(8192).multipleOf(8).default(2048),
  /** Rest between the header, the bytes and the end of a read, in 0.01 ms; makers recommend 10. */
  readPause: z.int().min(0).max(65_535).default(10),
  /** After a reset it prints its greeting and hears nothing; a second is known to be enough. Not verified on hardware. */
  bootMs: z.int().min(0).max(10_000).default(1500),
  /** 3 in the lists of most makers, where 2 is a single step; some count 2 as resume. Not verified on hardware. */
  resumeFlag: z.union([z.literal(2), z.literal(3)]).default(3),
});
export type Vc0706Profile = z.infer<typeof vc0706Profile>;
