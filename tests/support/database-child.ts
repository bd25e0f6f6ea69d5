import { writeSync } from 'node:fs';
import { systemClock } from '../../main/clock/clock.ts';
import { openDatabase } from '../../main/database/open-database.ts';
import { openOrSalvage } from '../../main/database/open-or-salvage.ts';

/**
 * A second kiosk on the same file: opens it, salvages what is damaged, says what came of it and waits to be killed.
 *
 *     node database-child.ts <path> [migration ...]      the migrations instead of the shipped ones
 */
const [, , path = '', ...migrations] = process.argv;
writeSync(1, 'opening\n');
const opened =
  migrations.length > 0
    ? openDatabase(path, { migrations })
    : openOrSalvage(path, { clock: systemClock, boot: 'd'.repeat(32), deviceId: 'kiosk-test', backupDir: null });
writeSync(1, opened.ok ? 'held\n' : `${opened.error}\n`);
setInterval(() => {}, 1_000);
