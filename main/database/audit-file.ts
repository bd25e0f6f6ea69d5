import SQLite from 'better-sqlite3';
import { z } from 'zod';
import type { AuditEntry, ChainHead } from '../audit-log/audit-chain.ts';
import { err, ok, type Result } from '../contract/result.ts';

/** The log in a kiosk's file, opened for reading only. */
export interface AuditFile {
  /** In order, page by page: a log of years is never in memory at once. */
  entries(): Generator<AuditEntry>;
  /** The heads for which this disk has the gateway's receipts. */
  anchors(): readonly ChainHead[];
  close(): void;
}

const PAGE = 1_000;

const bytes = z.instanceof(Uint8Array);
const headSchema = z.object({ seq: z.int(), hash: bytes });
/** Whatever somebody wrote there: what is no text or no hash cannot be what the kiosk wrote. */
const entrySchema = z.object({
  seq: z.int(),
  boot: z.string().catch(''),
  monoMs: z.number().catch(0),
  wall: z.string().catch(''),
  event: z.string().catch(''),
  detail: z.string().catch(''),
  prev: bytes.catch(new Uint8Array()),
  hash: bytes.catch(new Uint8Array()),
});

/** The error is the end of a sentence. The kiosk must not be running: it holds its file alone. */
export function openAuditFile(file: string): Result<AuditFile, string> {
  let database: SQLite.Database | null = null;
  try {
    database = new SQLite(file, { readonly: true, fileMustExist: true, timeout: 0 });
    const page = database.prepare(
      'SELECT seq, boot, mono_ms AS monoMs, wall, event, detail, prev, hash FROM audit WHERE seq > ? ORDER BY seq LIMIT ?',
    );
    const hasAnchors = database.prepare(`SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'anchor'`).get();
    const anchors = hasAnchors ? database.prepare('SELECT seq, head AS hash FROM anchor ORDER BY seq') : null;
    const opened = database;
    return ok({
      *entries() {
        for (let after = Number.MIN_SAFE_INTEGER; ;) {
          const rows = page.all(after, PAGE).map((row) => entrySchema.parse(row));
          yield* rows;
          const last = rows.at(-1);
          if (!last) return;
          after = last.seq;
        }
      },
      anchors: () => anchors?.all().map((row) => headSchema.parse(row)) ?? [],
      close: () => opened.close(),
    });
  } catch (error) {
    database?.close();
    const message = error instanceof Error ? error.message : 'unreadable';
    return err(`no log of a kiosk can be read here (${message}). The kiosk must be stopped.`);
  }
}
