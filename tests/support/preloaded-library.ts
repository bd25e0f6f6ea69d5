import { spawnSync } from 'node:child_process';
import { basename, join } from 'node:path';

/** Why nothing can be compiled here, or null. */
export const compilerMissing = (): string | null =>
  spawnSync('gcc', ['--version']).status === 0 ? null : 'needs: apt-get install gcc libc6-dev';

/** Compiles a C file of this folder to a library for LD_PRELOAD. Returns its path. */
export function preloadedLibrary(name: string, folder: string): string {
  const source = join(import.meta.dirname, name);
  const library = join(folder, `${basename(name, '.c')}.so`);
  const options = ['-O2', '-Wall', '-Werror', '-shared', '-fPIC', '-o', library, source, '-ldl', '-lpthread'];
  const { status, stderr } = spawnSync('gcc', options, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`gcc: ${stderr}`);
  return library;
}
