import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';

/** What a power cut or a bad disk leaves of a write-ahead log: cut off at a place, or one byte of it changed. */
export type Tear = { readonly kind: 'cut' | 'garbled'; readonly at: number };

/** Every place of a log of `bytes` where something can end or begin, and those `step` bytes apart between them. */
export function tearsOf(bytes: number, step: number): Tear[] {
  const tears: Tear[] = [];
  for (let at = 0; at < bytes; at += step) tears.push({ kind: 'cut', at }, { kind: 'garbled', at });
  return tears;
}

/** Copies a database and its torn log to `to`: the file set as it is found after the tear. */
export function tearLog(from: string, to: string, { kind, at }: Tear): void {
  copyFileSync(from, to);
  const log = readFileSync(`${from}-wal`);
  if (kind === 'garbled') log.writeUInt8(log.readUInt8(at) ^ 0x55, at);
  writeFileSync(`${to}-wal`, kind === 'cut' ? log.subarray(0, at) : log);
}

/**
 * Tears the log of `path` at every one of `tears` and asks `look` what is found then.
 * @returns the places at which it was not a beginning of `whole` (no row missing before one that is there).
 */
export function walkTears<Row>(parts: {
  readonly path: string;
  readonly scratch: (index: number) => string;
  readonly tears: Iterable<Tear>;
  readonly whole: readonly Row[];
  readonly look: (path: string) => readonly Row[] | 'refused';
}): { readonly walked: number; readonly bad: readonly Tear[]; readonly lengths: ReadonlySet<number> } {
  const bad: Tear[] = [];
  const lengths = new Set<number>();
  let walked = 0;
  for (const tear of parts.tears) {
    const copy = parts.scratch(walked);
    tearLog(parts.path, copy, tear);
    const found = parts.look(copy);
    const isPrefix = found !== 'refused' && found.every((row, index) => row === parts.whole[index]);
    if (!isPrefix) bad.push(tear);
    else lengths.add(found.length);
    walked += 1;
  }
  return { walked, bad, lengths };
}
