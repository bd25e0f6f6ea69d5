import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import SQLite from 'better-sqlite3';
import { expect, it } from 'vitest';
import { backupsIn, checkCopy } from '../../main/database/backups.ts';
import { migrations } from '../../main/database/migrations.ts';
import { upkeep, upkeepDelays } from '../../main/database/upkeep.ts';
import { damagePages, pagesOf } from '../support/damaged-database.ts';
import { FakeClock, settle } from '../support/fake-clock.ts';
import { canMount, smallDisk } from '../support/mounted.ts';
import { databasePath, envelopeOf, must, start, submissionOf } from '../support/outbox-fixture.ts';

function kioskWithUpkeep(backupDir: string | null, path = databasePath()) {
  const clock = new FakeClock();
  const kiosk = start(path, clock);
  const envelopes = Array.from({ length: 10 }, (_, index) => envelopeOf(index + 1, undefined, 5_000));
  for (const envelope of envelopes) must(kiosk.outbox.store(submissionOf(envelope)));
  const visit = { isIdle: true };
  const keeper = upkeep({ ...kiosk, clock, backupDir, isIdle: () => visit.isIdle });
  return { ...kiosk, clock, path, envelopes, visit, keeper };
}

const folderOf = (): string => join(dirname(databasePath()), 'backup');
const events = ({ audit }: ReturnType<typeof kioskWithUpkeep>): string[] =>
  audit.entries(0, 1_000).map(({ event }) => event);

it('copies the database to the second place, whole and readable, and empties the log of writes', () => {
  const folder = folderOf();
  const kiosk = kioskWithUpkeep(folder);
  must(kiosk.keeper.round());
  expect(readFileSync(`${kiosk.path}-wal`).length).toBeLessThan(30_000);
  expect(readdirSync(folder)).toEqual(['kiosk-1.sqlite']);
  const copy = new SQLite(join(folder, 'kiosk-1.sqlite'), { readonly: true });
  expect(copy.pragma('integrity_check', { simple: true })).toBe('ok');
  expect(copy.prepare('SELECT count(*) AS n FROM sealed_body').get()).toEqual({ n: 10 });
  copy.close();
  expect(events(kiosk).at(-1)).toBe('database-checked');
  expect(kiosk.keeper.alarms()).toEqual([]);
  kiosk.database.close();
});

it('keeps the newest two and touches nothing else there', () => {
  const folder = folderOf();
  mkdirSync(folder);
  writeFileSync(join(folder, 'somebody-elses.sqlite'), 'x');
  writeFileSync(join(folder, 'kiosk-2.sqlite.part'), 'left by a power cut');
  const kiosk = kioskWithUpkeep(folder);
  for (let round = 0; round < 12; round += 1) must(kiosk.keeper.round());
  expect(readdirSync(folder).toSorted()).toEqual(['kiosk-11.sqlite', 'kiosk-12.sqlite', 'somebody-elses.sqlite']);
  expect(backupsIn(folder).map(({ number }) => number)).toEqual([12, 11]);
  kiosk.database.close();
});

it('runs every 24 hours by the monotonic clock, waits while somebody is served, and stops', async () => {
  const folder = folderOf();
  const kiosk = kioskWithUpkeep(folder);
  const { clock, keeper, visit } = kiosk;
  const rounds = () => events(kiosk).filter((event) => event === 'database-checked').length;
  keeper.start();
  keeper.start();
  await clock.advance(upkeepDelays.firstMs - 1);
  expect(rounds()).toBe(0);
  await clock.advance(1);
  expect(rounds()).toBe(1);
  visit.isIdle = false;
  await clock.advance(upkeepDelays.everyMs + 3_600_000);
  expect(rounds()).toBe(1);
  visit.isIdle = true;
  await clock.advance(upkeepDelays.whileBusyMs);
  expect(rounds()).toBe(2);
  await clock.advance(3 * upkeepDelays.everyMs);
  expect(rounds()).toBe(5);
  await keeper.stop();
  await clock.advance(3 * upkeepDelays.everyMs);
  await settle();
  expect(rounds()).toBe(5);
  expect(clock.pendingTimers).toBe(0);
  kiosk.database.close();
});

it('checks where there is no second place', () => {
  const kiosk = kioskWithUpkeep(null);
  must(kiosk.keeper.round());
  expect(events(kiosk).at(-1)).toBe('database-checked');
  kiosk.database.close();
});

it('a second place that is no folder is an alarm, and none after the next good round', () => {
  const folder = folderOf();
  writeFileSync(folder, 'no folder');
  const kiosk = kioskWithUpkeep(folder);
  expect(kiosk.keeper.round()).toEqual({ ok: false, error: 'storageFault' });
  expect(kiosk.keeper.alarms()).toEqual([expect.stringMatching(/backup/)]);
  expect(kiosk.audit.entries(0, 100).at(-1)).toMatchObject({
    event: 'database-check-failed',
    detail: JSON.stringify({ reason: 'storageFault' }),
  });
  kiosk.database.close();
});

it('a damaged database is an alarm and replaces no good backup', () => {
  const folder = folderOf();
  const before = kioskWithUpkeep(folder);
  must(before.keeper.round());
  before.database.close();
  const pages = pagesOf(before.path, 'sealed_body', 'overflow').slice(0, 5);
  const kiosk = start(before.path);
  const keeper = upkeep({ ...kiosk, backupDir: folder, isIdle: () => true });
  // Under the running kiosk: pages that it does not hold in its memory.
  damagePages(before.path, pages);
  expect(keeper.round()).toMatchObject({ ok: false });
  expect(keeper.alarms()).toHaveLength(1);
  expect(readdirSync(folder)).toEqual(['kiosk-1.sqlite']);
  kiosk.database.close();
});

it.skipIf(!canMount())(
  'a second place without room is an alarm, leaves nothing half there and keeps the older ones',
  () => {
    const { folder } = smallDisk(1024 * 1024);
    const kiosk = kioskWithUpkeep(folder);
    must(kiosk.keeper.round());
    for (let sequence = 20; sequence < 30; sequence += 1) {
      must(kiosk.outbox.store(submissionOf(envelopeOf(sequence, undefined, 100_000))));
    }
    expect(kiosk.keeper.round()).toEqual({ ok: false, error: 'storageFull' });
    expect(readdirSync(folder)).toEqual(['kiosk-1.sqlite']);
    expect(kiosk.keeper.alarms()).toEqual([expect.stringMatching(/no room/)]);
    kiosk.database.close();
  },
);

it('a copy is only good when it can be read and its waiting bodies are what was stored', () => {
  const folder = folderOf();
  const kiosk = kioskWithUpkeep(folder);
  must(kiosk.keeper.round());
  kiosk.database.close();
  const [copy] = backupsIn(folder).map(({ path }) => path);
  const good = readFileSync(copy!);
  expect(checkCopy(copy!, migrations.length)).toBe('good');
  expect(checkCopy(copy!, migrations.length - 1)).toBe('fromTheFuture');
  const flipped = Buffer.from(good);
  flipped[good.indexOf(kiosk.envelopes[4]!.jwe.slice(0, 30))]! ^= 1;
  writeFileSync(copy!, flipped);
  expect(checkCopy(copy!, migrations.length)).toBe('bad');
  writeFileSync(copy!, good.subarray(0, good.length - 4096));
  expect(checkCopy(copy!, migrations.length)).toBe('bad');
  expect(checkCopy(join(folder, 'none'), migrations.length)).toBe('bad');
  expect(existsSync(join(folder, 'none'))).toBe(false);
});
