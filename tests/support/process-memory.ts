import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { namedFormsOf } from './traces.ts';

const CHUNK_BYTES = 16 * 1024 * 1024;
/** Longer than any form that is sought. */
const OVERLAP_BYTES = 4_096;

/** As bytes of a file, and as V8 holds strings: other forms would take hours to look for in so much. */
const soughtForms = new Set(['UTF-8 plain', 'UTF-16LE plain']);

/** Which of the words lie in the memory that the process may write. Linux, and whoever may look into it. */
export function wordsInMemory(pid: number, words: readonly string[]): string[] {
  const sought = words.map((word) => ({
    word,
    forms: namedFormsOf(word).flatMap(([name, form]) => (soughtForms.has(name) ? [form] : [])),
  }));
  const found = new Set<string>();
  const memory = openSync(`/proc/${String(pid)}/mem`, 'r');
  const chunk = Buffer.alloc(CHUNK_BYTES);
  try {
    for (const { start, end } of writableRegions(pid)) {
      for (let at = start; at < end; at += CHUNK_BYTES - OVERLAP_BYTES) {
        const bytes = chunk.subarray(0, readAt(memory, chunk, Math.min(CHUNK_BYTES, end - at), at));
        for (const { word, forms } of sought)
          if (!found.has(word) && forms.some((form) => bytes.includes(form))) found.add(word);
      }
    }
  } finally {
    closeSync(memory);
  }
  return [...found];
}

/** A region that is gone since it was listed, or that nobody may read, holds nothing for us. */
function readAt(memory: number, chunk: Buffer, length: number, at: number): number {
  try {
    return readSync(memory, chunk, 0, length, at);
  } catch {
    return 0;
  }
}

function writableRegions(pid: number): { start: number; end: number }[] {
  return readFileSync(`/proc/${String(pid)}/maps`, 'utf8')
    .split('\n')
    .flatMap((line) => {
      const [, start, end] = /^([0-9a-f]+)-([0-9a-f]+) rw/.exec(line) ?? [];
      return start === undefined || end === undefined
        ? []
        : [{ start: Number.parseInt(start, 16), end: Number.parseInt(end, 16) }];
    });
}
