import { err, ok } from '../contract/result.ts';
import type { Result } from '../contract/result.ts';
import { chainStart, entryHash } from './audit-chain.ts';
import type { AuditEntry, ChainHead } from './audit-chain.ts';

export interface ChainFault {
  /** The first sequence number that is not as it was written. */
  readonly seq: number;
  readonly fault: 'missing' | 'edited' | 'relinked';
}

/**
 * Reads the log from its first entry and names the first bad one.
 *
 * A log cannot show by itself that its end was cut off, or that all of it was written anew: `witnesses` are heads that
 * were sent elsewhere earlier, and the entries that they name must still be there with those hashes.
 */
export function verifyChain(
  entries: Iterable<AuditEntry>,
  witnesses: readonly ChainHead[] = [],
): Result<ChainHead, ChainFault> {
  const seen = Map.groupBy(witnesses, ({ seq }) => seq);
  const lastSeen = witnesses.reduce((last, { seq }) => Math.max(last, seq), 0);
  let head = chainStart;
  for (const entry of entries) {
    if (entry.seq !== head.seq + 1) return err({ seq: head.seq + 1, fault: 'missing' });
    if (!sameBytes(entry.prev, head.hash)) return err({ seq: entry.seq, fault: 'relinked' });
    if (!sameBytes(entry.hash, entryHash(entry))) return err({ seq: entry.seq, fault: 'edited' });
    head = { seq: entry.seq, hash: entry.hash };
    if (seen.get(entry.seq)?.some(({ hash }) => !sameBytes(hash, entry.hash))) {
      return err({ seq: entry.seq, fault: 'edited' });
    }
  }
  return lastSeen > head.seq ? err({ seq: head.seq + 1, fault: 'missing' }) : ok(head);
}

const sameBytes = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;
