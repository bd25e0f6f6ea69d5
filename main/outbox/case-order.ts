import { z } from 'zod';
import type { Database } from '../database/database.ts';
import { isWaiting } from './outbox-row.ts';
import type { Ledger } from './tally.ts';

/**
 * Nothing overtakes what belongs to the same case. Whether it is a row's turn is written in the row (`is_first`), so that
 * the next lease need not look past all those that wait for an elder.
 */
export interface CaseOrder {
  /** Whether one of this case is still to be sent, so that a newcomer waits for it. */
  hasElder(caseId: string): boolean;
  /** The one before is settled: the oldest of its case that is left is next. */
  passOn(caseId: string, ledger: Ledger): void;
  /** Makes `is_first` true again where rows were lost or came back from a damaged file. */
  restore(): void;
}

// The first of a case bears its own id as the case's, and most are alone: they need no entry in the index.
const ofCase = `case_id = ? AND case_id <> sid AND ${isWaiting}`;

export function caseOrder(database: Database): CaseOrder {
  const found = z.object({ seq: z.int() });
  const junior = database.query(`SELECT seq FROM outbox WHERE ${ofCase} ORDER BY seq LIMIT 1`, found);
  const head = database.query(
    `SELECT seq FROM outbox WHERE seq = (SELECT sequence FROM submission WHERE sid = ?) AND case_id = sid AND ${isWaiting}`,
    found,
  );
  const isNext = database.command('UPDATE outbox SET is_first = 1 WHERE seq = ? AND is_first = 0');
  const elder = `EXISTS (SELECT 1 FROM submission s CROSS JOIN outbox e ON e.seq = s.sequence
                         WHERE s.sid = o.case_id AND e.case_id = e.sid AND e.${isWaiting})
    OR EXISTS (SELECT 1 FROM outbox e WHERE e.case_id = o.case_id AND e.case_id <> e.sid AND e.${isWaiting}
               AND e.seq < o.seq)`;
  const restoreHeads = database.command(`UPDATE outbox SET is_first = 1 WHERE is_first = 0 AND ${isWaiting}`);
  const restoreJuniors = database.command(
    `UPDATE outbox AS o SET is_first = NOT (${elder}) WHERE case_id <> sid AND ${isWaiting}`,
  );

  return {
    hasElder: (caseId) => head.get(caseId) !== undefined || junior.get(caseId) !== undefined,
    passOn(caseId, ledger) {
      // Most are alone in their case, and then nobody is looked for.
      if (ledger.juniors() === 0) return;
      const next = head.get(caseId) ?? junior.get(caseId);
      if (next) ledger.addJuniors(-isNext.run(next.seq));
    },
    restore() {
      restoreHeads.run();
      restoreJuniors.run();
    },
  };
}
