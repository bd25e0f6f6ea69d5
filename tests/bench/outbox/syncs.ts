import { readFileSync } from 'node:fs';
import type { Span } from './figures.ts';

/** Counts each sync of every thread, with the time at which it was called. */
export const straceTo = (file: string): readonly string[] => [
  'strace',
  '-f',
  '-ttt',
  '-e',
  'trace=fsync,fdatasync',
  '-o',
  file,
];

const call = /^(?:\d+\s+)?(\d+\.\d+) (?:fsync|fdatasync)\(/;

/** How many syncs began within a phase of the traced process. */
export function syncsWithin(file: string, { fromMs, toMs }: Span): number {
  const calledMs = readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line) => {
      const found = call.exec(line);
      return found ? [Number(found[1]) * 1000] : [];
    });
  return calledMs.filter((ms) => ms >= fromMs && ms <= toMs + 1).length;
}
