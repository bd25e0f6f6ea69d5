import { randomBytes } from 'node:crypto';
import { rmSync, statSync } from 'node:fs';
import { mkdir, open, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { err, ok } from '../contract/result.ts';
import type { Result } from '../contract/result.ts';
import type { StorageError } from './database.ts';
import { diskRoom } from './disk-room.ts';
import { openErrorOf } from './storage-error.ts';

/** Room on the disk that is taken beforehand, so that what was begun can be finished when nothing else is left. */
export interface Ballast {
  /** Gives the room back. False when there was none to give: then a full disk is full. Never throws. */
  readonly release: () => boolean;
  /**
   * Takes the room, unless it is held already or the disk has less than that free. Writes real bytes: a file with holes
   * holds nothing.
   */
  restore(): Promise<Result<void, StorageError>>;
  isHeld(): boolean;
}

const CHUNK_BYTES = 1024 * 1024;

/** @param bytes how much to hold; 0 holds nothing and is always content. */
export function ballast(path: string, bytes: number): Ballast {
  let restoring: Promise<Result<void, StorageError>> | null = null;

  const isHeld = (): boolean => {
    const file = statSync(path, { throwIfNoEntry: false });
    return bytes === 0 || (file !== undefined && file.size === bytes && file.blocks * 512 >= bytes);
  };

  async function write(): Promise<Result<void, StorageError>> {
    try {
      if (isHeld()) return ok(undefined);
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      await rm(path, { force: true });
      // As much again stays free, or the first write after this one would ask for it back.
      if (!diskRoom(dirname(path), { ballastBytes: 2 * bytes, submissionBytes: 0 }).isEnough) return err('storageFull');
      const file = await open(path, 'wx', 0o600);
      try {
        // Random, so that a file system that compresses has nothing to gain.
        const chunk = randomBytes(Math.min(bytes, CHUNK_BYTES));
        for (let written = 0; written < bytes;) {
          const { bytesWritten } = await file.write(chunk, 0, Math.min(chunk.length, bytes - written));
          written += bytesWritten;
        }
        await file.sync();
      } finally {
        await file.close();
      }
      return ok(undefined);
    } catch (error) {
      const meaning = openErrorOf(error);
      if (meaning === null) throw error;
      await rm(path, { force: true }).catch(() => null);
      return err(meaning === 'storageFull' ? meaning : 'storageFault');
    }
  }

  return {
    isHeld,
    release() {
      try {
        if (!statSync(path, { throwIfNoEntry: false })) return false;
        rmSync(path);
        return true;
      } catch {
        return false;
      }
    },
    restore: () => (restoring ??= write().finally(() => (restoring = null))),
  };
}
