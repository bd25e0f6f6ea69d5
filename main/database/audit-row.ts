import { z } from 'zod';
import type { AuditEntry } from '../audit-log/audit-chain.ts';
import type { SalvagedRow } from './salvage-source.ts';

const rowSchema = z.object({
  seq: z.int(),
  boot: z.string(),
  mono_ms: z.int(),
  wall: z.string(),
  event: z.string(),
  detail: z.string(),
  prev: z.instanceof(Uint8Array),
  hash: z.instanceof(Uint8Array),
});

/** The log entry that a salvaged row bears; null when it bears none. */
export function entryOf(row: SalvagedRow): AuditEntry | null {
  const parsed = rowSchema.safeParse(row);
  if (!parsed.success) return null;
  const { mono_ms: monoMs, ...entry } = parsed.data;
  return { ...entry, monoMs };
}
