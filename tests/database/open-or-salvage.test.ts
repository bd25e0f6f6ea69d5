import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { verifyChain } from '../../main/audit-log/verify-chain.ts';
import { auditStore } from '../../main/database/audit-store.ts';
import { migrations } from '../../main/database/migrations.ts';
import type { Opened } from '../../main/database/open-or-salvage.ts';
import { openDatabase } from '../../main/database/open-database.ts';
import { upkeep } from '../../main/database/upkeep.ts';
import { openOutbox } from '../../main/outbox/open-outbox.ts';
import { reserveNumber } from '../../main/submission/reserve-number.ts';
import { damagePages, filledDatabase, folderBeside, openAsKiosk, pagesOf } from '../support/damaged-database.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { accepted, databasePath, envelopeOf, must, start, submissionOf } from '../support/outbox-fixture.ts';

const n = z.object({ n: z.number() });

/** What the queue hands out to be sent, all of it, each as it was stored. */
function sent(opened: Opened) {
  const outbox = must(openOutbox(opened.database, opened.audit, new FakeClock()));
  const envelopes = must(outbox.leaseMany(1_000)).map(({ envelope }) => envelope);
  return { outbox, envelopes };
}

const bySid = (envelopes: readonly { sid: string }[]) => envelopes.toSorted((a, b) => (a.sid < b.sid ? -1 : 1));
const nextNumber = (opened: { database: Parameters<typeof reserveNumber>[0] }): number =>
  must(reserveNumber(opened.database, new FakeClock(), 'T01')).sequence;

describe('a sound database', () => {
  it('is opened, its bodies are hashed, and nothing is salvaged', () => {
    const path = databasePath();
    filledDatabase(path, 5);
    const opened = must(openAsKiosk(path));
    expect(opened).toMatchObject({ salvage: null, scrubbed: { checked: 5, damaged: 0 } });
    expect(readdirSync(dirname(path))).not.toContain('damaged');
    expect(nextNumber(opened)).toBe(6);
    opened.database.close();
  });

  it('a flipped bit in a body makes that one a dead letter, and the others flow', () => {
    const path = databasePath();
    const envelopes = filledDatabase(path, 5);
    const bytes = readFileSync(path);
    const at = bytes.indexOf(envelopes[2]!.jwe.slice(0, 40));
    bytes[at + 5]! ^= 1;
    writeFileSync(path, bytes);

    const opened = must(openAsKiosk(path));
    expect(opened).toMatchObject({ salvage: null, scrubbed: { checked: 5, damaged: 1 } });
    expect(opened.audit.entries(0, 100).at(-1)).toMatchObject({
      event: 'submission-dead',
      detail: JSON.stringify({ reason: 'damaged', sid: envelopes[2]!.sid }),
    });
    const { outbox, envelopes: out } = sent(opened);
    expect(bySid(out)).toEqual(bySid(envelopes.filter((_, index) => index !== 2)));
    expect(outbox.bySid(envelopes[2]!.sid)).toMatchObject({ state: 'dead', deadReason: 'damaged' });
    opened.database.close();
    // Once dead it is not found again.
    const again = must(openAsKiosk(path));
    expect(again.scrubbed).toEqual({ checked: 4, damaged: 0 });
    again.database.close();
  });
});

