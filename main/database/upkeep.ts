import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync } from 'node:fs';
import { z } from 'zod';
import { delay } from '../clock/clock.ts';
import type { Clock } from '../clock/clock.ts';
import { err, ok } from '../contract/result.ts';
import type { Result } from '../contract/result.ts';
import type { AuditStore } from './audit-store.ts';
import { backupPath, backupsIn, checkCopy } from './backups.ts';
import type { Database, StorageError } from './database.ts';
import { removeSet, syncFolder } from './file-set.ts';
import { guardStorage } from './storage-error.ts';

export interface UpkeepDelays {
  /** From the start to the first round: a kiosk that is switched off every night has one too. */
  readonly firstMs: number;
  readonly everyMs: number;
  /** Until the next look while somebody is being served. */
  readonly whileBusyMs: number;
}

export const upkeepDelays: UpkeepDelays = { firstMs: 15 * 60_000, everyMs: 24 * 3_600_000, whileBusyMs: 60_000 };

/** Why a round did not end well. `damaged`: the database itself; the next start salvages it. `badCopy`: the new backup. */
export type UpkeepFault = StorageError | 'damaged' | 'badCopy';

export interface Upkeep {
  /** One round, now. Blocks the process while it copies: only when nobody is served. */
  round(): Result<void, UpkeepFault>;
  start(): void;
  stop(): Promise<void>;
  /** A sentence for the technician; none when the last round went well. */
  alarms(): readonly string[];
}

const BACKUPS_KEPT = 2;

const sentences: Readonly<Record<UpkeepFault, string>> = {
  storageFull: 'The nightly backup of the database found no room.',
  storageFault: 'The nightly backup of the database failed: its disk does not answer as it should.',
  damaged: 'The database is damaged. Restart the kiosk: it keeps the damaged file and saves what can be read.',
  badCopy: 'The nightly backup of the database could not be read again. The older ones are kept.',
};

/**
 * The nightly round: empties the write-ahead log, checks the whole database, copies it to a second place and reads the
 * copy again. By the monotonic clock, and only when nobody is served.
 *
 * @param backupDir best on another disk; null where there is none: then the database is only checked.
 */
export function upkeep(parts: {
  readonly database: Database;
  readonly audit: AuditStore;
  readonly clock: Clock;
  readonly backupDir: string | null;
  readonly isIdle: () => boolean;
  readonly delays?: UpkeepDelays;
}): Upkeep {
  const { database, audit, clock, backupDir, isIdle, delays = upkeepDelays } = parts;
  const stopping = new AbortController();
  let running: Promise<void> | null = null;
  let fault: UpkeepFault | null = null;

  function round(): Result<void, UpkeepFault> {
    const done = checkAndCopy(database, backupDir);
    fault = done.ok ? null : done.error;
    audit.record(
      done.ok
        ? { event: 'database-checked', detail: {} }
        : { event: 'database-check-failed', detail: { reason: done.error } },
    );
    return done;
  }

  async function run(): Promise<void> {
    for (let waitMs = delays.firstMs; !stopping.signal.aborted;) {
      await delay(clock, waitMs, stopping.signal);
      if (stopping.signal.aborted) return;
      const isFree = isIdle();
      if (isFree) round();
      waitMs = isFree ? delays.everyMs : delays.whileBusyMs;
    }
  }

  return {
    round,
    start() {
      running ??= run();
    },
    async stop() {
      stopping.abort();
      await running;
    },
    alarms: () => (fault === null ? [] : [sentences[fault]]),
  };
}

const checkSchema = z.object({ integrity_check: z.string() });

function checkAndCopy(database: Database, backupDir: string | null): Result<void, UpkeepFault> {
  const emptied = database.reclaim();
  if (!emptied.ok) return emptied;
  const check = guardStorage(() => {
    // The disk is asked, not what was read of it before.
    database.command('PRAGMA shrink_memory').run();
    return database.query('PRAGMA integrity_check(1)', checkSchema).get();
  });
  if (!check.ok) return check;
  if (check.value?.integrity_check !== 'ok') return err('damaged');
  return backupDir === null ? ok(undefined) : copyTo(backupDir, database);
}

function copyTo(folder: string, database: Database): Result<void, UpkeepFault> {
  const made = guardStorage(() => {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const path = backupPath(folder, (backupsIn(folder)[0]?.number ?? 0) + 1);
    const unfinished = `${path}.part`;
    removeSet(unfinished);
    try {
      database.command('VACUUM INTO ?').run(unfinished);
      syncFile(unfinished);
      if (checkCopy(unfinished, Number(database.setting('user_version'))) !== 'good') return false;
      renameSync(unfinished, path);
      syncFolder(folder);
    } finally {
      removeSet(unfinished);
    }
    for (const { path: old } of backupsIn(folder).slice(BACKUPS_KEPT)) rmSync(old);
    return true;
  });
  if (!made.ok) return made;
  return made.value ? ok(undefined) : err('badCopy');
}

function syncFile(path: string): void {
  const file = openSync(path, 'r+');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
