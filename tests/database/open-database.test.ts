import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import SQLite from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openDatabase } from '../../main/database/open-database.ts';
import { migrations } from '../../main/database/migrations.ts';
import { databasePath, must } from '../support/outbox-fixture.ts';

const child = new URL('../support/outbox-child.ts', import.meta.url).pathname;
const traced = spawnSync('strace', ['-o', '/dev/null', 'true']).status === 0;

const syncs = (...mode: string[]): number => {
  const log = `${databasePath()}.trace`;
  const trace = ['-f', '-qq', '-e', 'trace=fsync,fdatasync', '-o', log];
  const run = spawnSync('strace', [...trace, process.execPath, child, databasePath(), '20', ...mode]);
  expect(run.status, String(run.stderr)).toBe(0);
  return readFileSync(log, 'utf8').split('sync(').length - 1;
};

describe('durable settings', () => {
  const expected = {
    journal_mode: 'wal',
    synchronous: 2,
    secure_delete: 1,
    foreign_keys: 1,
    recursive_triggers: 1,
    trusted_schema: 0,
    cell_size_check: 1,
    mmap_size: 0,
    auto_vacuum: 2,
    locking_mode: 'exclusive',
    journal_size_limit: 64 * 1024 * 1024,
  };

  it.each(['a new file', 'a file opened again'])('read back as set in %s', (which) => {
    const path = databasePath();
    if (which === 'a file opened again') must(openDatabase(path)).close();
    const database = must(openDatabase(path));
    const readBack = Object.keys(expected).map((name) => [name, database.setting(name)]);
    database.close();
    expect(Object.fromEntries(readBack)).toEqual(expected);
  });

  it('control: the library alone lowers synchronous to NORMAL as soon as WAL is used', () => {
    const file = new SQLite(databasePath());
    file.pragma('journal_mode = WAL');
    file.exec('CREATE TABLE t(a)');
    expect(file.pragma('synchronous', { simple: true })).toBe(1);
    file.close();
  });

  it.skipIf(!traced)('every commit reaches the disk, counted from outside, where strace is installed', () => {
    // A number and a submission each: 40 transactions at least.
    expect(syncs()).toBeGreaterThanOrEqual(40);
    expect(syncs('plain')).toBeLessThan(20);
  });
});

