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

/** First come, first sent, but only within a case: nothing overtakes what belongs to the same case. */
const firstOfItsCase = `NOT EXISTS (SELECT 1 FROM outbox e
  WHERE e.case_id = o.case_id AND e.seq < o.seq AND e.state NOT IN ('acked', 'purged', 'dead'))`;
const selectLease = `
  SELECT o.seq, o.sid, s.device_id AS deviceId, s.sequence, o.sha256, o.signature, o.attempts, o.rejections, b.body
  FROM outbox o JOIN submission s ON s.sid = o.sid JOIN sealed_body b ON b.seq = o.seq`;

/** The oldest that is due; parameter: the monotonic time. */
export const selectNextLease = `${selectLease} WHERE o.seq =
  (SELECT o.seq FROM outbox o WHERE o.state IN ('queued', 'retry_wait') AND coalesce(o.next_mono_ms, 0) <= ?
   AND ${firstOfItsCase} ORDER BY o.seq LIMIT 1)`;

/** This one, due or not; parameter: the sid. */
export const selectLeaseOf = `${selectLease} WHERE o.sid = ? AND o.state IN ('queued', 'retry_wait') AND ${firstOfItsCase}`;

export const countsSchema = z.object({
  /** Not yet acknowledged and not dead. */
  waiting: z.int(),
  blocked: z.int(),
  dead: z.int(),
  /** Sealed bytes that are waiting or dead. */
  bytes: z.int(),
  /** Wall time of the oldest that waits, a label; null when none does. */
  oldestWaiting: z.string().nullable(),
});
export type OutboxCounts = z.infer<typeof countsSchema>;

export const selectCounts = `
  SELECT coalesce(sum(o.state <> 'dead'), 0) AS waiting, coalesce(sum(o.state = 'blocked'), 0) AS blocked,
         coalesce(sum(o.state = 'dead'), 0) AS dead, coalesce(sum(o.size), 0) AS bytes,
         (SELECT stored_wall FROM submission JOIN outbox w USING (sid)
          WHERE w.state IN ('queued', 'sending', 'retry_wait', 'blocked') ORDER BY w.seq LIMIT 1) AS oldestWaiting
  FROM outbox o WHERE o.state IN ('queued', 'sending', 'retry_wait', 'blocked', 'dead')`;
