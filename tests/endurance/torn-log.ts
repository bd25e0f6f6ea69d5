import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { openDatabase } from '../../main/database/open-database.ts';
import { killedWithLog } from '../support/damaged-database.ts';
import { tearsOf, walkTears } from '../support/torn-log.ts';
import { never, silently, type Endurance } from './endurance.ts';
import { inFolder } from './folder.ts';

/** A log of a hundred kilobytes: every offset of it is looked at within half an hour. */
const ROWS = 2;
const row = z.object({ sid: z.string() });

/** The write-ahead log of a killed kiosk, cut off and garbled at every place; `step` leaves some out. */
export async function tornLogEndurance(step = 1, say = silently): Promise<Endurance> {
  return inFolder(async (folder) => {
    const path = join(folder, 'kiosk.db');
    const whole = killedWithLog(path, ROWS);
    const bytes = statSync(`${path}-wal`).size;
    const torn = join(folder, 'torn');
    mkdirSync(torn);
    const tears = tearsOf(bytes, step);
    const { walked, bad, lengths } = walkTears({
      path,
      whole,
      tears,
      scratch(index) {
        say(index, tears.length);
        return join(torn, 'kiosk.db');
      },
      look: rowsIn,
    });
    return {
      name: 'a write-ahead log torn at many places',
      rows: [{ 'log bytes': bytes, tears: walked, 'no beginning of the whole': bad.length, lengths: lengths.size }],
      failures: [
        ...never({ 'not opened, or a row missing before one that is there': bad.length }),
        ...(lengths.size === ROWS ? [] : [`${String(lengths.size)} lengths of what is left, not ${String(ROWS)}`]),
      ],
    };
  });
}

function rowsIn(path: string): readonly string[] | 'refused' {
  const opened = openDatabase(path, { busyTimeoutMs: 0 });
  if (!opened.ok) return 'refused';
  const database = opened.value;
  const rows = database.query('SELECT sid FROM outbox ORDER BY seq', row).all();
  const isSound = database.setting('integrity_check') === 'ok';
  database.close();
  return isSound ? rows.map(({ sid }) => sid) : 'refused';
}
