import { z } from 'zod';
import type { AuditStore } from '../database/audit-store.ts';
import type { Database } from '../database/database.ts';
import type { CaseOrder } from './case-order.ts';
import type { Outbox } from './outbox.ts';
import { deadLetterSchema } from './outbox-row.ts';
import type { Tally } from './tally.ts';

/** More than a technician reads; the rest shows when these are decided on. */
const SHOWN = 200;

/** What the gateway will not have, or the disk has damaged: kept, and for an officer to decide on. */
export function deadLetters(
  database: Database,
  audit: AuditStore,
  tally: Tally,
  cases: CaseOrder,
): Pick<Outbox, 'deadLetters' | 'releaseDead'> {
  const shown = database.query(
    `SELECT o.sid, s.receipt_number AS receiptNumber, o.dead_reason AS reason
     FROM outbox o CROSS JOIN submission s ON s.sequence = o.seq WHERE o.state = 'dead' ORDER BY o.is_first, o.seq LIMIT ?`,
    deadLetterSchema,
  );
  const dead = database.query(
    `SELECT seq, case_id AS caseId, size FROM outbox
     WHERE seq = (SELECT sequence FROM submission WHERE sid = ?) AND state = 'dead'`,
    z.object({ seq: z.int(), caseId: z.string(), size: z.int() }),
  );
  const queue = database.command(
    `UPDATE outbox SET state = 'queued', dead_reason = NULL, rejections = 0, is_first = ? WHERE seq = ?`,
  );
  return {
    deadLetters: () => shown.all(SHOWN),
    releaseDead: (sid) =>
      tally.commit((ledger) => {
        const row = dead.get(sid);
        if (!row) return false;
        // Its case has gone on without it: it waits for the one that is next now.
        const waits = cases.hasElder(row.caseId);
        queue.run(Number(!waits), row.seq);
        if (waits) ledger.addJuniors(1);
        ledger.move('dead', 'queued', { items: 1, bytes: row.size });
        audit.append({ event: 'submission-released', detail: { sid } });
        return true;
      }),
  };
}
