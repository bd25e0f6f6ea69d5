import { z } from 'zod';
import type { Anchor } from '../audit-log/anchor.ts';
import type { Result } from '../contract/result.ts';
import type { AuditStore } from './audit-store.ts';
import type { Database, StorageError } from './database.ts';

/** Which heads of the log the gateway has signed for. Append-only, as the log itself. */
export interface AnchorStore {
  last(): Anchor | null;
  keep(anchor: Anchor): Result<void, StorageError>;
}

const anchorSchema = z.object({
  seq: z.int(),
  hash: z.instanceof(Uint8Array),
  receipt: z.string(),
  serverTime: z.string(),
});

export function anchorStore(database: Database): AnchorStore {
  const last = database.query(
    'SELECT seq, head AS hash, receipt, wall AS serverTime FROM anchor ORDER BY seq DESC LIMIT 1',
    anchorSchema,
  );
  const insert = database.command(
    'INSERT INTO anchor(seq, head, receipt, wall) VALUES (?, ?, ?, ?) ON CONFLICT(seq) DO NOTHING',
  );
  return {
    last: () => last.get() ?? null,
    keep: ({ seq, hash, receipt, serverTime }) =>
      database.transaction(() => void insert.run(seq, hash, receipt, serverTime)),
  };
}

/** ISO 8601: the newest time that this disk knows of from before this run, by its own clock or by the gateway's. */
export function newestTimeOnDisk(
  audit: Pick<AuditStore, 'lastWallBefore'>,
  anchors: Pick<AnchorStore, 'last'>,
): string | null {
  const times = [audit.lastWallBefore(), anchors.last()?.serverTime ?? null].filter((time) => time !== null);
  return times.toSorted((a, b) => Date.parse(b) - Date.parse(a))[0] ?? null;
}
