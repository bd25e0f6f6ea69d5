import type { Clock } from '../clock/clock.ts';
import type { Result } from '../contract/result.ts';
import type { AuditStore } from '../database/audit-store.ts';
import type { Database, StorageError } from '../database/database.ts';
import { paymentEdges, paymentRowSchema } from './payment.ts';
import type { PaymentChange, PaymentRow, WantedPayment } from './payment.ts';

/** The table of orders. A function that returns a Result is on the disk when it is ok. */
export interface PaymentRows {
  /** A new order in `opening`. */
  add(orderId: string, wanted: WantedPayment): Result<PaymentRow, StorageError>;
  /** Throws for an order that was never added. */
  get(orderId: string): PaymentRow;
  /**
   * Takes the steps that are open to the row, in order, and leaves out the others: an answer may arrive after a later
   * one. A paid fine settles itself.
   */
  change(orderId: string, changes: readonly PaymentChange[]): Result<PaymentRow, StorageError>;
  /** The oldest that are not at their end, fees of refused submissions included. */
  unfinished(): readonly PaymentRow[];
}

/** More means that the gateway has been away for days; the oldest go first. */
const UNFINISHED_PER_LOOK = 500;

const columns = `p.order_id AS orderId, p.kind, p.amount_fen AS amountFen, p.state, p.failed_because AS failedBecause,
  p.refund_because AS refundBecause, p.refund_number AS refundNumber`;

export function paymentRows(database: Database, audit: AuditStore, clock: Clock): PaymentRows {
  const insert = database.command(
    'INSERT INTO payment(order_id, kind, service, amount_fen, opened_wall) VALUES (?, ?, ?, ?, ?)',
  );
  const one = database.query(`SELECT ${columns} FROM payment p WHERE order_id = ?`, paymentRowSchema);
  const step = database.command(
    `UPDATE payment SET state = ?, failed_because = ?, fiscal_number = coalesce(?, fiscal_number),
       refund_because = coalesce(?, refund_because), refund_number = ?
     WHERE order_id = ?`,
  );
  const unfinished = database.query(
    `SELECT ${columns} FROM payment p WHERE p.state IN ('opening','waiting','unknown','paid','refunding')
     UNION ALL
     SELECT ${columns} FROM acknowledgement a JOIN submission s ON s.sequence = a.seq JOIN payment p ON p.sid = s.sid
     WHERE a.outcome = 'refused' AND p.state = 'settled'
     LIMIT ${String(UNFINISHED_PER_LOOK)}`,
    paymentRowSchema,
  );

  function get(orderId: string): PaymentRow {
    const row = one.get(orderId);
    if (!row) throw new Error(`${orderId} was never opened`);
    return row;
  }

  function note(event: 'payment-opened' | 'payment-changed', { orderId, state, amountFen }: PaymentRow): void {
    audit.append({ event, detail: { orderId, state, amountFen } });
  }

  function take(row: PaymentRow, { to, ...brought }: PaymentChange): PaymentRow {
    const { failedBecause = null, fiscalNumber = null, refundBecause = null, refundNumber = null } = brought;
    step.run(to, failedBecause, fiscalNumber, refundBecause, refundNumber, row.orderId);
    const after = get(row.orderId);
    note('payment-changed', after);
    return after;
  }

  return {
    add: (orderId, { purpose, amountFen }) =>
      database.transaction(() => {
        const service = purpose.kind === 'fee' ? purpose.service : null;
        insert.run(orderId, purpose.kind, service, amountFen, clock.wallTime().toISOString());
        const row = get(orderId);
        note('payment-opened', row);
        return row;
      }),
    get,
    change: (orderId, changes) =>
      database.transaction(() => {
        let row = get(orderId);
        for (const change of changes) {
          if (!paymentEdges[row.state].includes(change.to)) continue;
          row = take(row, change);
          if (row.state === 'paid' && row.kind === 'fine') row = take(row, { to: 'settled' });
        }
        return row;
      }),
    unfinished: () => unfinished.all(),
  };
}
