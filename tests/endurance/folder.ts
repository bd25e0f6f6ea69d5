import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Result } from '../../main/contract/result.ts';

export function must<T>(result: Result<T, unknown>): T {
  if (!result.ok) throw new Error(`Expected ok, got ${String(result.error)}`);
  return result.value;
}

/** Runs with a folder of its own, removed afterwards. */
export async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'kiosk-endurance-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
