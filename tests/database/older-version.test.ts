import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import SQLite from 'better-sqlite3';
import { backupPath } from '../../main/database/backups.ts';
import { migrations } from '../../main/database/migrations.ts';
import type { Opened } from '../../main/database/open-or-salvage.ts';
import { openOutbox } from '../../main/outbox/open-outbox.ts';
import { damagePages, openAsKiosk, pagesOf } from '../support/damaged-database.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { olderDatabase } from '../support/older-database.ts';
import { databasePath, must } from '../support/outbox-fixture.ts';

const COUNT = 70;
const waiting = new Set(['queued', 'sending', 'retry_wait', 'blocked']);
type Stored = ReturnType<typeof olderDatabase>['stored'];

const waitingOf = (stored: Stored) => stored.filter(({ state }) => waiting.has(state)).map(({ envelope }) => envelope);
const openQueue = ({ database, audit }: Opened) => must(openOutbox(database, audit, new FakeClock()));
const sentFrom = (outbox: ReturnType<typeof openQueue>) =>
  must(outbox.leaseMany(1_000)).map(({ envelope }) => envelope);

/** What the queue says of each once the kiosk has started and erased what was signed for. */
function expected({ envelope, state }: Stored[number]) {
  const { sid, sequence, sha256 } = envelope;
  const now = waiting.has(state) ? 'queued' : state === 'acked' ? 'purged' : state;
  const acknowledgement = now === 'purged' ? `jws of ${sid}` : null;
  return { sid, sequence, sha256, state: now, acknowledgement, outcome: now === 'purged' ? 'issued' : null };
}

const violated = z.object({ table: z.string() });

describe('a file of version 4', () => {
  it('is brought up to date: every submission in its state, with its body, its papers and its fee', () => {
    const path = databasePath();
    const { stored, orderId } = olderDatabase(path, COUNT);
    const opened = must(openAsKiosk(path));
    expect(opened.salvage).toBeNull();
    const outbox = openQueue(opened);
    for (const one of stored) expect(outbox.bySid(one.envelope.sid)).toMatchObject(expected(one));
    expect(sentFrom(outbox)).toEqual(waitingOf(stored));
    expect(outbox.bySid(stored[0]!.envelope.sid)?.document).toBe('printed');
    const { database } = opened;
    const fee = database.query('SELECT sid FROM payment WHERE order_id = ?', z.object({ sid: z.string() }));
    expect(fee.get(orderId)).toEqual({ sid: stored[0]!.envelope.sid });
    expect(database.query('SELECT "table" FROM pragma_foreign_key_check', violated).all()).toEqual([]);
    expect(database.setting('foreign_keys')).toBe(1);
    expect(database.setting('integrity_check')).toBe('ok');
    database.close();
  });

  it('with a rule that is not its own is read where that version has its tables', () => {
    const path = databasePath();
    const { stored } = olderDatabase(path, COUNT);
    const bytes = readFileSync(path);
    bytes.write('audit_no_update BEFORE DELETE', bytes.indexOf('audit_no_update BEFORE UPDATE'), 'latin1');
    writeFileSync(path, bytes);
    const opened = must(openAsKiosk(path));
    expect(opened.salvage).toMatchObject({
      kept: { submissions: COUNT, payments: 1, auditEntries: COUNT },
      lost: { submissions: 0, payments: 0, auditEntries: 0 },
      dead: 0,
    });
    const outbox = openQueue(opened);
    for (const one of stored) expect(outbox.bySid(one.envelope.sid)).toMatchObject(expected(one));
    expect(sentFrom(outbox)).toEqual(waitingOf(stored));
    opened.database.close();
  });

  it('without pages of the queue loses their rows, counts them, and sends every other', () => {
    const path = databasePath();
    const { stored } = olderDatabase(path, COUNT);
    const pages = pagesOf(path, 'outbox', 'leaf').slice(1, 3);
    const before = readFileSync(path);
    const gone = stored.filter(({ envelope: { sid } }) =>
      pages.some((page) => before.subarray(page * 4096, (page + 1) * 4096).includes(sid)),
    );
    expect(gone.length).toBeGreaterThan(2);
    damagePages(path, pages);
    const opened = must(openAsKiosk(path));
    expect(opened.salvage).toMatchObject({
      kept: { submissions: COUNT - gone.length },
      lost: { submissions: gone.length },
    });
    const outbox = openQueue(opened);
    expect(sentFrom(outbox)).toEqual(waitingOf(stored.filter((one) => !gone.includes(one))));
    opened.database.close();
  });

  it('without what is known of the submissions besides the queue takes it from the log', () => {
    const path = databasePath();
    const { stored } = olderDatabase(path, COUNT);
    damagePages(path, pagesOf(path, 'submission', 'leaf').slice(0, 2));
    const opened = must(openAsKiosk(path));
    expect(opened.salvage).toMatchObject({ kept: { submissions: COUNT }, lost: { submissions: 0 } });
    expect(sentFrom(openQueue(opened))).toEqual(waitingOf(stored));
    opened.database.close();
  });

  it('as the last backup gives the bodies that its successor has lost', () => {
    const path = databasePath();
    const backupDir = join(dirname(path), 'backups');
    const { stored } = olderDatabase(path, COUNT);
    mkdirSync(backupDir);
    copyFileSync(path, backupPath(backupDir, 1));
    must(openAsKiosk(path)).database.close();
    damagePages(path, pagesOf(path, 'sealed_body', 'leaf'));
    const opened = must(openAsKiosk(path, { backupDir }));
    expect(opened.salvage).toMatchObject({ kept: { submissions: COUNT }, lost: { submissions: 0 }, usedBackup: true });
    expect(opened.salvage?.dead).toBe(0);
    expect(sentFrom(openQueue(opened))).toEqual(waitingOf(stored));
    opened.database.close();
  });

  it('in which a row has lost the one that it refers to is salvaged, not thrown away with it', () => {
    const path = databasePath();
    const { stored } = olderDatabase(path, COUNT);
    const file = new SQLite(path);
    file.pragma('foreign_keys = OFF');
    file.prepare('DELETE FROM submission WHERE sid = ?').run(stored[0]!.envelope.sid);
    file.close();
    const opened = must(openAsKiosk(path));
    expect(opened.salvage).toMatchObject({ kept: { submissions: COUNT }, lost: { submissions: 0 } });
    expect(sentFrom(openQueue(opened))).toEqual(waitingOf(stored));
    opened.database.close();
  });

  it('of which a step fails stays of its version with all that is in it', () => {
    const path = databasePath();
    const { stored } = olderDatabase(path, COUNT);
    expect(() => openAsKiosk(path, { migrations: [...migrations, 'no statement'] })).toThrow(/syntax error/);
    const file = new SQLite(path, { readonly: true });
    expect(file.pragma('user_version', { simple: true })).toBe(4);
    file.close();
    const opened = must(openAsKiosk(path));
    expect(sentFrom(openQueue(opened))).toEqual(waitingOf(stored));
    opened.database.close();
  });
});
