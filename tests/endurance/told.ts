import { existsSync } from 'node:fs';
import { z } from 'zod';
import { verifyChain } from '../../main/audit-log/verify-chain.ts';
import { systemClock } from '../../main/clock/clock.ts';
import { auditStore } from '../../main/database/audit-store.ts';
import { openDatabase } from '../../main/database/open-database.ts';
import { openOutbox } from '../../main/outbox/open-outbox.ts';
import { newSubmissionId } from '../../main/submission/seal-submission.ts';
import { must } from './folder.ts';

/** What a kiosk has said it has done, over all its lives: each a promise. */
export interface Told {
  /** Receipt number → SHA-256 of the sealed content. */
  readonly stored: Map<string, string>;
  /** By id. */
  readonly acked: Set<string>;
  /** How often it said that the disk did not take something. */
  failed: number;
}

export const nothingTold = (): Told => ({ stored: new Map(), acked: new Set(), failed: 0 });

/** Adds the lines of outbox-child.ts; the last line may have been cut off by the kill. */
export function listen(told: Told, output: string): void {
  for (const line of output.split('\n').slice(0, -1)) {
    const [what = '', id = '', sha256 = ''] = line.split(' ');
    if (what === 'stored') told.stored.set(id, sha256);
    if (what === 'acked') told.acked.add(id);
    if (what === 'failed') told.failed += 1;
  }
}

export interface Kept {
  /** Numbers that a visitor has seen and that are not on the disk as they were. */
  readonly lost: number;
  /** Acknowledged ones that would be sent again. */
  readonly ackLost: number;
  /** Rows without their neighbours, an audit log that tells another story. */
  readonly incomplete: number;
  readonly corrupt: number;
  /** Submissions on the disk. */
  readonly rows: number;
}

const nothingKept: Kept = { lost: 0, ackLost: 0, incomplete: 0, corrupt: 0, rows: 0 };

/** Opens the file as the next start of the kiosk does and compares it with what was told. */
export function keptOf(path: string, told: Told): Kept {
  // Killed before it had made anything: then nothing was promised either.
  if (!existsSync(path)) return { ...nothingKept, lost: told.stored.size };
  const database = must(openDatabase(path));
  const audit = auditStore(database, systemClock, newSubmissionId());
  const outbox = must(openOutbox(database, audit, systemClock));
  const n = z.object({ n: z.number() });
  const count = (sql: string): number => database.query(`SELECT count(*) AS n FROM ${sql}`, n).get()?.n ?? -1;
  const rows = count('submission');
  const pairs: readonly (readonly [number, number])[] = [
    [rows, count('outbox')],
    [rows, count(`audit WHERE event = 'submission-stored'`)],
    [count('sealed_body'), count(`outbox WHERE state <> 'purged'`)],
  ];
  const isChained = verifyChain(audit.entries(0, 10_000_000)).ok;
  const kept = {
    lost: [...told.stored].filter(([number, sha256]) => outbox.byReceipt(number)?.sha256 !== sha256).length,
    ackLost: [...told.acked].filter((sid) => !['acked', 'purged'].includes(outbox.bySid(sid)?.state ?? '')).length,
    incomplete: pairs.filter(([one, other]) => one !== other).length + (isChained ? 0 : 1),
    corrupt: database.setting('integrity_check') === 'ok' ? 0 : 1,
    rows,
  };
  database.close();
  return kept;
}
