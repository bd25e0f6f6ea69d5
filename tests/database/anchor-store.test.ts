import { expect, test } from 'vitest';
import { anchorStore, newestTimeOnDisk } from '../../main/database/anchor-store.ts';
import { auditStore } from '../../main/database/audit-store.ts';
import { openDatabase } from '../../main/database/open-database.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { databasePath, must } from '../support/outbox-fixture.ts';

function open(path: string, { boot = 'a', wall = '2026-11-21T08:00:00Z' } = {}) {
  const database = must(openDatabase(path));
  const audit = auditStore(database, new FakeClock(new Date(wall)), boot.repeat(32));
  return { database, audit, anchors: anchorStore(database) };
}
const anchor = (seq: number, serverTime = '2026-11-21T08:00:05Z') => ({
  seq,
  hash: Buffer.alloc(32, seq),
  receipt: 'a.b.c',
  serverTime,
});

test('the last anchor is the one with the highest number', () => {
  const { database, anchors } = open(databasePath());
  expect(anchors.last()).toBeNull();
  for (const seq of [4, 9]) must(anchors.keep(anchor(seq)));
  expect(anchors.last()).toEqual(anchor(9));
  must(anchors.keep(anchor(9, '2026-11-22T08:00:00Z')));
  expect(anchors.last()).toEqual(anchor(9));
  database.close();
});

test.each([
  ['changed', `UPDATE anchor SET receipt = 'x'`],
  ['deleted', 'DELETE FROM anchor'],
  ['replaced', `INSERT OR REPLACE INTO anchor SELECT seq, head, 'x', wall FROM anchor`],
])('an anchor is not %s', (_, sql) => {
  const { database, anchors } = open(databasePath());
  must(anchors.keep(anchor(4)));
  expect(() => database.command(sql).run()).toThrow(/append-only/);
  expect(anchors.last()).toEqual(anchor(4));
  database.close();
});

test('the newest time on the disk is that of an earlier run, or the gateway’s', () => {
  const path = databasePath();
  const first = open(path);
  expect(newestTimeOnDisk(first.audit, first.anchors)).toBeNull();
  must(first.audit.record({ event: 'kiosk-started', detail: {} }));
  expect(newestTimeOnDisk(first.audit, first.anchors)).toBeNull();
  first.database.close();

  const second = open(path, { boot: 'b', wall: '2020-01-01T00:00:00Z' });
  must(second.audit.record({ event: 'kiosk-started', detail: {} }));
  expect(newestTimeOnDisk(second.audit, second.anchors)).toBe('2026-11-21T08:00:00.000Z');
  must(second.anchors.keep(anchor(2, '2026-11-21T16:30:00+08:00')));
  expect(newestTimeOnDisk(second.audit, second.anchors)).toBe('2026-11-21T16:30:00+08:00');
  second.database.close();
});
