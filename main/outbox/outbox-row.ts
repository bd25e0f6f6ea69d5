import { z } from 'zod';

/**
 * queued → sending → acked → purged is the way of every submission. From sending it may turn aside: to retry_wait (the
 * gateway is away), blocked (the gateway and this kiosk do not accept each other: all wait) or dead (until an officer
 * decides). A start puts whatever was under way back to queued.
 */
export const outboxStates = ['queued', 'sending', 'retry_wait', 'blocked', 'acked', 'purged', 'dead'] as const;
export type OutboxState = (typeof outboxStates)[number];

/** damaged: the body is not what was stored · rejected: refused again and again · conflict: its id has other content there */
export const deadReasons = ['damaged', 'rejected', 'conflict'] as const;
export type DeadReason = (typeof deadReasons)[number];

export const papers = ['document', 'receipt'] as const;
export type Paper = (typeof papers)[number];
/** `unknown`: the kiosk stopped, or the printer fell silent, while it printed. */
export const printStates = ['notPrinted', 'printing', 'printed', 'unknown'] as const;
export type PrintState = (typeof printStates)[number];

const bytes = z.instanceof(Uint8Array);

export const leasedRowSchema = z.object({
  seq: z.int(),
  sid: z.string(),
  caseId: z.string(),
  size: z.int(),
  state: z.enum(['queued', 'retry_wait']),
  deviceId: z.string(),
  sequence: z.int(),
  sha256: bytes,
  signature: z.string(),
  attempts: z.int(),
  rejections: z.int(),
  body: bytes,
});

/** What is known of a submission; stays after its body is gone. Not a word about the person. */
export const storedSubmissionSchema = z.object({
  sid: z.string(),
  receiptNumber: z.string(),
  sequence: z.int(),
  service: z.string(),
  storedWall: z.string(),
  /** Lower-case hex. */
  sha256: z.string(),
  state: z.enum(outboxStates),
  attempts: z.int(),
  deadReason: z.enum(deadReasons).nullable(),
  /** The gateway's compact JWS, verified before it was kept. */
  acknowledgement: z.string().nullable(),
  ackedWall: z.string().nullable(),
  outcome: z.enum(['accepted', 'refused', 'issued']).nullable(),
  certificateNumber: z.string().nullable(),
  verificationCode: z.string().nullable(),
  document: z.enum(printStates),
  receipt: z.enum(printStates),
});
export type StoredSubmission = z.infer<typeof storedSubmissionSchema>;

export const selectStored = `
  SELECT s.sid, s.receipt_number AS receiptNumber, s.sequence, s.service, s.stored_wall AS storedWall,
         lower(hex(o.sha256)) AS sha256, o.state, o.attempts, o.dead_reason AS deadReason, o.ack AS acknowledgement,
         o.acked_wall AS ackedWall, o.outcome, o.certificate_number AS certificateNumber,
         o.verification_code AS verificationCode,
         coalesce((SELECT state FROM print p WHERE p.sid = s.sid AND what = 'document'), 'notPrinted') AS document,
         coalesce((SELECT state FROM print p WHERE p.sid = s.sid AND what = 'receipt'), 'notPrinted') AS receipt
  FROM submission s JOIN outbox o ON o.sid = s.sid`;

/** Not yet acknowledged and not dead. */
export const waitingStates = ['queued', 'sending', 'retry_wait', 'blocked'] as const satisfies readonly OutboxState[];
/** As SQL. Word for word the condition of the index `outbox_case`. */
export const isWaiting = `state IN ('queued','sending','retry_wait','blocked')`;

// CROSS JOIN is SQLite's word for "in this order": the queue leads, by its index.
const selectLease = `
  SELECT o.seq, o.sid, o.case_id AS caseId, o.size, o.state, s.device_id AS deviceId, s.sequence, o.sha256, o.signature,
         o.attempts, o.rejections, b.body
  FROM outbox o CROSS JOIN submission s ON s.sid = o.sid CROSS JOIN sealed_body b ON b.seq = o.seq`;

/** What has waited for its next try, in the order in which it fell due; parameters: the monotonic time, how many. */
export const selectDueLeases = `${selectLease} WHERE o.next_mono_ms <= ? ORDER BY o.next_mono_ms, o.seq LIMIT ?`;

/** First come, first sent, but for those that wait for their case; parameter: how many. */
export const selectQueuedLeases = `${selectLease} WHERE o.state = 'queued' AND o.is_first = 1 ORDER BY o.seq LIMIT ?`;

/** This one, due or not; parameter: the sid. */
export const selectLeaseOf = `${selectLease} WHERE o.sid = ? AND o.state IN ('queued', 'retry_wait') AND o.is_first = 1`;

export interface OutboxCounts {
  /** Not yet acknowledged and not dead. */
  readonly waiting: number;
  readonly blocked: number;
  readonly dead: number;
  /** Sealed bytes that are waiting or dead. */
  readonly bytes: number;
  /** Wall time of the oldest that waits, a label; null when none does. */
  readonly oldestWaiting: string | null;
}

export const deadLetterSchema = z.object({
  sid: z.string(),
  receiptNumber: z.string(),
  reason: z.enum(deadReasons),
});
export type DeadLetter = z.infer<typeof deadLetterSchema>;
