import { z } from 'zod';

/**
 * queued → sending → acked → purged is the way of every submission. From sending it may turn aside: to retry_wait (the
 * gateway is away), blocked (the gateway and this kiosk do not accept each other: all wait) or dead (until an officer
 * decides). `sending` is nowhere on the disk, where it is `queued`: the process that sends knows it, and no crash has
 * anything to put back.
 */
export const storedStates = ['queued', 'retry_wait', 'blocked', 'acked', 'purged', 'dead'] as const;
export type StoredState = (typeof storedStates)[number];
export type OutboxState = StoredState | 'sending';

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
  /** The submission's sequence number. */
  seq: z.int(),
  sid: z.string(),
  caseId: z.string(),
  size: z.int(),
  state: z.enum(['queued', 'retry_wait']),
  deviceId: z.string(),
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
  state: z.enum(storedStates),
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
export type StoredSubmission = Omit<z.infer<typeof storedSubmissionSchema>, 'state'> & {
  readonly state: OutboxState;
};

export const selectStored = `
  SELECT s.sid, s.receipt_number AS receiptNumber, s.sequence, s.service, s.stored_wall AS storedWall,
         lower(hex(o.sha256)) AS sha256, o.state, o.attempts, o.dead_reason AS deadReason, a.ack AS acknowledgement,
         a.acked_wall AS ackedWall, a.outcome, a.certificate_number AS certificateNumber,
         a.verification_code AS verificationCode,
         coalesce((SELECT state FROM print p WHERE p.sid = s.sid AND what = 'document'), 'notPrinted') AS document,
         coalesce((SELECT state FROM print p WHERE p.sid = s.sid AND what = 'receipt'), 'notPrinted') AS receipt
  FROM submission s JOIN outbox o ON o.seq = s.sequence LEFT JOIN acknowledgement a ON a.seq = s.sequence`;

/** Not yet acknowledged and not dead. */
export const waitingStates = ['queued', 'retry_wait', 'blocked'] as const satisfies readonly StoredState[];
/** As SQL. Word for word the condition of the index `outbox_case`. */
export const isWaiting = `state IN ('queued','retry_wait','blocked')`;

/** A bare parameter has SQLite compile the statement anew each time it is run, which takes longer than running it. */
const atMost = 'LIMIT 0 + ?';

// CROSS JOIN is SQLite's word for "in this order": the queue leads, by its index.
const selectLease = `
  SELECT o.seq, o.sid, o.case_id AS caseId, o.size, o.state, s.device_id AS deviceId, o.sha256, o.signature, o.attempts,
         o.rejections, b.body
  FROM outbox o CROSS JOIN submission s ON s.sequence = o.seq CROSS JOIN sealed_body b ON b.seq = o.seq`;

/** What has waited for its next try, in the order in which it fell due; parameters: the monotonic time, how many. */
export const selectDueLeases = `${selectLease} WHERE o.next_mono_ms <= ? ORDER BY o.next_mono_ms, o.seq ${atMost}`;

/**
 * First come, first sent, but for those that wait for their case; parameters: the numbers of so many that are under way,
 * and how many.
 */
export const selectQueuedLeases = (underWay: number): string => `
  ${selectLease} WHERE o.state = 'queued' AND o.is_first = 1
    AND o.seq NOT IN (${Array.from({ length: underWay }, () => '?').join(',')}) ORDER BY o.seq ${atMost}`;

/** This one, due or not; parameter: its id. */
export const selectLeaseOf = `
  ${selectLease} WHERE o.seq = (SELECT sequence FROM submission WHERE sid = ?)
    AND o.state IN ('queued', 'retry_wait') AND o.is_first = 1`;

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
