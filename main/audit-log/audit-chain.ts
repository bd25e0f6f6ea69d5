import { hash } from 'node:crypto';
import { checkedDetail } from './audit-event.ts';
import type { AuditFact } from './audit-event.ts';

/** One line of the log, as it lies in the table. */
export interface AuditEntry {
  /** From 1, without gaps. */
  readonly seq: number;
  /** Of this run of the kiosk: orders `monoMs`, which starts anew with every run. */
  readonly boot: string;
  /** Whole milliseconds of the monotonic clock. */
  readonly monoMs: number;
  /** ISO 8601, a label only. */
  readonly wall: string;
  readonly event: string;
  /** JSON text of the details, keys in order. */
  readonly detail: string;
  /** 32 bytes: the hash of the entry before, zeros for the first. */
  readonly prev: Uint8Array;
  /** 32 bytes: SHA-256(prev ‖ the fields above as JSON). */
  readonly hash: Uint8Array;
}

/** Where a chain stands: enough to continue it, and what an outside witness keeps. */
export interface ChainHead {
  readonly seq: number;
  readonly hash: Uint8Array;
}

export interface AuditMoment {
  readonly boot: string;
  readonly monoMs: number;
  readonly wall: string;
}

export const chainStart: ChainHead = { seq: 0, hash: new Uint8Array(32) };

/**
 * The entry that follows `head`. Pure: the table and its transaction are the database's.
 * @throws when the fact is not in the catalogue (see `checkedDetail`).
 */
export function chainEntry(head: ChainHead, moment: AuditMoment, fact: AuditFact): AuditEntry {
  const entry = {
    seq: head.seq + 1,
    boot: moment.boot,
    monoMs: Math.floor(moment.monoMs),
    wall: moment.wall,
    event: fact.event,
    detail: JSON.stringify(checkedDetail(fact)),
    prev: head.hash,
  };
  return { ...entry, hash: entryHash(entry) };
}

/** SHA-256 over the previous hash (32 bytes, so that the boundary is certain) and the fields as one JSON array. */
export function entryHash(entry: Omit<AuditEntry, 'hash'>): Uint8Array {
  const { seq, boot, monoMs, wall, event, detail, prev } = entry;
  const fields = JSON.stringify([seq, boot, monoMs, wall, event, detail]);
  return hash('sha256', Buffer.concat([prev, Buffer.from(fields)]), 'buffer');
}
