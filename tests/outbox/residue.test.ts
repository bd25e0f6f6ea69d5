import { existsSync, readFileSync } from 'node:fs';
import SQLite from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { accepted, databasePath, envelopeOf, must, start, submissionOf } from '../support/outbox-fixture.ts';

const marker = 'RESIDUE-MARKER-5f1c';

/** How often the marker lies anywhere in what SQLite keeps for this path. */
const found = (path: string): number =>
  ['', '-wal', '-shm', '-journal']
    .map((suffix) => path + suffix)
    .filter((file) => existsSync(file))
    .reduce((sum, file) => sum + readFileSync(file, 'latin1').split(marker).length - 1, 0);

describe('after the acknowledgement', () => {
  it('not a byte of the sealed body is left on the disk, while the kiosk runs and after it', () => {
    const path = databasePath();
    const kiosk = start(path);
    const envelopes = [1, 2, 3].map((sequence) => envelopeOf(sequence, marker, 90_000));
    for (const envelope of envelopes) must(kiosk.outbox.store(submissionOf(envelope)));
    expect(found(path)).toBeGreaterThan(1_000);

    for (const envelope of envelopes) {
      must(kiosk.outbox.leaseNext());
      must(kiosk.outbox.acknowledge(envelope.sid, 'a.b.c', accepted(envelope)));
      must(kiosk.outbox.purge());
    }
    expect(found(path)).toBe(0);
    expect(kiosk.database.setting('freelist_count')).toBe(0);
    kiosk.database.close();
    expect(found(path)).toBe(0);
  });

  it('a crash before the purge is made up for at the next start', () => {
    const path = databasePath();
    const kiosk = start(path);
    const envelope = envelopeOf(1, marker, 90_000);
    must(kiosk.outbox.store(submissionOf(envelope)));
    must(kiosk.outbox.leaseNext());
    must(kiosk.outbox.acknowledge(envelope.sid, 'a.b.c', accepted(envelope)));
    kiosk.database.close();
    expect(found(path)).toBeGreaterThan(1_000);

    const again = start(path);
    expect(again.outbox.bySid(envelope.sid)?.state).toBe('purged');
    expect(found(path)).toBe(0);
    again.database.close();
  });

  it('control: the library alone leaves a deleted row readable', () => {
    const path = databasePath();
    const file = new SQLite(path);
    file.pragma('journal_mode = WAL');
    file.exec('CREATE TABLE t(body TEXT)');
    file.prepare('INSERT INTO t VALUES (?)').run(marker.repeat(5_000));
    file.exec('DELETE FROM t');
    expect(found(path)).toBeGreaterThan(1_000);
    file.close();
    expect(found(path)).toBeGreaterThan(1_000);
  });
});
