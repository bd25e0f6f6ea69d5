import { createHash, randomBytes } from 'node:crypto';
import { writeSync } from 'node:fs';
import SQLite from 'better-sqlite3';
import { systemClock } from '../../main/clock/clock.ts';
import type { Result } from '../../main/contract/result.ts';
import { auditStore } from '../../main/database/audit-store.ts';
import { openDatabase } from '../../main/database/open-database.ts';
import { openOutbox } from '../../main/outbox/open-outbox.ts';
import { reserveNumber } from '../../main/submission/reserve-number.ts';
import { newSubmissionId } from '../../main/submission/seal-submission.ts';

/**
 * A kiosk that does nothing but store, acknowledge and say so: each line on its output is a number that a visitor has
 * seen. Its parent kills it at any moment, or takes away its disk: what fails is tried again, and said as `failed`.
 *
 *     node outbox-child.ts <path> <how many> [plain|normal]
 *
 * plain: the library's own settings, as a control. normal: the kiosk's, but with `synchronous` lowered to NORMAL.
 */
const [, , path = '', count = '0', mode = ''] = process.argv;

/** A disk that never works is no disk. */
const MOST_TRIES = 50;
/** So many wait at any time. */
const BACKLOG = 20;

if (mode === 'plain') {
  const file = new SQLite(path);
  file.pragma('journal_mode = WAL');
  file.exec('CREATE TABLE t(body TEXT)');
  const insert = file.prepare('INSERT INTO t(body) VALUES (?)');
  for (let index = 0; index < Number(count); index += 1) insert.run('x'.repeat(200));
  // Without close: closing writes everything back and would count.
  process.exit(0);
}

function insist<T>(what: string, work: () => Result<T, string>): T {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const result = work();
    if (result.ok) return result.value;
    writeSync(1, `failed ${what} ${result.error}\n`);
  }
  process.exit(3);
}

const database = insist('open', () => openDatabase(path));
// The check of the settings is over.
if (mode === 'normal') database.setting('synchronous = NORMAL');
const audit = auditStore(database, systemClock, newSubmissionId());
const outbox = insist('outbox', () => openOutbox(database, audit, systemClock));
writeSync(1, 'ready\n');

for (let index = 0; index < Number(count); index += 1) {
  const number = insist('number', () => reserveNumber(database, systemClock, 'T01'));
  const jwe = randomBytes(4_000).toString('base64url');
  const envelope = {
    sid: newSubmissionId(),
    jwe,
    sha256: createHash('sha256').update(jwe).digest('hex'),
    signature: 'aGVhZGVy..c2lnbmF0dXJl',
    deviceId: 'kiosk-test',
    sequence: number.sequence,
  };
  insist('store', () => outbox.store({ ...number, envelope, service: 'temp-id-proof' }));
  writeSync(1, `stored ${number.receiptNumber} ${envelope.sha256}\n`);
  if (outbox.counts().waiting < BACKLOG) continue;

  const lease = outbox.leaseNext();
  if (!lease.ok || !lease.value) continue;
  const { sid, sha256 } = lease.value.envelope;
  const outcome = { kind: 'accepted' } as const;
  const acknowledgement = { sid, sha256, serverTime: '2026-11-21T08:00:00Z', outcome };
  insist('acknowledge', () => outbox.acknowledge(sid, 'a.b.c', acknowledgement));
  writeSync(1, `acked ${sid}\n`);
  if (index % 10 === 0) outbox.purge();
}
process.exit(0);
