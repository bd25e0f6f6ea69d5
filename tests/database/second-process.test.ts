import SQLite from 'better-sqlite3';
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { seededRandom } from '../../main/contract/seeded-random.ts';
import { openDatabase } from '../../main/database/open-database.ts';
import { openOutbox } from '../../main/outbox/open-outbox.ts';
import { damagePages, filledDatabase, openAsKiosk } from '../support/damaged-database.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { databasePath, must } from '../support/outbox-fixture.ts';

const script = new URL('../support/database-child.ts', import.meta.url).pathname;

/** Starts a process that opens `path`, and waits until it says `line`. */
async function second(path: string, line: string, ...migrations: string[]): Promise<ChildProcess> {
  const child = spawn(process.execPath, [script, path, ...migrations], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  // Its pipe stays open: it must not die of a parent that no longer listens.
  await new Promise<void>((resolve, reject) => {
    let said = '';
    child.stdout.on('data', (chunk) => {
      said += String(chunk);
      if (said.includes(`${line}\n`)) resolve();
    });
    child.once('exit', () => reject(new Error(`It ended and said ${said}`)));
  });
  return child;
}

async function killAfter(child: ChildProcess, ms: number): Promise<void> {
  const ended = once(child, 'exit');
  setTimeout(() => child.kill('SIGKILL'), ms);
  await ended;
}

describe('a second process', () => {
  it('is told that the file is in use, changes nothing, and gets it when the first has gone', async () => {
    const path = databasePath();
    filledDatabase(path, 3);
    const first = await second(path, 'held');
    const before = readFileSync(path);
    expect(openAsKiosk(path)).toEqual({ ok: false, error: 'inUse' });
    expect(readFileSync(path).equals(before)).toBe(true);
    expect(existsSync(join(dirname(path), 'damaged'))).toBe(false);
    await killAfter(first, 0);
    const opened = must(openAsKiosk(path));
    expect(opened).toMatchObject({ salvage: null, scrubbed: { checked: 3 } });
    opened.database.close();
  });
});

describe('killed at any moment', { timeout: 120_000 }, () => {
  const seed = Number(process.env['KIOSK_SEED'] ?? Date.now() % 1_000_000);
  const random = seededRandom(seed);

  it(`while it salvages, the next start ends the work: nothing is lost (KIOSK_SEED=${String(seed)})`, async () => {
    const path = databasePath();
    const envelopes = filledDatabase(path, 80);
    damagePages(path, [0]);
    const damaged = readFileSync(path);
    for (let round = 0; round < 5; round += 1) await killAfter(await second(path, 'opening'), random() * 400);
    const { database, audit, salvage } = must(openAsKiosk(path));
    // A round may have been fast enough to end it.
    if (salvage) expect(salvage.kept.submissions).toBe(80);
    const outbox = must(openOutbox(database, audit, new FakeClock()));
    for (const { sid, sha256 } of envelopes) expect(outbox.bySid(sid)).toMatchObject({ sha256, state: 'queued' });
    database.close();
    expect(readFileSync(join(dirname(path), 'damaged/1/kiosk.db')).equals(damaged)).toBe(true);
    // Each try found what the one before had begun: the old files were kept once.
    expect(readdirSync(join(dirname(path), 'damaged'))).toEqual(['1']);
  });

  it(`while it migrates, the file is of the old version or of the new one (KIOSK_SEED=${String(seed)})`, async () => {
    const one = 'CREATE TABLE t(a INTEGER) STRICT; INSERT INTO t VALUES (7);';
    const two = `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300000)
                 INSERT INTO t SELECT i FROM n; UPDATE t SET a = a + 1;`;
    const count = z.object({ rows: z.int(), low: z.int() });
    for (let round = 0; round < 4; round += 1) {
      const path = databasePath();
      must(openDatabase(path, { migrations: [one] })).close();
      await killAfter(await second(path, 'opening', one, two), random() * 300);
      const before = must(openDatabase(path, { migrations: [one, two].slice(0, versionOf(path)) }));
      const found = before.query('SELECT count(*) AS rows, min(a) AS low FROM t', count).get();
      expect([
        { rows: 1, low: 7 },
        { rows: 300_001, low: 2 },
      ]).toContainEqual(found);
      expect(before.setting('user_version')).toBe(found?.rows === 1 ? 1 : 2);
      before.close();
    }
  });
});

/** As the file says when its log has been played in. */
function versionOf(path: string): number {
  const file = new SQLite(path);
  const version = Number(file.pragma('user_version', { simple: true }));
  file.close();
  return version;
}
