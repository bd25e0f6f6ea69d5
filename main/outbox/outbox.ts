import type { Result } from '../contract/result.ts';
import type { StorageError } from '../database/database.ts';
import type { Acknowledgement, Envelope } from '../gateway/gateway.ts';
import type { DeadLetter, DeadReason, OutboxCounts, Paper, PrintState, StoredSubmission } from './outbox-row.ts';

/**
 * The durable queue of sealed submissions. A function that returns a Result is on the disk when it is ok; a read throws
 * when the disk cannot be read, and the check at the next start says why. Nothing here costs more when more is queued,
 * or when more has been sent.
 */
export interface Outbox {
  /**
   * Submission, queue row, receipt number, its fee's order and the audit entries in one transaction. Only after ok may
   * the visitor see the number or a printer move. The same submission again is the same submission; `storageFull` also
   * when the queue is.
   */
  store(submission: NewSubmission): Result<void, StorageError>;
  /**
   * Writes how these sendings ended and leases at most `thenLease` more, in one transaction: one wait for the disk,
   * however many. An outcome of one that is not being sent is a mistake; a second acknowledgement is no harm.
   */
  settle(outcomes: readonly Settlement[], thenLease?: number): Result<readonly Lease[], StorageError>;
  /** What is due, now `sending`: first what waited for its next try, then the oldest; nothing behind a block. */
  leaseMany(most: number): Result<readonly Lease[], StorageError>;
  leaseNext(): Result<Lease | null, StorageError>;
  /** This one whether due or not; null when it is under way, settled, or must wait for its case. */
  lease(sid: string): Result<Lease | null, StorageError>;
  /** Only with an acknowledgement that was verified for this submission. Once more is no harm. */
  acknowledge(sid: string, jws: string, acknowledgement: Acknowledgement): Result<void, StorageError>;
  /**
   * Erases the oldest bodies of what is acknowledged, from the file and from its log. Returns how many: a bounded number
   * at once, so call it until it is 0.
   */
  purge(): Result<number, StorageError>;
  /** What `purge` has yet to erase, and since when (monotonic); null when nothing. */
  unpurged(): { readonly count: number; readonly sinceMs: number } | null;
  /** Deletes what is known of purged submissions when its time is over. Returns how many, a bounded number at once. */
  forget(): Result<number, StorageError>;
  unblock(): Result<void, StorageError>;
  /** Whatever waits for its next try is due now: the network is back. */
  hurry(): Result<void, StorageError>;
  /** Monotonic time at which the next waiting one falls due; null when none waits. */
  nextDueMs(): number | null;
  /** The oldest of those that are kept sealed until an officer decides. */
  deadLetters(): readonly DeadLetter[];
  /** An officer's decision: it is sent again, as if it had never been refused. False when it is not dead. */
  releaseDead(sid: string): Result<boolean, StorageError>;
  /** `printing` before the printer moves; how it ended after. */
  markPrint(sid: string, what: Paper, state: PrintState): Result<void, StorageError>;
  bySid(sid: string): StoredSubmission | null;
  byReceipt(receiptNumber: string): StoredSubmission | null;
  counts(): OutboxCounts;
  /** `nearlyFull`: no new visitor should begin. `full`: `store` refuses. */
  room(): 'ok' | 'nearlyFull' | 'full';
  /** Whether the oldest has waited longer than anybody expects: somebody must come and look. */
  isOldestLate(): boolean;
}

export interface OutboxOptions {
  /** Submissions that wait to be sent. */
  readonly mostItems: number;
  /** Sealed bytes that wait or are dead. */
  readonly mostBytes: number;
  readonly oldestHours: number;
  /** Whether the wall clock may be believed now: a label's age decides on nothing while it may not. */
  readonly clockTrust: () => 'trusted' | 'suspect';
}

export const outboxDefaults: OutboxOptions = {
  mostItems: 5_000,
  mostBytes: 10 * 1024 ** 3,
  oldestHours: 72,
  clockTrust: () => 'trusted',
};

export interface NewSubmission {
  readonly envelope: Envelope;
  readonly receiptNumber: string;
  /** The service's id. */
  readonly service: string;
  /**
   * The id of the submission that began its case: those of one case are sent in order. Of itself when it belongs to
   * none; never anything personal.
   */
  readonly caseId?: string;
  /** What was paid for it: a fee is settled by it. Throws when the order is not paid, or is another service's fee. */
  readonly paymentOrderId?: string;
}

/** A submission to send, taken for this process. */
export interface Lease {
  readonly envelope: Envelope;
  /** Including this one. */
  readonly attempts: number;
  /** How often the gateway refused it so far. */
  readonly rejections: number;
}

/** How one sending ended. */
export type Settlement =
  | {
      readonly kind: 'acknowledged';
      readonly sid: string;
      /** Verified to be `acknowledgement`, of this submission. */
      readonly jws: string;
      readonly acknowledgement: Acknowledgement;
    }
  | { readonly kind: 'later'; readonly sid: string; readonly waitMs: number; readonly because: RetryReason }
  /** Kept sealed, never sent again until an officer decides. */
  | { readonly kind: 'dead'; readonly sid: string; readonly reason: DeadReason }
  /** This one and with it the whole queue waits until `unblock`. */
  | { readonly kind: 'blocked'; readonly sid: string };

export type RetryReason =
  | { readonly kind: 'tryLater' }
  | { readonly kind: 'rejected'; readonly status: number }
  /** An answer that was not the gateway's signed acknowledgement of this submission. */
  | { readonly kind: 'badAcknowledgement' };
