import type { Clock } from '../clock/clock.ts';
import type { AuditStore } from '../database/audit-store.ts';
import type { Database } from '../database/database.ts';
import type { Paper, PrintState } from './outbox-row.ts';
import { z } from 'zod';

/** Writes what is known of a paper; runs inside the caller's transaction. */
export type MarkPrint = (sid: string, what: Paper, state: PrintState) => void;

/**
 * `printing` is written before the printer moves and its end afterwards, so that after a crash in between the kiosk
 * knows that it does not know.
 */
export function printMarks(database: Database, audit: AuditStore, clock: Clock): MarkPrint {
  const begin = database.query(
    `INSERT INTO print(sid, what, state, attempts, last_wall) VALUES (?, ?, 'printing', 1, ?)
     ON CONFLICT DO UPDATE SET state = 'printing', attempts = attempts + 1, last_wall = excluded.last_wall
     RETURNING attempts`,
    z.object({ attempts: z.int() }),
  );
  const end = database.command(
    `UPDATE print SET state = ?, last_wall = ? WHERE sid = ? AND what = ? AND state = 'printing'`,
  );

  return (sid, what, state) => {
    const wall = clock.wallTime().toISOString();
    if (state === 'printing') {
      const attempt = begin.get(sid, what, wall)?.attempts ?? 0;
      return audit.append({ event: 'print-started', detail: { sid, what, attempt } });
    }
    if (end.run(state, wall, sid, what) !== 1) throw new Error(`${sid}: ${what} was not being printed`);
    audit.append({ event: 'print-ended', detail: { sid, what, outcome: state } });
  };
}
