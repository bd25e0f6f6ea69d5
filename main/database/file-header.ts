import { closeSync, openSync, readSync } from 'node:fs';

/** The page size of every file that this program writes: SQLite's own default. */
export const PAGE_BYTES = 4096;
const HEADER_BYTES = 100;
/** No program has so many migrations: a larger version is damage. */
const MOST_VERSIONS = 10_000;

/** What never changes in the header of a file of ours, by SQLite's description of its file format. */
const fixed: readonly (readonly [offset: number, bytes: string])[] = [
  [0, Buffer.from('SQLite format 3\0').toString('hex')],
  [16, '1000'],
  // Reserved space and the three payload fractions.
  [20, '00402020'],
  // Incremental vacuum, no application id, and twenty bytes for later.
  [64, '00000001'],
  [68, '00'.repeat(24)],
];

/**
 * Whether the first bytes are those of a file that this program wrote. `true` also for a file that is not there, is empty
 * or cannot be read: then nothing speaks against it.
 *
 * Only to be asked when SQLite does not take the file: after a power cut the file may begin with half a page that the
 * write-ahead log makes good.
 */
export function hasSoundHeader(path: string): boolean {
  const header = firstBytes(path);
  if (header === null || header.length === 0) return true;
  if (header.length < HEADER_BYTES) return false;
  return (
    fixed.every(([offset, bytes]) => header.subarray(offset, offset + bytes.length / 2).toString('hex') === bytes) &&
    // 1 and 2: a rollback journal (a backup is written so) or a write-ahead log.
    [18, 19].every((offset) => header[offset] === 1 || header[offset] === 2) &&
    hasSoundSchema(header)
  );
}

/** The version in a sound header; null when there is none, or no table yet. */
export function writtenVersion(path: string): number | null {
  const header = firstBytes(path);
  if (header === null || header.length < HEADER_BYTES || !hasSoundHeader(path)) return null;
  return header.readUInt32BE(60) || null;
}

/** Format 4 in UTF-8 from the first table on; a file whose disk failed before there was one says nothing yet. */
function hasSoundSchema(header: Buffer): boolean {
  const [format, version, encoding] = [44, 60, 56].map((offset) => header.readUInt32BE(offset));
  if (format === 0) return version === 0 && encoding === 0;
  return format === 4 && encoding === 1 && version !== undefined && version <= MOST_VERSIONS;
}

function firstBytes(path: string): Buffer | null {
  let file: number | null = null;
  try {
    file = openSync(path, 'r');
    const header = Buffer.alloc(HEADER_BYTES);
    return header.subarray(0, readSync(file, header, 0, HEADER_BYTES, 0));
  } catch {
    return null;
  } finally {
    if (file !== null) closeSync(file);
  }
}
