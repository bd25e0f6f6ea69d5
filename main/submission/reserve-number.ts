import { z } from 'zod';
import type { Clock } from '../clock/clock.ts';
import type { Result } from '../contract/result.ts';
import type { Database, StorageError } from '../database/database.ts';
import { receiptNumber } from './receipt-number.ts';

export interface ReservedNumber {
  /** Rises strictly per kiosk. */
  readonly sequence: number;
  readonly receiptNumber: string;
}

/**
 * Takes the next number for good, before the submission that bears it is sealed: sealing is asynchronous, a transaction
 * is not. A kiosk that stops between the two leaves a gap, which means nothing; no number is ever given out twice.
 * The visitor sees it only when the outbox has stored the submission.
 */
export function reserveNumber(
  database: Database,
  clock: Clock,
  kioskCode: string,
): Result<ReservedNumber, StorageError> {
  const take = database.query(
    `INSERT INTO counter(name, value) VALUES ('submission', 1)
     ON CONFLICT(name) DO UPDATE SET value = value + 1 RETURNING value`,
    z.object({ value: z.int() }),
  );
  return database.transaction(() => {
    const taken = take.get();
    if (!taken) throw new Error('The counter gave no number');
    const wallTime = clock.wallTime();
    return { sequence: taken.value, receiptNumber: receiptNumber({ kioskCode, wallTime, sequence: taken.value }) };
  });
}
