import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

let possible: boolean | undefined;

/** Whether this machine lets a test mount a small disk; says once why not. */
export function canMount(): boolean {
  if (possible === undefined) {
    const folder = mkdtempSync(join(tmpdir(), 'kiosk-mount-'));
    possible = mount('-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder);
    if (possible) spawnSync('umount', [folder]);
    else console.warn('tests on small and read-only disks are skipped: they need root and mount');
    rmSync(folder, { recursive: true, force: true });
  }
  return possible;
}

const mount = (...options: string[]): boolean => spawnSync('mount', options, { stdio: 'ignore' }).status === 0;

/** A disk of so many bytes for this test alone, taken away after it. */
export function smallDisk(bytes: number): { readonly folder: string; setReadOnly(on: boolean): void } {
  const folder = mkdtempSync(join(tmpdir(), 'kiosk-disk-'));
  if (!mount('-t', 'tmpfs', '-o', `size=${String(bytes)}`, 'tmpfs', folder)) throw new Error('No disk was mounted');
  onTestFinished(() => {
    spawnSync('umount', ['-l', folder]);
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    folder,
    setReadOnly(on) {
      if (!mount('-o', `remount,${on ? 'ro' : 'rw'}`, folder)) throw new Error('The disk was not mounted anew');
    },
  };
}
