import { spawnSync } from 'node:child_process';
import { existsSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Where Debian's package puts the library that stands between a process and the system's clock. */
const library = spawnSync('sh', ['-c', 'ls /usr/lib/*/faketime/libfaketimeMT.so.1 2>/dev/null'], { encoding: 'utf8' })
  .stdout.split('\n')[0]
  ?.trim();

/** Tells on the first call how to get it where it is missing; tests that need it are then skipped. */
export function hasFaketime(): boolean {
  const found = library !== undefined && library !== '' && existsSync(library);
  if (!found) console.warn('tests with a wrong wall clock are skipped: apt-get install faketime');
  return found;
}

/** The wall clock of child processes that run with `env`, to be set while they run; their monotonic clock is the real one. */
export function wallClockOf(folder: string): { readonly env: NodeJS.ProcessEnv; ahead(seconds: number): void } {
  const file = path.join(folder, 'wall-clock');
  const ahead = (seconds: number): void => {
    // Read again at every question about the time: it is never half written.
    writeFileSync(`${file}.next`, `${seconds < 0 ? '' : '+'}${String(seconds)}\n`);
    renameSync(`${file}.next`, file);
  };
  ahead(0);
  const env = {
    ...process.env,
    LD_PRELOAD: library,
    FAKETIME_TIMESTAMP_FILE: file,
    FAKETIME_NO_CACHE: '1',
    FAKETIME_DONT_FAKE_MONOTONIC: '1',
  };
  return { env, ahead };
}
