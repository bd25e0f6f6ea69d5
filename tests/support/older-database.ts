import { randomBytes } from 'node:crypto';
import { auditStore } from '../../main/database/audit-store.ts';
import type { Database, SqlValue } from '../../main/database/database.ts';
import { migrations } from '../../main/database/migrations.ts';
import { openDatabase } from '../../main/database/open-database.ts';
import type { OutboxState } from '../../main/outbox/outbox-row.ts';
import { FakeClock } from './fake-clock.ts';
import { envelopeOf, must, submissionOf } from './outbox-fixture.ts';

const states = ['queued', 'sending', 'retry_wait', 'blocked', 'dead', 'acked', 'purged'] as const;
const withBody: ReadonlySet<OutboxState> = new Set(states.filter((state) => state !== 'purged'));
/** Numbers were taken for what was never stored: the queue's own count runs behind. */
const sequenceOf = (index: number): number => 3 * (index + 1);

/**
 * A closed file of version 4, in which submission and queue each counted for themselves, as its program left it: so many
 * submissions in each state in turn, with their log, a printed paper and a settled fee of the first.
 */
export function olderDatabase(path: string, count: number) {
  const database = must(openDatabase(path, { migrations: migrations.slice(0, 4) }));
  const clock = new FakeClock();
  const audit = auditStore(database, clock, 'a'.repeat(32));
  const stored = Array.from({ length: count }, (_, index) => ({
    envelope: envelopeOf(sequenceOf(index), undefined, 3_000),
    state: states[index % states.length]!,
  }));
  const orderId = randomBytes(16).toString('hex');
  must(
    database.transaction(() => {
      insert(database, 'counter', { name: 'submission', value: sequenceOf(count) });
      for (const [index, { envelope, state }] of stored.entries()) {
        const { receiptNumber, service } = submissionOf(envelope);
        const { sid, sequence, deviceId } = envelope;
        insert(database, 'submission', {
          sid,
          sequence,
          receipt_number: receiptNumber,
          service,
          device_id: deviceId,
          stored_wall: clock.wallTime().toISOString(),
        });
        insertQueued(database, index + 1, envelope, state);
        const detail = { sid, receiptNumber, sequence, service, clock: 'trusted' };
        audit.append({ event: 'submission-stored', detail });
      }
      const { sid } = stored[0]!.envelope;
      insert(database, 'print', { sid, what: 'document', state: 'printed', attempts: 1, last_wall: 'w' });
      insert(database, 'payment', {
        order_id: orderId,
        kind: 'fee',
        service: 'temp-id-proof',
        amount_fen: 1_000,
        opened_wall: 'w',
      });
      for (const state of ['paid', 'settled'])
        database.command(`UPDATE payment SET state = ?, sid = ?`).run(state, state === 'settled' ? sid : null);
    }),
  );
  database.close();
  return { stored, orderId };
}

function insertQueued(
  database: Database,
  seq: number,
  { sid, sha256, signature, jwe }: ReturnType<typeof envelopeOf>,
  state: OutboxState,
): void {
  const isSigned = state === 'acked' || state === 'purged';
  insert(database, 'outbox', {
    seq,
    sid,
    case_id: sid,
    sha256: Buffer.from(sha256, 'hex'),
    signature,
    size: jwe.length,
    state,
    attempts: state === 'queued' ? 0 : 1,
    next_mono_ms: state === 'retry_wait' ? 1_000 : null,
    dead_reason: state === 'dead' ? 'rejected' : null,
    ...(isSigned ? { ack: `jws of ${sid}`, acked_wall: 'w', outcome: 'issued' } : {}),
    ...(isSigned ? { certificate_number: `LS-${String(seq)}`, verification_code: 'ABCDEFGH23456789' } : {}),
  });
  if (withBody.has(state)) insert(database, 'sealed_body', { seq, body: Buffer.from(jwe, 'latin1') });
}

function insert(database: Database, table: string, row: Readonly<Record<string, SqlValue>>): void {
  const columns = Object.keys(row);
  const places = columns.map(() => '?').join(', ');
  database.command(`INSERT INTO ${table}(${columns.join(', ')}) VALUES (${places})`).run(...Object.values(row));
}
