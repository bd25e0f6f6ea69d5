import { existsSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Clock } from '../clock/clock.ts';
import { err, ok } from '../contract/result.ts';
import type { Result } from '../contract/result.ts';
import { auditStore } from './audit-store.ts';
import type { AuditStore } from './audit-store.ts';
import { newestGoodBackup } from './backups.ts';
import type { Database, OpenError } from './database.ts';
import { keepAside, putInPlace, removeSet, sizeOf } from './file-set.ts';
import { migrations as shippedMigrations } from './migrations.ts';
import { openDatabase } from './open-database.ts';
import type { OpenOptions } from './open-database.ts';
import { mergeInto } from './salvage-merge.ts';
import type { Merged } from './salvage-merge.ts';
import { damagedSource, soundSource } from './salvage-source.ts';
import type { SalvageSource } from './salvage-source.ts';
import { scrub } from './scrub.ts';
import type { Scrubbed } from './scrub.ts';
import { guardOpening } from './storage-error.ts';

export interface SalvageOptions extends OpenOptions {
  readonly clock: Clock;
  /** A random id of this run of the kiosk, 32 hexadecimal digits. */
  readonly boot: string;
  /** Whose submissions they are: a submission of which only the log knows is made whole with it. */
  readonly deviceId: string;
  /** Where `upkeep` keeps its copies; null where the kiosk has no second place. */
  readonly backupDir: string | null;
}

/** What had to be done to have a database at all: for the alarm, and for whoever looks at the old files. */
export interface SalvageReport extends Merged {
  /** `missing`: there was no database, and something says that there had been one. */
  readonly because: 'damaged' | 'missing';
  /** Where the old files are kept, as they were; null when there were none. */
  readonly keptAside: string | null;
  /** Whether a backup helped. What it brings may be sent a second time: its id makes that harmless. */
  readonly usedBackup: boolean;
}

export interface Opened {
  readonly database: Database;
  readonly audit: AuditStore;
  /** Null when the file was sound. */
  readonly salvage: SalvageReport | null;
  readonly scrubbed: Scrubbed;
}

/**
 * Opens the database and checks every body that waits in it. A damaged one is kept aside under another name and replaced
 * by a new one with all that can still be read; a missing one is restored from the newest good backup.
 *
 * A crash at any moment leaves the old files in their place or the finished new one. To be called once per start.
 */
export function openOrSalvage(path: string, options: SalvageOptions): Result<Opened, OpenError> {
  const ready = guardOpening(() => putInPlace(path));
  if (!ready.ok) return ready;
  const isMissing = sizeOf(path) === 0 && (sizeOf(`${path}-wal`) > 0 || hasBackup(options));
  let salvage: SalvageReport | null = null;
  let opened = isMissing ? err<OpenError>('damaged') : openDatabase(path, options);
  if (!opened.ok && opened.error === 'storageFull' && options.makeRoom?.()) opened = openDatabase(path, options);
  if (!opened.ok && opened.error === 'damaged') {
    const salvaged = salvageTo(path, isMissing ? 'missing' : 'damaged', options);
    if (!salvaged.ok) return salvaged;
    salvage = salvaged.value;
    opened = openDatabase(path, options);
  }
  if (!opened.ok) return opened;
  const database = opened.value;
  const audit = auditStore(database, options.clock, options.boot);
  const scrubbed = scrub(database, audit);
  if (scrubbed.ok) return ok({ database, audit, salvage, scrubbed: scrubbed.value });
  database.close();
  return scrubbed;
}

function hasBackup({ backupDir, migrations = shippedMigrations }: SalvageOptions): boolean {
  return newestGoodBackup(backupDir, migrations.length) !== null;
}

function salvageTo(
  path: string,
  because: SalvageReport['because'],
  options: SalvageOptions,
): Result<SalvageReport, OpenError> {
  const { backupDir, migrations = shippedMigrations } = options;
  const sources: SalvageSource[] = [];
  let database: Database | null = null;
  try {
    const backup = newestGoodBackup(backupDir, migrations.length);
    if (backup?.state === 'fromTheFuture') return err('fromTheFuture');
    const prepared = guardOpening(() => {
      const hasFiles = existsSync(path) || existsSync(`${path}-wal`);
      const aside = hasFiles ? keepAside(path) : null;
      if (aside !== null) sources.push(damagedSource(aside, migrations));
      if (backup) sources.push(soundSource(backup.path));
      removeSet(`${path}.salvaging`);
      return aside;
    });
    if (!prepared.ok) return prepared;
    const opened = openDatabase(`${path}.salvaging`, options);
    if (!opened.ok) return opened;
    database = opened.value;
    const merged = mergeInto(database, sources, options.deviceId);
    if (!merged.ok) return merged;
    const noted = auditStore(database, options.clock, options.boot).record({
      event: 'database-salvaged',
      detail: { reason: because, kept: sumOf(merged.value.kept), lost: sumOf(merged.value.lost) },
    });
    if (!noted.ok) return noted;
    const emptied = database.reclaim();
    if (!emptied.ok) return emptied;
    // Closing removes the log: what is renamed is one file.
    database.close();
    database = null;
    const placed = guardOpening(() => {
      renameSync(`${path}.salvaging`, `${path}.salvaged`);
      putInPlace(path);
    });
    if (!placed.ok) return placed;
    const keptAside = prepared.value === null ? null : dirname(prepared.value);
    return ok({ because, keptAside, usedBackup: backup !== null, ...merged.value });
  } finally {
    database?.close();
    for (const source of sources) source.close();
  }
}

const sumOf = ({ submissions, payments, auditEntries }: Merged['kept']): number =>
  submissions + payments + auditEntries;
