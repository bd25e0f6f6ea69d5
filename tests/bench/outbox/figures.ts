import { z } from 'zod';
import { syncModes } from './queue.ts';

/** What a child is told. */
export const orderSchema = z.strictObject({
  name: z.string(),
  sync: z.enum(syncModes),
  items: z.int().min(1),
  /** Whoever has not delivered all by then is stopped. */
  drainSeconds: z.number(),
  /** Its own, empty. */
  folder: z.string(),
  /** Where it writes its figures, as JSON. */
  report: z.string(),
  /** Look for what is readable in the files at the end. */
  residue: z.boolean(),
});
export type Order = z.infer<typeof orderSchema>;

const spanSchema = z.object({
  /** Milliseconds since 1970, to find the phase in a list of system calls. */
  fromMs: z.number(),
  toMs: z.number(),
});
export type Span = z.infer<typeof spanSchema>;

const phaseSchema = z.object({
  count: z.int(),
  perSecond: z.number(),
  /** User and system, of all threads. */
  cpuSeconds: z.number(),
  span: spanSchema,
});
export type Phase = z.infer<typeof phaseSchema>;

export const figuresSchema = z.object({
  enqueue: phaseSchema.extend({ p50Us: z.number(), p99Us: z.number() }),
  drain: phaseSchema
    .extend({
      isComplete: z.boolean(),
      /** Delivered more than once. */
      twice: z.int(),
    })
    .nullable(),
  peakRssMb: z.number(),
  /** The queue's files, all of them: when everything lay in it, and closed at the end. */
  fullMb: z.number(),
  endMb: z.number(),
  /** Payloads of which a word can be read in a file; null: not looked. */
  readable: z.int().nullable(),
});
export type Figures = z.infer<typeof figuresSchema>;
