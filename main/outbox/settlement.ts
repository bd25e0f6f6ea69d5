import { z } from 'zod';
import type { Clock } from '../clock/clock.ts';
import type { AuditStore } from '../database/audit-store.ts';
import type { Database } from '../database/database.ts';
import type { CaseOrder } from './case-order.ts';
import type { RetryReason, Settlement } from './outbox.ts';
import { outboxStates } from './outbox-row.ts';
import type { Ledger } from './tally.ts';

const rowSchema = z.object({
  seq: z.int(),
  caseId: z.string(),
  size: z.int(),
  state: z.enum(outboxStates),
  attempts: z.int(),
  rejections: z.int(),
  isFirst: z.int(),
});
type Row = z.infer<typeof rowSchema>;

/**
 * Writes how one sending ended, with its audit entry, inside the caller's transaction. An edge that does not exist
 * throws.
 */
export function settling(
  database: Database,
  audit: AuditStore,
  clock: Clock,
  cases: CaseOrder,
): (outcome: Settlement, ledger: Ledger) => void {
  const find = database.query(
    'SELECT seq, case_id AS caseId, size, state, attempts, rejections, is_first AS isFirst FROM outbox WHERE sid = ?',
    rowSchema,
  );
  const acknowledge = database.command(
    `UPDATE outbox SET state = 'acked', next_mono_ms = NULL, ack = ?, acked_wall = ?, outcome = ?,
       certificate_number = ?, verification_code = ?, is_first = 1 WHERE seq = ?`,
  );
  const wait = database.command(
    `UPDATE outbox SET state = 'retry_wait', next_mono_ms = ?, rejections = ? WHERE seq = ?`,
  );
  const block = database.command(`UPDATE outbox SET state = 'blocked' WHERE seq = ?`);
  const bury = database.command(`UPDATE outbox SET state = 'dead', dead_reason = ? WHERE seq = ?`);

  function acknowledged(
    { sid, jws, acknowledgement: { outcome } }: Settlement & { kind: 'acknowledged' },
    row: Row,
    ledger: Ledger,
  ) {
    const certificate = outcome.kind === 'issued' ? outcome.certificate : null;
    const wall = clock.wallTime().toISOString();
    acknowledge.run(
      jws,
      wall,
      outcome.kind,
      certificate?.number ?? null,
      certificate?.verificationCode ?? null,
      row.seq,
    );
    if (row.isFirst === 0) ledger.addJuniors(-1);
    else cases.passOn(row.caseId, ledger);
    audit.append({
      event: 'submission-acknowledged',
      detail: { sid, outcome: outcome.kind, attempt: row.attempts },
    });
  }

  function later({ sid, waitMs, because }: Settlement & { kind: 'later' }, row: Row): void {
    const rejections = row.rejections + Number(because.kind === 'rejected');
    wait.run(Math.ceil(clock.monotonicMs() + waitMs), rejections, row.seq);
    noteRetry(audit, sid, because, rejections);
  }

  return (outcome, ledger) => {
    const { kind, sid } = outcome;
    const row = find.get(sid);
    const move = (to: Row['state']): void => ledger.move(row?.state ?? null, to, { items: 1, bytes: row?.size ?? 0 });
    if (kind === 'acknowledged') {
      if (row?.state === 'acked' || row?.state === 'purged') return;
      if (!row || row.state === 'dead') throw new Error(`${sid} waits for no acknowledgement`);
      move('acked');
      return acknowledged(outcome, row, ledger);
    }
    if (row?.state !== 'sending') throw new Error(`${sid} is not being sent`);
    if (kind === 'later') {
      move('retry_wait');
      return later(outcome, row);
    }
    if (kind === 'blocked') {
      move('blocked');
      return void block.run(row.seq);
    }
    move('dead');
    bury.run(outcome.reason, row.seq);
    cases.passOn(row.caseId, ledger);
    audit.append({ event: 'submission-dead', detail: { sid, reason: outcome.reason } });
  };
}

function noteRetry(audit: AuditStore, sid: string, because: RetryReason, rejections: number): void {
  if (because.kind === 'rejected') {
    const detail = { sid, httpStatus: because.status, attempt: rejections };
    audit.append({ event: 'submission-rejected', detail });
  }
  if (because.kind === 'badAcknowledgement') audit.append({ event: 'acknowledgement-refused', detail: { sid } });
}
