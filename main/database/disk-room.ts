import { statfsSync } from 'node:fs';

export interface DiskRoom {
  readonly freeBytes: number;
  /** Whether a visit may begin whose submission must be stored. */
  readonly isEnough: boolean;
}

/** A submission passes through the write-ahead log and the file, and its log entries need a little. */
const COPIES_OF_A_SUBMISSION = 3;

/**
 * Whether the disk that holds `folder` has room for one more visit. Asked before a visitor gives any data. A folder that
 * cannot be asked has none.
 */
export function diskRoom(
  folder: string,
  { ballastBytes, submissionBytes }: { readonly ballastBytes: number; readonly submissionBytes: number },
): DiskRoom {
  try {
    const { bavail, bsize } = statfsSync(folder);
    const freeBytes = bavail * bsize;
    return { freeBytes, isEnough: freeBytes > ballastBytes + COPIES_OF_A_SUBMISSION * submissionBytes };
  } catch {
    return { freeBytes: 0, isEnough: false };
  }
}
