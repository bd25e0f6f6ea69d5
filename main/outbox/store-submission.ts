import { hash } from 'node:crypto';
import { z } from 'zod';
import type { Clock } from '../clock/clock.ts';
import type { AuditStore } from '../database/audit-store.ts';
import type { Database } from '../database/database.ts';
import type { CaseOrder } from './case-order.ts';
import type { NewSubmission, OutboxOptions } from './outbox.ts';
import type { Ledger } from './tally.ts';

/** Inside the caller's transaction: all of it is on the disk or none. */
export function storing(
  database: Database,
  audit: AuditStore,
  clock: Clock,
  cases: CaseOrder,
  clockTrust: OutboxOptions['clockTrust'],
): (submission: NewSubmission, ledger: Ledger) => void {
  const known = database.query(
    'SELECT o.sha256 FROM submission s CROSS JOIN outbox o ON o.seq = s.sequence WHERE s.sid = ?',
    z.object({ sha256: z.instanceof(Uint8Array) }),
  );
  const insertSubmission = database.command(
    `INSERT INTO submission(sequence, sid, receipt_number, service, device_id, stored_wall) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT DO NOTHING`,
  );
  const insertRow = database.command(
    'INSERT INTO outbox(seq, sid, case_id, sha256, signature, size, is_first) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const insertBody = database.command('INSERT INTO sealed_body(seq, body) VALUES (?, ?)');

  const settle = settling(database, audit);

  return ({ envelope, receiptNumber, service, caseId, paymentOrderId: orderId }, ledger) => {
    const { sid, sequence, deviceId, signature } = envelope;
    const body = Buffer.from(envelope.jwe, 'latin1');
    const sha256 = hash('sha256', body, 'buffer');
    if (sha256.toString('hex') !== envelope.sha256) throw new Error(`${sid}: its hash is not its content's`);
    const wall = clock.wallTime().toISOString();
    if (insertSubmission.run(sequence, sid, receiptNumber, service, deviceId, wall) === 0) {
      // Stored before an error was reported (a disk may fail after the commit): the same once more is no second one.
      const before = known.get(sid);
      if (before && Buffer.compare(before.sha256, sha256) === 0) return;
      throw new Error(`${sid}: its number or its id is another's`);
    }
    const isFirst = caseId === undefined || !cases.hasElder(caseId);
    insertRow.run(sequence, sid, caseId ?? sid, sha256, signature, body.length, Number(isFirst));
    insertBody.run(sequence, body);
    if (!isFirst) ledger.addJuniors(1);
    ledger.move(null, 'queued', { items: 1, bytes: body.length });
    audit.append({
      event: 'submission-stored',
      detail: { sid, receiptNumber, sequence, service, clock: clockTrust() },
    });
    if (orderId !== undefined) settle(orderId, sid, service);
  };
}

/** A fee is settled by the submission that it was paid for. A fine has settled itself. */
function settling(database: Database, audit: AuditStore): (orderId: string, sid: string, service: string) => void {
  const settle = database.query(
    `UPDATE payment SET state = 'settled', sid = ? WHERE order_id = ? AND kind = 'fee' AND service = ? AND state = 'paid'
     RETURNING amount_fen AS amountFen`,
    z.object({ amountFen: z.int() }),
  );
  const paidFine = database.query(
    `SELECT order_id AS orderId FROM payment WHERE order_id = ? AND kind = 'fine' AND state = 'settled'`,
    z.object({ orderId: z.string() }),
  );

  return (orderId, sid, service) => {
    const fee = settle.get(sid, orderId, service);
    if (fee)
      audit.append({ event: 'payment-changed', detail: { orderId, state: 'settled', amountFen: fee.amountFen } });
    else if (!paidFine.get(orderId)) throw new Error(`${orderId} is no paid order of ${service}`);
  };
}
