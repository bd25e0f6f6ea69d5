import { randomBytes } from 'node:crypto';
import { writeSync } from 'node:fs';
import SQLite from 'better-sqlite3';
import { systemClock } from '../../main/clock/clock.ts';
import { auditStore } from '../../main/database/audit-store.ts';
import { openDatabase } from '../../main/database/open-database.ts';
import { openOutbox } from '../../main/outbox/open-outbox.ts';
import { reserveNumber } from '../../main/submission/reserve-number.ts';
import { newSubmissionId } from '../../main/submission/seal-submission.ts';
import { createHash } from 'node:crypto';

/**
 * A kiosk that does nothing but store, acknowledge and say so: each line on its output is a number that a visitor has
 * seen. Its parent kills it at any moment.
 *
 *     node outbox-child.ts <path> <how many> [plain]      plain: the library's own settings, as a control
 */
const [, , path = '', count = '0', mode = ''] = process.argv;

if (mode === 'plain') {
  const file = new SQLite(path);
  file.pragma('journal_mode = WAL');
  file.exec('CREATE TABLE t(body TEXT)');
  const insert = file.prepare('INSERT INTO t(body) VALUES (?)');
  for (let index = 0; index < Number(count); index += 1) insert.run('x'.repeat(200));
  // Without close: closing writes everything back and would count.
  process.exit(0);
}

const opened = openDatabase(path);
if (!opened.ok) throw new Error(opened.error);
const audit = auditStore(opened.value, systemClock, newSubmissionId());
const outbox = openOutbox(opened.value, audit, systemClock);
if (!outbox.ok) throw new Error(outbox.error);
writeSync(1, 'ready\n');

for (let index = 0; index < Number(count); index += 1) {
  const number = reserveNumber(opened.value, systemClock, 'T01');
  if (!number.ok) throw new Error(number.error);
  const jwe = randomBytes(4_000).toString('base64url');
  const envelope = {
    sid: newSubmissionId(),
    jwe,
    sha256: createHash('sha256').update(jwe).digest('hex'),
    signature: 'aGVhZGVy..c2lnbmF0dXJl',
    deviceId: 'kiosk-test',
    sequence: number.value.sequence,
  };
  const stored = outbox.value.store({ ...number.value, envelope, service: 'temp-id-proof' });
  if (!stored.ok) throw new Error(stored.error);
  writeSync(1, `stored ${number.value.receiptNumber} ${envelope.sha256}\n`);
  if (index % 3 !== 0) continue;

  const lease = outbox.value.leaseNext();
  if (!lease.ok || !lease.value) continue;
  const { sid, sha256 } = lease.value.envelope;
  const outcome = { kind: 'accepted' } as const;
  const acked = outbox.value.acknowledge(sid, 'a.b.c', { sid, sha256, serverTime: '2026-11-21T08:00:00Z', outcome });
  if (!acked.ok) throw new Error(acked.error);
  writeSync(1, `acked ${sid}\n`);
  outbox.value.purge();
}
process.exit(0);
