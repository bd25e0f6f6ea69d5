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
 * A log cannot show by itself that its end was cut off: `witness` is a head that was sent elsewhere earlier, and an
 * entry it names must still be there with that hash.
 */
export function verifyChain(
  entries: Iterable<AuditEntry>,
  witness: ChainHead | null = null,
): Result<ChainHead, ChainFault> {
  let head = chainStart;
  for (const entry of entries) {
    if (entry.seq !== head.seq + 1) return err({ seq: head.seq + 1, fault: 'missing' });
    if (!sameBytes(entry.prev, head.hash)) return err({ seq: entry.seq, fault: 'relinked' });
    if (!sameBytes(entry.hash, entryHash(entry))) return err({ seq: entry.seq, fault: 'edited' });
    head = { seq: entry.seq, hash: entry.hash };
    if (witness?.seq === entry.seq && !sameBytes(witness.hash, entry.hash)) {
      return err({ seq: entry.seq, fault: 'edited' });
    }
  }
  return witness && witness.seq > head.seq ? err({ seq: head.seq + 1, fault: 'missing' }) : ok(head);
}

const sameBytes = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;
