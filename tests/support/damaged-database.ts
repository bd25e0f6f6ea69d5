import { copyFileSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import SQLite from 'better-sqlite3';
import { z } from 'zod';
import { openDatabase } from '../../main/database/open-database.ts';
import { openOrSalvage } from '../../main/database/open-or-salvage.ts';
import type { SalvageOptions } from '../../main/database/open-or-salvage.ts';
import { FakeClock } from './fake-clock.ts';
import { envelopeOf, must, start, submissionOf } from './outbox-fixture.ts';

export const PAGE = 4096;

/** Opens as a kiosk does at its start. */
export const openAsKiosk = (path: string, options: Partial<SalvageOptions> = {}) =>
  openOrSalvage(path, {
    clock: new FakeClock(),
    boot: 'b'.repeat(32),
    deviceId: 'kiosk-test',
    backupDir: null,
    busyTimeoutMs: 0,
    ...options,
  });

/** A closed database with so many submissions, their numbers from 1 on, each with a body of `bytes`. */
export function filledDatabase(path: string, count: number, bytes = 3_000) {
  const kiosk = start(path);
  // Nobody pulls the power while it is being made.
  kiosk.database.setting('synchronous = OFF');
  const envelopes = Array.from({ length: count }, (_, index) => envelopeOf(index + 1, undefined, bytes));
  must(
    kiosk.database.transaction(() =>
      kiosk.database.command(`INSERT INTO counter VALUES ('submission', ${String(count)})`).run(),
    ),
  );
  for (const envelope of envelopes) must(kiosk.outbox.store(submissionOf(envelope)));
  kiosk.database.close();
  return envelopes;
}

/**
 * A database as a killed kiosk leaves it: the schema in the file, so many submissions in its write-ahead log alone.
 * @returns their ids in order.
 */
export function killedWithLog(path: string, count: number, bytes = 4_000): string[] {
  must(openDatabase(path)).close();
  const running = `${path}.running`;
  renameSync(path, running);
  const kiosk = start(running);
  const envelopes = Array.from({ length: count }, (_, index) => envelopeOf(index + 1, undefined, bytes));
  for (const envelope of envelopes) must(kiosk.outbox.store(submissionOf(envelope)));
  for (const suffix of ['', '-wal']) copyFileSync(running + suffix, path + suffix);
  kiosk.database.close();
  return envelopes.map(({ sid }) => sid);
}

/** Overwrites pages of a file, the first being 0. */
export function damagePages(path: string, pages: readonly number[], byte = 0x5a): void {
  const bytes = readFileSync(path);
  for (const page of pages) bytes.fill(byte, page * PAGE, (page + 1) * PAGE);
  writeFileSync(path, bytes);
}

/** Which pages (the first is 0) belong to a table, by what they are for: of a sound file. */
export function pagesOf(path: string, table: string, kind: 'leaf' | 'internal' | 'overflow'): number[] {
  const file = new SQLite(path, { readonly: true });
  const rows = z
    .array(z.object({ pageno: z.int() }))
    .parse(file.prepare('SELECT pageno FROM dbstat WHERE name = ? AND pagetype = ? ORDER BY pageno').all(table, kind));
  file.close();
  return rows.map(({ pageno }) => pageno - 1);
}

/** A path beside the database at which nothing is. */
export function folderBeside(path: string, name: string): string {
  const folder = join(dirname(path), name);
  rmSync(folder, { recursive: true, force: true });
  return folder;
}

/** As somebody with the file in hand changes what a trigger forbids: takes it away, and puts it back. */
export function goRoundTrigger(path: string, trigger: string, change: string): void {
  const intruder = new SQLite(path);
  const put = intruder.prepare('SELECT sql FROM sqlite_schema WHERE name = ?').pluck().get(trigger);
  intruder.exec(`DROP TRIGGER ${trigger}; ${change}; ${String(put)}`);
  intruder.close();
}
