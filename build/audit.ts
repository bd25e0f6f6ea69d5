import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import type { ChainHead } from '../main/audit-log/audit-chain.ts';
import { verifyChain } from '../main/audit-log/verify-chain.ts';
import { auditDocument, auditDocumentPath } from './audit-document.ts';
import { openAuditFile } from '../main/database/audit-file.ts';
import { projectFolder } from './project-folder.ts';

const usage = `usage: npm run audit -- <action>
  verify <kiosk.sqlite> [--witness <file>]   whether the log is as it was written; names the first bad entry
  docs                                       writes docs/audit-log.md
`;

/** Heads that were anchored at the gateway, as the gateway gives them out: [{"seq": 7, "hash": "…"}, …] */
const witnessSchema = z.array(z.object({ seq: z.int().min(1), hash: z.string().regex(/^[0-9a-f]{64}$/) }));

const faults = {
  missing: 'is missing',
  edited: 'is not as it was written',
  relinked: 'does not follow the one before',
};

/** npm run audit -- <verify | docs> …: for the auditor. Returns the exit code: 1 for a log that is not to be believed. */
export function runAudit(argv: readonly string[], out: (text: string) => void): number {
  const { values, positionals } = parseArgs({
    args: [...argv],
    options: { witness: { type: 'string' } },
    allowPositionals: true,
    strict: false,
  });
  const [action, file, ...more] = positionals;
  if (action === 'docs' && file === undefined) {
    writeFileSync(path.join(projectFolder, auditDocumentPath), auditDocument());
    out(`${auditDocumentPath} is written.\n`);
    return 0;
  }
  if (action === 'verify' && file !== undefined && more.length === 0) {
    return verify(file, typeof values['witness'] === 'string' ? values['witness'] : null, out);
  }
  out(usage);
  return 2;
}

function verify(file: string, witnessFile: string | null, out: (text: string) => void): number {
  const fromOutside = witnessFile === null ? [] : readWitness(witnessFile);
  if (fromOutside === null) {
    out(`${String(witnessFile)} holds no heads of a log.\n`);
    return 2;
  }
  const log = openAuditFile(file);
  if (!log.ok) {
    out(`${file}: ${log.error}\n`);
    return 2;
  }
  try {
    const witnesses = [...log.value.anchors(), ...fromOutside];
    const verified = verifyChain(log.value.entries(), witnesses);
    if (!verified.ok) {
      out(`BAD: entry ${verified.error.seq} ${faults[verified.error.fault]}.\n`);
      return 1;
    }
    const { seq, hash } = verified.value;
    out(`OK: ${seq} entries. The head is ${Buffer.from(hash).toString('hex')}.\n`);
    out(`${anchoredLine(seq, witnesses, fromOutside.length > 0)}\n`);
    return 0;
  } catch (error) {
    // A damaged page: what comes after it cannot be read.
    out(`BAD: the log cannot be read: ${error instanceof Error ? error.message : 'unknown fault'}\n`);
    return 1;
  } finally {
    log.value.close();
  }
}

function readWitness(file: string): readonly ChainHead[] | null {
  try {
    const heads = witnessSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
    return heads.map(({ seq, hash }) => ({ seq, hash: Buffer.from(hash, 'hex') }));
  } catch {
    return null;
  }
}

/** How far somebody else vouches for it: what was cut off after that is not seen. */
function anchoredLine(seq: number, witnesses: readonly ChainHead[], isFromOutside: boolean): string {
  const last = witnesses.reduce((newest, head) => Math.max(newest, head.seq), 0);
  const where = isFromOutside
    ? 'with the witness file'
    : "by this disk's own list of receipts, which can be cut as well";
  if (last === 0) return 'No head was anchored: entries that were cut off at the end are not seen.';
  return last === seq
    ? `Anchored to its last entry, ${where}.`
    : `Anchored up to entry ${last}, ${where}; entries that were cut off after it are not seen.`;
}

if (import.meta.main) {
  process.exitCode = runAudit(process.argv.slice(2), (text) => process.stdout.write(text));
}