describe('a file that cannot be used', () => {
  it('is refused while another process holds it, and not after', () => {
    const path = databasePath();
    const first = must(openDatabase(path));
    expect(openDatabase(path, { busyTimeoutMs: 0 })).toEqual({ ok: false, error: 'inUse' });
    first.close();
    must(openDatabase(path, { busyTimeoutMs: 0 })).close();
  });

  it('is left alone when a newer version wrote it', () => {
    const path = databasePath();
    must(openDatabase(path, { migrations: [...migrations, 'CREATE TABLE later(a TEXT) STRICT'] })).close();
    const before = readFileSync(path);
    expect(openDatabase(path)).toEqual({ ok: false, error: 'fromTheFuture' });
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  it('is damaged when it is no database or damaged inside, and a fault when it is no file', () => {
    const noDatabase = databasePath();
    writeFileSync(noDatabase, 'x'.repeat(10_000));
    const directory = databasePath();
    mkdirSync(directory);
    const damaged = databasePath();
    must(openDatabase(damaged)).close();
    writeFileSync(damaged, readFileSync(damaged).fill(0xaa, 4096, 9000));
    for (const path of [noDatabase, damaged]) {
      expect(openDatabase(path), path).toEqual({ ok: false, error: 'damaged' });
    }
    for (const path of [directory, `${noDatabase}/below-a-file.db`]) {
      expect(openDatabase(path), path).toEqual({ ok: false, error: 'storageFault' });
    }
  });

  it.each([
    ['its version', 60],
    ['the way it is written', 18],
    ['its page size', 16],
    ['its first word', 0],
  ])('is damaged and not from the future when %s in the header is overwritten', (_, offset) => {
    const path = databasePath();
    must(openDatabase(path)).close();
    writeFileSync(path, readFileSync(path).fill(0xa5, offset, offset + 2));
    expect(openDatabase(path)).toEqual({ ok: false, error: 'damaged' });
  });

  it('is damaged when its header claims another text encoding', () => {
    const path = databasePath();
    must(openDatabase(path)).close();
    writeFileSync(path, readFileSync(path).fill(2, 59, 60));
    expect(openDatabase(path)).toEqual({ ok: false, error: 'damaged' });
  });

  it('is damaged when its version is gone and its tables are there', () => {
    const path = databasePath();
    must(openDatabase(path)).close();
    writeFileSync(path, readFileSync(path).fill(0, 60, 64));
    expect(openDatabase(path)).toEqual({ ok: false, error: 'damaged' });
  });

  it('makes the directory it needs, for nobody else to read', () => {
    const path = `${dirname(databasePath())}/a/b/kiosk.db`;
    must(openDatabase(path)).close();
    expect(readFileSync(path).subarray(0, 15).toString()).toBe('SQLite format 3');
  });
});

describe('migrations', () => {
  const one = 'CREATE TABLE one(a INTEGER) STRICT; INSERT INTO one VALUES (7);';
  const row = z.object({ a: z.number() });

  it('run once each and keep what is there', () => {
    const path = databasePath();
    must(openDatabase(path, { migrations: [one] })).close();
    const database = must(openDatabase(path, { migrations: [one, 'UPDATE one SET a = a + 1'] }));
    expect(database.setting('user_version')).toBe(2);
    expect(database.query('SELECT a FROM one', row).all()).toEqual([{ a: 8 }]);
    database.close();
  });

  it('are all or nothing: a mistake in the last one leaves the file at the old version', () => {
    const path = databasePath();
    must(openDatabase(path, { migrations: [one] })).close();
    const broken = [one, 'UPDATE one SET a = 100', 'CREATE TABLE one(b)'];
    expect(() => openDatabase(path, { migrations: broken })).toThrow(/already exists/);
    const database = must(openDatabase(path, { migrations: [one] }));
    expect(database.query('SELECT a FROM one', row).all()).toEqual([{ a: 7 }]);
    database.close();
  });
});

describe('a transaction', () => {
  const table = ['CREATE TABLE t(a TEXT UNIQUE) STRICT'];
  const open = () => must(openDatabase(databasePath(), { migrations: table }));

  it('reports a full disk as a value, keeps nothing of it, and works again when there is room', () => {
    const database = open();
    const insert = database.command('INSERT INTO t(a) VALUES (?)');
    const count = database.query('SELECT count(*) AS n FROM t', z.object({ n: z.number() }));
    const pages = Number(database.setting('page_count'));
    database.setting(`max_page_count = ${String(pages + 4)}`);
    const fill = () => {
      insert.run('first');
      insert.run('x'.repeat(100_000));
    };
    expect(database.transaction(fill)).toEqual({ ok: false, error: 'storageFull' });
    expect(count.get()).toEqual({ n: 0 });
    database.setting('max_page_count = 1000000');
    expect(database.transaction(fill).ok).toBe(true);
    expect(count.get()).toEqual({ n: 2 });
    database.close();
  });

  it('throws what a programmer did wrong: a broken constraint, a nested transaction, a promise', () => {
    const database = open();
    const insert = database.command('INSERT INTO t(a) VALUES (?)');
    expect(() => database.transaction(() => [insert.run('same'), insert.run('same')])).toThrow(/UNIQUE/);
    expect(() => database.transaction(() => database.transaction(() => 1))).toThrow(/inside/);
    expect(() => database.transaction(async () => Promise.resolve(1))).toThrow(/promise/);
    expect(database.query('SELECT count(*) AS n FROM t', z.object({ n: z.number() })).get()).toEqual({ n: 0 });
    database.close();
  });
});
