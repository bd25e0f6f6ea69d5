import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openDatabase } from '../../main/database/open-database.ts';
import { must, databasePath } from '../support/outbox-fixture.ts';
import { folderBeside, killedWithLog } from '../support/damaged-database.ts';
import { tearsOf, walkTears } from '../support/torn-log.ts';

/** How far apart the places are; 1 walks every byte of the log. */
const STEP = Number(process.env['KIOSK_TEAR_STEP'] ?? 3331);
const ROWS = 10;
const row = z.object({ sid: z.string() });

describe('a write-ahead log', () => {
  it(`cut off or garbled at places ${String(STEP)} bytes apart: the database opens, and holds the first rows up to some row`, () => {
    const path = databasePath();
    const whole = killedWithLog(path, ROWS);
    const folder = folderBeside(path, 'torn');
    mkdirSync(folder);
    const logBytes = statSync(`${path}-wal`).size;
    const { walked, bad, lengths } = walkTears({
      path,
      whole,
      tears: tearsOf(logBytes, STEP),
      scratch: () => join(folder, 'kiosk.db'),
      look(torn) {
        const opened = openDatabase(torn, { busyTimeoutMs: 0 });
        if (!opened.ok) return 'refused';
        const database = opened.value;
        const sids = database.query('SELECT sid FROM outbox ORDER BY seq', row).all();
        const isSound = database.setting('integrity_check') === 'ok';
        database.close();
        return isSound ? sids.map(({ sid }) => sid) : 'refused';
      },
    });
    console.log(
      `${String(walked)} tears, from ${String(Math.min(...lengths))} to ${String(Math.max(...lengths))} rows left`,
    );
    expect(bad).toEqual([]);
    expect(walked).toBeGreaterThan(200);
    // Every length occurs, from nothing to all but the last.
    expect([...lengths].toSorted((a, b) => a - b)).toEqual(Array.from({ length: ROWS }, (_, index) => index));
  }, 600_000);

  it('control: a row that is missing before one that is there would be seen', () => {
    const path = databasePath();
    const whole = killedWithLog(path, 3);
    const { bad } = walkTears({
      path,
      whole,
      tears: [{ kind: 'cut', at: 0 }],
      scratch: () => `${path}.torn`,
      look: () => [whole[0], whole[2]],
    });
    expect(bad).toHaveLength(1);
    must(openDatabase(path)).close();
  });
});
