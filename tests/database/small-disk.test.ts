import { readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import SQLite from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { auditStore } from '../../main/database/audit-store.ts';
import { ballast } from '../../main/database/ballast.ts';
import { diskRoom } from '../../main/database/disk-room.ts';
import { openDatabase } from '../../main/database/open-database.ts';
import type { OpenOptions } from '../../main/database/open-database.ts';
import { openOutbox } from '../../main/outbox/open-outbox.ts';
import { damagePages, filledDatabase, openAsKiosk } from '../support/damaged-database.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { canMount, smallDisk } from '../support/mounted.ts';
import { databasePath, envelopeOf, must, submissionOf } from '../support/outbox-fixture.ts';

function kioskOn(path: string, options: OpenOptions = {}) {
  const database = must(openDatabase(path, { busyTimeoutMs: 0, ...options }));
  const clock = new FakeClock();
  const audit = auditStore(database, clock, 'e'.repeat(32));
  return { database, audit, outbox: must(openOutbox(database, audit, clock)) };
}

/** Fills a disk until so many of its pages are free. */
function fill(folder: string, freePages: number): void {
  const { bavail, bsize } = statfsSync(folder);
  writeFileSync(join(folder, 'filler'), Buffer.alloc(Math.max(0, bavail * bsize - freePages * 4096)));
}

describe('a full disk', { timeout: 60_000 }, () => {
  it('at each page that a submission needs: stored whole or not at all, and everything before it stays', () => {
    const path = databasePath();
    const { database, outbox } = kioskOn(path);
    const kept = [envelopeOf(1)];
    must(outbox.store(submissionOf(kept[0]!)));
    let refused = 0;
    for (let more = 0; more < 40; more += 1) {
      const pages = Number(database.setting('page_count'));
      database.setting(`max_page_count = ${String(pages + more)}`);
      const envelope = envelopeOf(more + 2, undefined, 60_000);
      const stored = outbox.store(submissionOf(envelope));
      if (stored.ok) kept.push(envelope);
      else refused += 1;
      expect(stored.ok || stored.error === 'storageFull').toBe(true);
      expect(outbox.bySid(envelope.sid) !== null).toBe(stored.ok);
      database.setting('max_page_count = 4294967294');
    }
    expect(refused).toBeGreaterThan(5);
    expect(kept.length).toBeGreaterThan(5);
    expect(database.setting('integrity_check')).toBe('ok');
    database.close();
    const again = must(openAsKiosk(path));
    expect(again).toMatchObject({ salvage: null, scrubbed: { checked: kept.length, damaged: 0 } });
    again.database.close();
  });

  it.skipIf(!canMount())('of the operating system: the same, at each of its pages, and after it is emptied', () => {
    const { folder } = smallDisk(4 * 1024 * 1024);
    const path = join(folder, 'data', 'kiosk.db');
    let stored = 0;
    const seen = new Set<string>();
    for (let free = 0; free < 60; free += 2) {
      const { database, outbox } = kioskOn(path);
      fill(folder, free);
      const outcome = outbox.store(submissionOf(envelopeOf(free + 1, undefined, 40_000)));
      seen.add(outcome.ok ? 'ok' : outcome.error);
      if (outcome.ok) stored += 1;
      // As if the kiosk stopped here, full.
      database.close();
      rmSync(join(folder, 'filler'));
      const again = must(openAsKiosk(path));
      expect(again).toMatchObject({ salvage: null, scrubbed: { checked: stored, damaged: 0 } });
      again.database.close();
    }
    expect([...seen].toSorted()).toEqual(['ok', 'storageFull']);
  });

  it.skipIf(!canMount())('is a value at the start too, and harmless: nothing, an old file or a damaged one', () => {
    const { folder } = smallDisk(4 * 1024 * 1024);
    fill(folder, 0);
    expect(openAsKiosk(join(folder, 'new', 'kiosk.db'))).toEqual({ ok: false, error: 'storageFull' });
    rmSync(join(folder, 'filler'));
    const path = join(folder, 'kiosk.db');
    filledDatabase(path, 20);
    damagePages(path, [0]);
    const damaged = readFileSync(path);
    for (const free of [0, 1, 2, 8, 20, 30]) {
      fill(folder, free);
      expect(openAsKiosk(path), `${String(free)} pages free`).toEqual({ ok: false, error: 'storageFull' });
      rmSync(join(folder, 'filler'));
      expect(readFileSync(path).equals(damaged)).toBe(true);
    }
    const opened = must(openAsKiosk(path));
    expect(opened.salvage?.kept.submissions).toBe(20);
    opened.database.close();
  });
});

describe('the ballast', { timeout: 60_000 }, () => {
  it.skipIf(!canMount())(
    'is given up so that what was begun can be finished, and taken again when there is room',
    async () => {
      const { folder } = smallDisk(4 * 1024 * 1024);
      const path = join(folder, 'kiosk.db');
      const bytes = 512 * 1024;
      const room = ballast(join(folder, 'ballast'), bytes);
      must(await room.restore());
      expect(room.isHeld()).toBe(true);
      const { database, outbox } = kioskOn(path, { makeRoom: room.release });
      fill(folder, 1);
      const [first, next] = [envelopeOf(1, undefined, 200_000), envelopeOf(2, undefined, 700_000)];
      expect(diskRoom(folder, { ballastBytes: bytes, submissionBytes: 200_000 }).isEnough).toBe(false);
      must(outbox.store(submissionOf(first)));
      expect(outbox.bySid(first.sid)).not.toBeNull();
      expect(room.isHeld()).toBe(false);
      // There is no second one.
      expect(outbox.store(submissionOf(next))).toEqual({ ok: false, error: 'storageFull' });
      expect(await room.restore()).toEqual({ ok: false, error: 'storageFull' });
      rmSync(join(folder, 'filler'));
      must(await room.restore());
      expect(room.isHeld()).toBe(true);
      must(outbox.store(submissionOf(next)));
      expect(room.isHeld()).toBe(true);
      database.close();
    },
  );

  it('is real bytes: neither a short file, nor one with holes, nor none is held', async () => {
    const path = join(dirname(databasePath()), 'deep', 'ballast');
    const room = ballast(path, 300_000);
    expect(room.isHeld()).toBe(false);
    expect(room.release()).toBe(false);
    must(await room.restore());
    const bytes = readFileSync(path);
    expect(bytes.length).toBe(300_000);
    writeFileSync(path, bytes.subarray(1));
    expect(room.isHeld()).toBe(false);
    must(await room.restore());
    expect(room.isHeld()).toBe(true);
    expect(room.release()).toBe(true);
    expect(room.isHeld()).toBe(false);
    const [one, other] = [room.restore(), room.restore()];
    expect(one).toBe(other);
    must(await one);
    const none = ballast(join(path, 'below-a-file'), 10);
    expect(await none.restore()).toEqual({ ok: false, error: 'storageFault' });
    expect(none.release()).toBe(false);
  });
});

describe('the room on a disk', () => {
  it('must be more than the ballast and three of the largest submissions', () => {
    const folder = dirname(databasePath());
    const { freeBytes } = diskRoom(folder, { ballastBytes: 0, submissionBytes: 0 });
    expect(diskRoom(folder, { ballastBytes: 1_000, submissionBytes: 1_000 }).isEnough).toBe(true);
    expect(diskRoom(folder, { ballastBytes: freeBytes * 2, submissionBytes: 0 }).isEnough).toBe(false);
    expect(diskRoom(folder, { ballastBytes: 0, submissionBytes: freeBytes / 2 }).isEnough).toBe(false);
    expect(diskRoom(join(folder, 'nowhere'), { ballastBytes: 0, submissionBytes: 0 })).toEqual({
      freeBytes: 0,
      isEnough: false,
    });
  });
});

describe('a disk that may only be read', () => {
  it.skipIf(!canMount())('is no damage to a file whose first start found no disk that takes a table', () => {
    const disk = smallDisk(1024 * 1024);
    const path = join(disk.folder, 'kiosk.db');
    const file = new SQLite(path);
    for (const setting of ['auto_vacuum = INCREMENTAL', 'journal_mode = WAL']) file.pragma(setting);
    file.close();
    disk.setReadOnly(true);
    expect(openDatabase(path)).toEqual({ ok: false, error: 'storageFault' });
    disk.setReadOnly(false);
    kioskOn(path).database.close();
  });

  it.skipIf(!canMount())(
    'is a fault as a value, whatever lies on it, and nothing is touched until it may be written again',
    () => {
      const disk = smallDisk(8 * 1024 * 1024);
      const [sound, damaged] = [join(disk.folder, 'sound', 'kiosk.db'), join(disk.folder, 'damaged', 'kiosk.db')];
      for (const path of [sound, damaged]) {
        kioskOn(path).database.close();
        filledDatabase(path, 3);
      }
      damagePages(damaged, [0]);
      const before = [sound, damaged].map((path) => readFileSync(path));
      disk.setReadOnly(true);
      for (const path of [sound, damaged, join(disk.folder, 'new', 'kiosk.db')]) {
        expect(openAsKiosk(path), path).toEqual({ ok: false, error: 'storageFault' });
      }
      disk.setReadOnly(false);
      expect([sound, damaged].map((path) => readFileSync(path))).toEqual(before);
      const opened = must(openAsKiosk(damaged));
      expect(opened.salvage?.kept.submissions).toBe(3);
      opened.database.close();
    },
  );
});
