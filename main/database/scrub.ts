import { createHash } from 'node:crypto';
import { z } from 'zod';
import { err, ok } from '../contract/result.ts';
import type { Result } from '../contract/result.ts';
import type { AuditStore } from './audit-store.ts';
import type { Database, StorageError } from './database.ts';
import { guardStorage } from './storage-error.ts';

export const sealedRowSchema = z.object({
  seq: z.int(),
  sid: z.string(),
  sha256: z.instanceof(Uint8Array),
  body: z.instanceof(Uint8Array).nullable(),
});

/** What waits to be sent, with its body; parameters: after which number, and how many. */
export const selectWaiting = `
  SELECT o.seq, o.sid, o.sha256, b.body FROM outbox o LEFT JOIN sealed_body b ON b.seq = o.seq
  WHERE o.seq > ? AND o.state IN ('queued', 'retry_wait', 'blocked') ORDER BY o.seq LIMIT ?`;

/** SQLite's own check does not see a flipped bit inside a body. */
export const isWhole = ({ sha256, body }: z.infer<typeof sealedRowSchema>): boolean =>
  body !== null && Buffer.compare(createHash('sha256').update(body).digest(), sha256) === 0;

export interface Scrubbed {
  readonly checked: number;
  /** Found damaged now, and dead: never sent, and an officer sees them. */
  readonly damaged: number;
}

/** So few at a time that a batch of the largest bodies is no load for the memory. */
const BODIES_PER_READ = 16;

/** Hashes every body that waits. What is not as it was stored becomes a dead letter, and the others flow. */
export function scrub(database: Database, audit: AuditStore): Result<Scrubbed, StorageError> {
  const waiting = database.query(selectWaiting, sealedRowSchema);
  const bury = database.command(
    `UPDATE outbox SET state = 'dead', next_mono_ms = NULL, dead_reason = 'damaged' WHERE seq = ?`,
  );
  let checked = 0;
  let damaged = 0;
  for (let after = 0; ;) {
    const rows = guardStorage(() => waiting.all(after, BODIES_PER_READ));
    if (!rows.ok) return rows;
    const broken = rows.value.filter((row) => !isWhole(row));
    const buried = database.transaction(() => {
      for (const { seq, sid } of broken) {
        bury.run(seq);
        audit.append({ event: 'submission-dead', detail: { sid, reason: 'damaged' } });
      }
    });
    if (!buried.ok) return err(buried.error);
    checked += rows.value.length;
    damaged += broken.length;
    const last = rows.value.at(-1);
    if (!last) return ok({ checked, damaged });
    after = last.seq;
  }
}
