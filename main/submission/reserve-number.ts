import { z } from 'zod';
import type { Clock } from '../clock/clock.ts';
import { ok } from '../contract/result.ts';
import type { Result } from '../contract/result.ts';
import type { AuditStore } from '../database/audit-store.ts';
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

/**
 * Goes on above the highest number that the gateway has seen of this kiosk: a kiosk whose disk was lost would give its
 * numbers again, and the gateway takes each only once. Without effect, and without a write, where the disk knows better.
 */
export function raiseTo(database: Database, audit: AuditStore, sequence: number): Result<void, StorageError> {
  const known = lastNumber(database);
  if (known !== null && sequence <= known) return ok(undefined);
  const raise = database.command(
    `INSERT INTO counter(name, value) VALUES ('submission', ?)
     ON CONFLICT(name) DO UPDATE SET value = excluded.value WHERE excluded.value > value`,
  );
  return database.transaction(() => {
    raise.run(sequence);
    if (sequence > (known ?? 0)) audit.append({ event: 'sequence-raised', detail: { sequence } });
  });
}

/** The last number given; null on a disk that has given none and has not asked the gateway: then none may be given. */
export function lastNumber(database: Database): number | null {
  const last = database.query(`SELECT value FROM counter WHERE name = 'submission'`, z.object({ value: z.int() }));
  return last.get()?.value ?? null;
}