describe('a damaged database', { timeout: 60_000 }, () => {
  const allKept = {
    because: 'damaged',
    kept: { submissions: 60, auditEntries: 60 },
    lost: { submissions: 0, payments: 0, auditEntries: 0 },
    dead: 0,
  };

  it.each([
    ['REFERENCES submission(sid)', 'REFERENCES submission(sie)'],
    ['CHECK(length(prev) = 32)', 'CHECK(length(prev) = 33)'],
    ['case_id      TEXT', 'case_ie      TEXT'],
    ['audit_no_update BEFORE UPDATE', 'audit_no_update BEFORE DELETE'],
  ])('in whose rules %s became %s, keeps and sends every submission', (rule, damaged) => {
    const path = databasePath();
    const envelopes = filledDatabase(path, 60);
    const bytes = readFileSync(path);
    for (let at = bytes.indexOf(rule); at >= 0; at = bytes.indexOf(rule, at + 1)) bytes.write(damaged, at, 'latin1');
    expect(bytes.includes(damaged)).toBe(true);
    writeFileSync(path, bytes);

    const opened = must(openAsKiosk(path));
    expect(opened.salvage).toMatchObject(allKept);
    expect(bySid(sent(opened).envelopes)).toEqual(bySid(envelopes));
    opened.database.close();
  });

  it.each([
    ['its first page', () => [0]],
    ['its table of contents', (path: string) => pagesOf(path, 'sqlite_schema', 'leaf')],
    ['all of that', (path: string) => [0, ...pagesOf(path, 'sqlite_schema', 'leaf')]],
    ['an index', (path: string) => pagesOf(path, 'outbox_state', 'leaf')],
    ['the index over the ids', (path: string) => pagesOf(path, 'sqlite_autoindex_submission_1', 'leaf')],
    [
      'what is known of the submissions besides the queue',
      (path: string) => pagesOf(path, 'submission', 'leaf').slice(0, 2),
    ],
  ])('without %s, every submission is kept and sent', (_, pages) => {
    const path = databasePath();
    const envelopes = filledDatabase(path, 60);
    damagePages(path, pages(path));
    const before = readFileSync(path);

    const opened = must(openAsKiosk(path));
    expect(opened.salvage).toMatchObject(allKept);
    const { outbox, envelopes: out } = sent(opened);
    expect(bySid(out)).toEqual(bySid(envelopes));
    expect(outbox.counts().waiting).toBe(60);
    // Above every number that was given out.
    expect(nextNumber(opened)).toBeGreaterThan(1_000);
    expect(opened.database.setting('integrity_check')).toBe('ok');
    opened.database.close();
    expect(readFileSync(join(dirname(path), 'damaged/1/kiosk.db')).equals(before)).toBe(true);
    const again = must(openAsKiosk(path));
    expect(again.salvage).toBeNull();
    again.database.close();
  });

  it('without a queue page loses the rows of that page and no other, and says how many', () => {
    const path = databasePath();
    const envelopes = filledDatabase(path, 90, 300);
    const pages = pagesOf(path, 'outbox', 'leaf');
    damagePages(path, [pages[2]!]);
    const opened = must(openAsKiosk(path));
    const { kept, lost } = opened.salvage!;
    expect(lost.submissions).toBeGreaterThan(0);
    expect(lost.submissions).toBeLessThan(40);
    expect(kept.submissions).toBe(90 - lost.submissions);
    const { envelopes: out } = sent(opened);
    const stored = new Map(envelopes.map((envelope) => [envelope.sid, envelope]));
    for (const envelope of out) expect(envelope).toEqual(stored.get(envelope.sid));
    expect(out).toHaveLength(kept.submissions);
    opened.database.close();
  });

  it('without pages of bodies keeps those submissions as dead letters with their numbers', () => {
    const path = databasePath();
    const envelopes = filledDatabase(path, 30, 9_000);
    damagePages(path, pagesOf(path, 'sealed_body', 'overflow').slice(0, 3));
    damagePages(path, pagesOf(path, 'counter', 'leaf'));
    const opened = must(openAsKiosk(path));
    const { dead, kept } = opened.salvage!;
    expect(dead).toBeGreaterThan(0);
    expect(kept.submissions).toBe(30);
    const { outbox, envelopes: out } = sent(opened);
    expect(out).toHaveLength(30 - dead);
    expect(outbox.counts().dead).toBe(dead);
    for (const { sid } of envelopes) expect(outbox.bySid(sid)?.receiptNumber).toBeDefined();
    expect(nextNumber(opened)).toBe(1_031);
    opened.database.close();
  });

  it('without the index over the ids and without the log, every submission is kept and sent by its number', () => {
    const path = databasePath();
    const envelopes = filledDatabase(path, 60);
    damagePages(path, [...pagesOf(path, 'sqlite_autoindex_submission_1', 'leaf'), ...pagesOf(path, 'audit', 'leaf')]);
    const opened = must(openAsKiosk(path));
    expect(opened.salvage).toMatchObject({ kept: { submissions: 60, auditEntries: 0 }, lost: { submissions: 0 } });
    expect(bySid(sent(opened).envelopes)).toEqual(bySid(envelopes));
    opened.database.close();
  });

  it('without what the gateway signed sends again what is not erased yet, and erases what is', () => {
    const path = databasePath();
    const envelopes = filledDatabase(path, 60);
    const kiosk = start(path);
    const [first, second] = [envelopes.slice(0, 10), envelopes.slice(10, 30)];
    for (const envelope of first) must(kiosk.outbox.acknowledge(envelope.sid, 'j'.repeat(500), accepted(envelope)));
    must(kiosk.outbox.purge());
    for (const envelope of second) must(kiosk.outbox.acknowledge(envelope.sid, 'j'.repeat(500), accepted(envelope)));
    kiosk.database.close();
    const pages = pagesOf(path, 'acknowledgement', 'leaf');
    expect(pages.length).toBeGreaterThan(3);
    damagePages(path, pages.slice(-2));

    const opened = must(openAsKiosk(path));
    expect(opened.salvage).toMatchObject({ kept: { submissions: 60 }, lost: { submissions: 0 }, dead: 0 });
    const { outbox, envelopes: out } = sent(opened);
    expect(out.length).toBeGreaterThan(30);
    expect(bySid(envelopes)).toEqual(expect.arrayContaining(bySid(out)));
    for (const envelope of out) must(outbox.acknowledge(envelope.sid, 'jws', accepted(envelope)));
    while (must(outbox.purge()) > 0);
    for (const { sid } of envelopes) expect(outbox.bySid(sid)?.state).toBe('purged');
    opened.database.close();
  });

  it('keeps the log as far as it is proved, goes on with it, and says what was done', () => {
    const path = databasePath();
    filledDatabase(path, 60);
    damagePages(path, [pagesOf(path, 'audit', 'leaf')[2]!]);
    const opened = must(openAsKiosk(path));
    const { kept, lost } = opened.salvage!;
    expect(kept.auditEntries).toBeGreaterThan(10);
    expect(kept.auditEntries + lost.auditEntries).toBe(60);
    const entries = opened.audit.entries(0, 1_000);
    expect(verifyChain(entries)).toMatchObject({ ok: true, value: { seq: kept.auditEntries + 1 } });
    expect(entries.at(-1)).toMatchObject({ event: 'database-salvaged' });
    // Whoever is not in the proved part of the log is in the queue all the same.
    expect(kept.submissions).toBe(60);
    opened.database.close();
  });

  it('keeps orders, marks of papers and what was settled', () => {
    const path = databasePath();
    const kiosk = start(path);
    const [paidFor, acked] = [envelopeOf(1), envelopeOf(2)];
    const order = 'ab'.repeat(16);
    must(
      kiosk.database.transaction(() => {
        const insert = `INSERT INTO payment(order_id, kind, service, amount_fen, opened_wall) VALUES (?, 'fee', 'temp-id-proof', 1000, 'w')`;
        kiosk.database.command(insert).run(order);
        kiosk.database.command(`UPDATE payment SET state = 'paid', fiscal_number = 'F1' WHERE order_id = ?`).run(order);
      }),
    );
    must(kiosk.outbox.store({ ...submissionOf(paidFor), paymentOrderId: order }));
    must(kiosk.outbox.store(submissionOf(acked)));
    must(kiosk.outbox.markPrint(paidFor.sid, 'receipt', 'printing'));
    must(kiosk.outbox.markPrint(paidFor.sid, 'receipt', 'printed'));
    must(kiosk.outbox.lease(acked.sid));
    const outcome = { kind: 'accepted' } as const;
    must(kiosk.outbox.acknowledge(acked.sid, 'a.b.c', { ...acked, serverTime: '2026-11-21T08:00:00Z', outcome }));
    must(kiosk.outbox.purge());
    kiosk.database.close();
    damagePages(path, [0]);

    const opened = must(openAsKiosk(path));
    const { outbox, envelopes } = sent(opened);
    expect(envelopes).toEqual([paidFor]);
    expect(outbox.bySid(paidFor.sid)).toMatchObject({ receipt: 'printed' });
    expect(outbox.bySid(acked.sid)).toMatchObject({ state: 'purged', acknowledgement: 'a.b.c' });
    const payment = opened.database.query(
      'SELECT state, sid FROM payment',
      z.object({ state: z.string(), sid: z.string() }),
    );
    expect(payment.all()).toEqual([{ state: 'settled', sid: paidFor.sid }]);
    // The rules are back in force.
    expect(() => opened.database.command('DELETE FROM payment').run()).toThrow(/kept/);
    opened.database.close();
  });

  it('takes what only its write-ahead log held', () => {
    const path = databasePath();
    const kiosk = start(path);
    const envelopes = [1, 2, 3].map((sequence) => envelopeOf(sequence));
    for (const envelope of envelopes) must(kiosk.outbox.store(submissionOf(envelope)));
    const copy = databasePath();
    for (const suffix of ['', '-wal']) copyFileSync(path + suffix, copy + suffix);
    kiosk.database.close();
    // The file alone knows of none of them.
    truncateSync(copy, 0);
    const opened = must(openAsKiosk(copy));
    expect(opened.salvage).toMatchObject({ because: 'missing', kept: { submissions: 3 } });
    expect(sent(opened).envelopes).toEqual(envelopes);
    opened.database.close();
  });

  it('is replaced when nothing at all can be read, and the numbers go on far above', () => {
    const path = databasePath();
    writeFileSync(path, 'x'.repeat(100_000));
    const opened = must(openAsKiosk(path));
    expect(opened.salvage).toMatchObject({ because: 'damaged', kept: { submissions: 0, auditEntries: 0 } });
    expect(nextNumber(opened)).toBeGreaterThan(1_000_000 - 1);
    opened.database.close();
  });

  it('is kept each time under a new number, never overwritten', () => {
    const path = databasePath();
    for (const round of [1, 2, 3]) {
      writeFileSync(path, `damaged in round ${String(round)}`.repeat(1_000));
      const opened = must(openAsKiosk(path));
      expect(opened.salvage?.keptAside).toBe(join(dirname(path), 'damaged', String(round)));
      opened.database.close();
    }
    const kept = readdirSync(join(dirname(path), 'damaged')).toSorted();
    expect(kept).toEqual(['1', '2', '3']);
    for (const round of kept) {
      expect(readFileSync(join(dirname(path), 'damaged', round, 'kiosk.db'), 'utf8')).toContain(`round ${round}`);
    }
  });

  it('stays in place while a crash undoes the work, and the finished work is taken up', () => {
    const path = databasePath();
    const envelopes = filledDatabase(path, 20);
    damagePages(path, [0]);
    // Killed while it wrote the new one.
    writeFileSync(`${path}.salvaging`, 'half a database');
    writeFileSync(`${path}.salvaging-wal`, 'half a log');
    const first = must(openAsKiosk(path));
    expect(first.salvage?.kept.submissions).toBe(20);
    first.database.close();
    // Killed between the decision and the new name, with the old log still there.
    renameSync(path, `${path}.salvaged`);
    copyFileSync(join(dirname(path), 'damaged/1/kiosk.db'), path);
    writeFileSync(`${path}-wal`, 'an old log');
    const second = must(openAsKiosk(path));
    expect(second.salvage).toBeNull();
    expect(bySid(sent(second).envelopes)).toEqual(bySid(envelopes));
    second.database.close();
    expect(readdirSync(dirname(path)).toSorted()).toEqual(['damaged', 'kiosk.db']);
  });
});

