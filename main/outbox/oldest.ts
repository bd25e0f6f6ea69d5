import { z } from 'zod';
import type { Clock } from '../clock/clock.ts';
import type { Database } from '../database/database.ts';
import type { OutboxOptions } from './outbox.ts';
import { waitingStates } from './outbox-row.ts';

export interface Oldest {
  /** Wall time at which the oldest that waits was stored, a label; null when none waits. */
  storedWall(): string | null;
  isLate(): boolean;
}

/**
 * The oldest that waits. How long is known from two sides, neither of which makes it longer than it is: the monotonic
 * clock since it has been the oldest here, and the label, when the wall clock may be believed.
 */
export function oldestOf(
  database: Database,
  clock: Clock,
  { clockTrust, oldestHours }: Pick<OutboxOptions, 'clockTrust' | 'oldestHours'>,
): Oldest {
  // One step into the index for each group, instead of all that wait.
  const groups = waitingStates
    .flatMap((state) => [0, 1].map((isFirst) => ({ state, isFirst })))
    .map(
      ({ state, isFirst }) => `SELECT min(seq) AS seq FROM outbox WHERE state = '${state}' AND is_first = ${isFirst}`,
    );
  const oldest = database.query(
    `SELECT o.seq, s.stored_wall AS storedWall FROM outbox o CROSS JOIN submission s ON s.sequence = o.seq
     WHERE o.seq = (SELECT min(seq) FROM (${groups.join(' UNION ALL ')}))`,
    z.object({ seq: z.int(), storedWall: z.string() }),
  );
  let since = { seq: 0, ms: 0 };

  function now() {
    const row = oldest.get() ?? null;
    if (row && row.seq !== since.seq) since = { seq: row.seq, ms: clock.monotonicMs() };
    return row;
  }

  now();
  return {
    storedWall: () => now()?.storedWall ?? null,
    isLate() {
      const row = now();
      if (!row) return false;
      const limitMs = oldestHours * 3_600_000;
      if (clock.monotonicMs() - since.ms >= limitMs) return true;
      return clockTrust() === 'trusted' && clock.wallTime().getTime() - Date.parse(row.storedWall) >= limitMs;
    },
  };
}
