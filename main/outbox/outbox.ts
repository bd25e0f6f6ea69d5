import type { Result } from '../contract/result.ts';
import type { StorageError } from '../database/database.ts';
import type { Acknowledgement, Envelope } from '../gateway/gateway.ts';
import type { DeadReason, OutboxCounts, Paper, PrintState, StoredSubmission } from './outbox-row.ts';

/**
 * The durable queue of sealed submissions. A function that returns a Result is on the disk when it is ok; a read throws
 * when the disk cannot be read, and the check at the next start says why.
 */
export interface Outbox {
  /**
   * Submission, queue row, receipt number, its fee's order and the audit entries in one transaction. Only after ok may
   * the visitor see the number or a printer move. The same submission again is the same submission; `storageFull` also
   * when the queue is.
   */
  store(submission: NewSubmission): Result<void, StorageError>;
  /** The oldest that is due, now `sending`; null when none is or all wait behind a block. */
  leaseNext(): Result<Lease | null, StorageError>;
  /** This one whether due or not; null when it is under way, settled, or must wait for its case. */
  lease(sid: string): Result<Lease | null, StorageError>;
  /** Only with an acknowledgement that was verified for this submission. Once more is no harm. */
  acknowledge(sid: string, jws: string, acknowledgement: Acknowledgement): Result<void, StorageError>;
  /** Erases the bodies of what is acknowledged, from the file and from its log. Returns how many. */
  purge(): Result<number, StorageError>;
  retryLater(sid: string, retry: Retry): Result<void, StorageError>;
  /** This one and with it the whole queue waits until `unblock`. */
  block(sid: string): Result<void, StorageError>;
  unblock(): Result<void, StorageError>;
  /** Kept sealed, never sent again until an officer decides. */
  markDead(sid: string, reason: DeadReason): Result<void, StorageError>;
  /** Whatever waits for its next try is due now: the network is back. */
  hurry(): Result<void, StorageError>;
  /** Monotonic time at which the next waiting one falls due; null when none waits. */
  nextDueMs(): number | null;
  /** `printing` before the printer moves; how it ended after. */
  markPrint(sid: string, what: Paper, state: PrintState): Result<void, StorageError>;
  bySid(sid: string): StoredSubmission | null;
  byReceipt(receiptNumber: string): StoredSubmission | null;
  counts(): OutboxCounts;
}

export interface NewSubmission {
  readonly envelope: Envelope;
  readonly receiptNumber: string;
  /** The service's id. */
  readonly service: string;
  /** Submissions of one case are sent in order. Of itself when it belongs to none; never anything personal. */
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

export interface Retry {
  readonly waitMs: number;
  readonly because:
    | { readonly kind: 'tryLater' }
    | { readonly kind: 'rejected'; readonly status: number }
    /** An answer that was not the gateway's signed acknowledgement of this submission. */
    | { readonly kind: 'badAcknowledgement' };
}

/** More means that the gateway has been away for days; `store` then answers `storageFull`. */
export const MAXIMUM_WAITING = 5_000;
