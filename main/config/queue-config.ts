import { z } from 'zod';

const mebibyte = 1024 * 1024;

/** How much is kept while the gateway is away, and what keeps the disk from filling up. All of it has a default. */
export const outboxConfigSchema = z.strictObject({
  /** Waiting submissions; at nine tenths nobody new is served by what must be stored. */
  mostItems: z.int().min(10).max(2_000_000).default(5_000),
  mostBytes: z
    .int()
    .min(16 * mebibyte)
    .default(10 * 1024 * mebibyte),
  /** A technician is told when one waits longer. */
  oldestHours: z.int().min(1).max(720).default(72),
  /** A file that is given up when the disk is full, so that what was begun can be finished. */
  ballastBytes: z
    .int()
    .min(0)
    .max(4096 * mebibyte)
    .default(256 * mebibyte),
  /** On another disk, where there is one: a checked copy of the queue, made every night. */
  backupDir: z.string().min(1).nullable().default(null),
});
export type OutboxConfig = z.infer<typeof outboxConfigSchema>;

export const uplinkConfigSchema = z.strictObject({
  /** How many are sent at the same time. */
  inFlight: z.int().min(1).max(64).default(8),
  /** For a line that others need too; null for all there is. */
  bytesPerSecond: z
    .int()
    .min(16 * 1024)
    .nullable()
    .default(null),
  /** By which way: to the gateway itself, or over the hall's or the city's JetStream. */
  transport: z
    .discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('https') }),
      z.strictObject({
        kind: z.literal('nats'),
        /** host:port of each. */
        servers: z
          .array(z.string().regex(/^[A-Za-z0-9.-]+:\d{1,5}$/))
          .min(1)
          .max(9),
        /** The name that the bridge gave to its two streams. */
        stream: z
          .string()
          .regex(/^[A-Z][A-Z0-9_]{0,31}$/)
          .default('KIOSK'),
      }),
    ])
    .default({ kind: 'https' }),
});
export type UplinkConfig = z.infer<typeof uplinkConfigSchema>;
