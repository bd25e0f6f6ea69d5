import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { z } from 'zod';

/** Readable by the kiosk's user only. */
const fileMode = 0o600;
const folderMode = 0o700;

export function privateFolder(path: string): string {
  mkdirSync(path, { recursive: true, mode: folderMode });
  // mkdir leaves a folder that was there as it is.
  chmodSync(path, folderMode);
  return path;
}

/** Whole or not at all: a power cut leaves the old file. */
export function writePrivateFile(path: string, text: string): void {
  privateFolder(dirname(path));
  writeFileSync(`${path}.new`, text, { mode: fileMode, flush: true });
  chmodSync(`${path}.new`, fileMode);
  renameSync(`${path}.new`, path);
}

/** What the file says, or null when there is none. Throws, naming the file, when it does not hold what it should. */
export function readPrivateJson<T>(path: string, schema: z.ZodType<T>): T | null {
  if (!existsSync(path)) return null;
  try {
    return schema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (cause) {
    throw new Error(`${path} is damaged; move its folder away and set up again`, { cause });
  }
}

/** The same for a file that is made when there is none. */
export async function readOrMake<T>(path: string, schema: z.ZodType<T>, make: () => Promise<T>): Promise<T> {
  const there = readPrivateJson(path, schema);
  if (there !== null) return there;
  const made = await make();
  writePrivateFile(path, JSON.stringify(made));
  return made;
}
