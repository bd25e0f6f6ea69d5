import { z } from 'zod';
import { entryHash } from '../audit-log/audit-chain.ts';
import { entryOf } from './audit-row.ts';
import type { Database, SqlValue } from './database.ts';
import { insertRow } from './insert-row.ts';
import type { SalvagedRow, SalvageSource } from './salvage-source.ts';

const detailSchema = z.object({
  sid: z.string(),
  receiptNumber: z.string(),
  sequence: z.coerce.number(),
  service: z.string(),
});

/**
 * Writes the submission's row unless it is there, and returns its sequence; null when nobody knows it any more. Its number
 * in the queue helps where the index over the ids is damaged.
 */
export type AddSubmission = (sid: SqlValue, seq?: SqlValue) => number | null;

/**
 * What stays of a submission besides its queue row. The log tells the same, but for the device's name, which all
 * submissions of a kiosk share.
 */
export function knownSubmissions(
  database: Database,
  sources: readonly SalvageSource[],
  deviceId: string,
): AddSubmission {
  let logged: ReadonlyMap<string, SalvagedRow> | null = null;

  const place = database.query('SELECT sequence FROM submission WHERE sid = ?', z.object({ sequence: z.int() }));
  const placeOf = (sid: string): number | null => place.get(sid)?.sequence ?? null;

  return (sid, seq = null) => {
    if (typeof sid !== 'string') return null;
    const before = placeOf(sid);
    if (before !== null) return before;
    for (const source of sources) {
      const rows = [...source.find('submission', 'sequence', seq), ...source.find('submission', 'sid', sid)];
      const row = rows.find((one) => one['sid'] === sid);
      if (row && insertRow(database, 'submission', row)) return placeOf(sid);
    }
    logged ??= loggedSubmissions(sources);
    const row = logged.get(sid);
    if (row) insertRow(database, 'submission', { ...row, device_id: deviceId });
    return placeOf(sid);
  };
}

/** From entries that are whole, proved by the chain or not: the gateway checks what they say by the signature. */
function loggedSubmissions(sources: readonly SalvageSource[]): ReadonlyMap<string, SalvagedRow> {
  const found = new Map<string, SalvagedRow>();
  for (const source of sources) {
    for (const { row } of source.rows('audit')) {
      if (row?.['event'] !== 'submission-stored') continue;
      const entry = entryOf(row);
      if (entry === null || Buffer.compare(entry.hash, entryHash(entry)) !== 0) continue;
      const { sid, receiptNumber, sequence, service } = detailSchema.parse(JSON.parse(entry.detail));
      found.set(sid, { sid, sequence, receipt_number: receiptNumber, service, stored_wall: entry.wall });
    }
  }
  return found;
}
