import type { z } from 'zod';
import type { Result } from '../contract/result.ts';

export type SqlValue = string | number | Uint8Array | null;

/**
 * The one open SQLite file, so narrow that nobody else needs to know the library. Everything is synchronous: a
 * transaction cannot be interleaved with another.
 */
export interface Database {
  /** A prepared statement that changes rows. The same text again is the same statement. */
  command(sql: string): Command;
  /** A prepared statement that reads rows; a row that does not fit its schema throws. */
  query<Row>(sql: string, row: z.ZodType<Row>): Query<Row>;
  /**
   * Runs `work` in one transaction: on the disk when this returns `ok`, and not at all otherwise. Not to be nested.
   * A constraint that does not hold is a programmer's mistake and throws. On a full disk `work` runs once more when
   * `makeRoom` of the opening could make room.
   */
  transaction<T>(work: () => T): Result<T, StorageError>;
  /** How many transactions were rolled back: whoever remembers what is on the disk reads it again when this rises. */
  rollbacks(): number;
  /** Whether a transaction is running: what must not stand alone asks. */
  inTransaction(): boolean;
  /** Gives the pages of what was deleted back to the disk and empties the write-ahead log, so that no trace stays in it. */
  reclaim(): Result<void, StorageError>;
  /** A pragma's value, as text or number. */
  setting(name: string): unknown;
  close(): void;
}

export interface Command {
  /** Returns how many rows changed. Throws a `StorageFailure` for the enclosing transaction to catch. */
  run(...values: readonly SqlValue[]): number;
}

export interface Query<Row> {
  get(...values: readonly SqlValue[]): Row | undefined;
  all(...values: readonly SqlValue[]): readonly Row[];
}

/** What the disk can do to us: no room, or anything else (read-only, input/output error, damaged page). */
export const storageErrors = ['storageFull', 'storageFault'] as const;
export type StorageError = (typeof storageErrors)[number];

export const openErrors = [...storageErrors, 'fromTheFuture', 'inUse', 'damaged'] as const;
/**
 * `fromTheFuture`: written by a newer version, left untouched. `inUse`: another process holds it. `damaged`: the disk
 * gives bytes, and they are not what was written.
 */
export type OpenError = (typeof openErrors)[number];