const backUp = (path: string, backupDir: string) => {
  const database = must(openDatabase(path));
  const clock = new FakeClock();
  must(
    upkeep({
      database,
      audit: auditStore(database, clock, 'c'.repeat(32)),
      clock,
      backupDir,
      isIdle: () => true,
    }).round(),
  );
  database.close();
};

describe('a missing database', { timeout: 60_000 }, () => {
  it('without a trace of an earlier one is a new one', () => {
    const path = databasePath();
    const opened = must(openAsKiosk(path, { backupDir: folderBeside(path, 'backup') }));
    expect(opened.salvage).toBeNull();
    expect(nextNumber(opened)).toBe(1);
    opened.database.close();
  });

  it.each(['removed', 'emptied'])('is restored from the newest good backup when it was %s', (how) => {
    const path = databasePath();
    const backupDir = folderBeside(path, 'backup');
    const envelopes = filledDatabase(path, 20);
    backUp(path, backupDir);
    if (how === 'removed') renameSync(path, `${path}.gone`);
    else truncateSync(path, 0);
    writeFileSync(join(backupDir, 'kiosk-9.sqlite'), 'the newest, and no good');

    const opened = must(openAsKiosk(path, { backupDir }));
    expect(opened.salvage).toMatchObject({ because: 'missing', usedBackup: true, kept: { submissions: 20 } });
    expect(bySid(sent(opened).envelopes)).toEqual(bySid(envelopes));
    expect(nextNumber(opened)).toBe(1_021);
    opened.database.close();
  });

  it('is not replaced when only a newer version can read its backup', () => {
    const path = databasePath();
    const backupDir = folderBeside(path, 'backup');
    must(openDatabase(path, { migrations: [...migrations, 'CREATE TABLE later(a)'] })).close();
    mkdirSync(backupDir);
    renameSync(path, join(backupDir, 'kiosk-1.sqlite'));
    expect(openAsKiosk(path, { backupDir })).toEqual({ ok: false, error: 'fromTheFuture' });
    expect(existsSync(path)).toBe(false);
  });

  it('what damage took from the file the backup gives back: rows, bodies and the log', () => {
    const path = databasePath();
    const backupDir = folderBeside(path, 'backup');
    const envelopes = filledDatabase(path, 60);
    backUp(path, backupDir);
    const later = start(path);
    const more = Array.from({ length: 5 }, (_, index) => envelopeOf(61 + index));
    for (const envelope of more) must(later.outbox.store(submissionOf(envelope)));
    later.database.close();
    damagePages(path, [
      pagesOf(path, 'outbox', 'leaf')[0]!,
      pagesOf(path, 'audit', 'leaf')[0]!,
      pagesOf(path, 'sealed_body', 'leaf')[1]!,
    ]);
    const hash = createHash('sha256')
      .update(readFileSync(join(backupDir, 'kiosk-1.sqlite')))
      .digest('hex');

    const opened = must(openAsKiosk(path, { backupDir }));
    expect(opened.salvage).toMatchObject({
      usedBackup: true,
      kept: { submissions: 65, auditEntries: 66 },
      lost: { submissions: 0, auditEntries: 0 },
      dead: 0,
    });
    expect(bySid(sent(opened).envelopes)).toEqual(bySid([...envelopes, ...more]));
    expect(opened.database.query('SELECT count(*) AS n FROM submission', n).get()).toEqual({ n: 65 });
    opened.database.close();
    expect(
      createHash('sha256')
        .update(readFileSync(join(backupDir, 'kiosk-1.sqlite')))
        .digest('hex'),
    ).toBe(hash);
  });
});
