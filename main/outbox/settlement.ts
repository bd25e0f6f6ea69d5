import { z } from 'zod';
import type { Clock } from '../clock/clock.ts';
import type { AuditStore } from '../database/audit-store.ts';
import type { Database } from '../database/database.ts';
import type { CaseOrder } from './case-order.ts';
import type { Leases, UnderWay } from './lease.ts';
import type { RetryReason, Settlement } from './outbox.ts';
import { storedStates } from './outbox-row.ts';
import type { StoredState } from './outbox-row.ts';
import type { Ledger } from './tally.ts';

const rowSchema = z.object({
  seq: z.int(),
  caseId: z.string(),
  size: z.int(),
  state: z.enum(storedStates),
  attempts: z.int(),
  isFirst: z.int(),
});
type Row = z.infer<typeof rowSchema>;

/**
 * Writes how one sending ended, with its audit entry, inside the caller's transaction; once more is without effect, since
 * a disk may fail after it has taken a transaction. An edge that does not exist throws.
 */
export function settling(
  database: Database,
  audit: AuditStore,
  clock: Clock,
  cases: CaseOrder,
  leases: Pick<Leases, 'underWay'>,
): (outcome: Settlement, ledger: Ledger) => void {
  const find = database.query(
    `SELECT o.seq, o.case_id AS caseId, o.size, o.state, o.attempts, o.is_first AS isFirst
     FROM submission s CROSS JOIN outbox o ON o.seq = s.sequence WHERE s.sid = ?`,
    rowSchema,
  );
  const keep = database.command(
    `INSERT INTO acknowledgement(seq, ack, acked_wall, outcome, certificate_number, verification_code)
     VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
  );
  const acked = database.command(
    `UPDATE outbox SET state = 'acked', next_mono_ms = NULL, attempts = ?, is_first = 1 WHERE seq = ? AND state = ?`,
  );
  const wait = database.command(
    `UPDATE outbox SET state = 'retry_wait', next_mono_ms = ?, attempts = ?, rejections = ?
     WHERE seq = ? AND state = 'queued'`,
  );
  const block = database.command(
    `UPDATE outbox SET state = 'blocked', attempts = ? WHERE seq = ? AND state = 'queued'`,
  );
  const bury = database.command(
    `UPDATE outbox SET state = 'dead', dead_reason = ?, attempts = ? WHERE seq = ? AND state = 'queued'`,
  );

  function acknowledged(
    { sid, jws, acknowledgement: { outcome } }: Settlement & { kind: 'acknowledged' },
    row: Row,
    ledger: Ledger,
  ): void {
    const certificate = outcome.kind === 'issued' ? outcome.certificate : null;
    const wall = clock.wallTime().toISOString();
    const { number = null, verificationCode = null } = certificate ?? {};
    keep.run(row.seq, jws, wall, outcome.kind, number, verificationCode);
    if (acked.run(row.attempts, row.seq, row.state) === 0) return;
    move(ledger, row, 'acked');
    if (row.isFirst === 0) ledger.addJuniors(-1);
    else cases.passOn(row.caseId, ledger);
    audit.append({
      event: 'submission-acknowledged',
      detail: { sid, outcome: outcome.kind, attempt: row.attempts },
    });
  }

  function later({ sid, waitMs, because }: Settlement & { kind: 'later' }, row: UnderWay, ledger: Ledger): void {
    const rejections = row.rejections + Number(because.kind === 'rejected');
    if (wait.run(Math.ceil(clock.monotonicMs() + waitMs), row.attempts, rejections, row.seq) === 0) return;
    move(ledger, { ...row, state: 'queued' }, 'retry_wait');
    noteRetry(audit, sid, because, rejections);
  }

  function dead({ sid, reason }: Settlement & { kind: 'dead' }, row: UnderWay, ledger: Ledger): void {
    if (bury.run(reason, row.attempts, row.seq) === 0) return;
    move(ledger, { ...row, state: 'queued' }, 'dead');
    cases.passOn(row.caseId, ledger);
    audit.append({ event: 'submission-dead', detail: { sid, reason } });
  }

  return (outcome, ledger) => {
    const { kind, sid } = outcome;
    const underWay = leases.underWay(sid);
    if (kind === 'acknowledged') {
      const row: Row | undefined = underWay ? { ...underWay, state: 'queued', isFirst: 1 } : find.get(sid);
      if (row?.state === 'acked' || row?.state === 'purged') return;
      if (!row || row.state === 'dead') throw new Error(`${sid} waits for no acknowledgement`);
      return acknowledged(outcome, row, ledger);
    }
    if (!underWay) throw new Error(`${sid} is not being sent`);
    if (kind === 'later') return later(outcome, underWay, ledger);
    if (kind === 'dead') return dead(outcome, underWay, ledger);
    if (block.run(underWay.attempts, underWay.seq) === 1) move(ledger, { ...underWay, state: 'queued' }, 'blocked');
  };
}

const move = (ledger: Ledger, { state, size }: Pick<Row, 'state' | 'size'>, to: StoredState): void =>
  ledger.move(state, to, { items: 1, bytes: size });

function noteRetry(audit: AuditStore, sid: string, because: RetryReason, rejections: number): void {
  if (because.kind === 'rejected') {
    const detail = { sid, httpStatus: because.status, attempt: rejections };
    audit.append({ event: 'submission-rejected', detail });
  }
  if (because.kind === 'badAcknowledgement') audit.append({ event: 'acknowledgement-refused', detail: { sid } });
}
