import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { same, type Checks } from './check.ts';

/** Where a write would hurt: the host's root, and the sources under test. */
const places = ['/', path.resolve(import.meta.dirname, '../..')];

function writeTo(folder: string): string {
  const file = path.join(folder, `usb-lane-may-not-write-${process.pid}`);
  try {
    writeFileSync(file, '');
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : String(error);
  }
  rmSync(file);
  return 'written';
}

const mount = (how: 'ro' | 'rw') => spawnSync('mount', ['-o', `remount,${how}`, '/'], { encoding: 'utf8' });

export const hostDiskChecks: Checks = {
  async 'the host’s disk cannot be written to, even where the guest mounts it as if it could'(later) {
    for (const place of places) same(`a write to ${place}`, writeTo(place), 'EROFS');
    later(() => mount('ro'));
    same('mounting it to be written to', mount('rw').stderr, '');
    for (const place of places) same(`a write to ${place} then`, writeTo(place), 'EROFS');
  },
};
