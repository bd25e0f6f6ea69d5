import { readFile } from 'node:fs/promises';
import path from 'node:path';
import SQLite from 'better-sqlite3';
import { afterEach } from 'vitest';
import { contractVisitor, goToIdentity, goToReview, typeIdentity, type ContractVisitor } from './contract-visitor.ts';
import { hallMissing, openHall, type Hall, type HallOptions } from './hall.ts';

/** A JPEG of nobody, base64. */
export const portrait = (await readFile(path.join(import.meta.dirname, 'portrait.jpg'))).toString('base64');

export const missing = hallMissing();
if (missing) console.warn(`faults of a whole visit are skipped: ${missing}`);

/** A hall with a visitor in it; both leave after the test. */
export interface Visit {
  readonly hall: Hall;
  visitor: ContractVisitor;
  readonly toReview: () => Promise<void>;
  /** Resolves when the screen shows this problem. */
  readonly problem: (code: string) => ReturnType<ContractVisitor['until']>;
  /** What stands in the kiosk's file, which is its alone while it runs: stops the kiosk. */
  readonly rows: (sql: string) => Promise<unknown[]>;
}

let opened: Visit | null = null;
afterEach(async () => {
  opened?.visitor.close();
  await opened?.hall.close();
  opened = null;
});

export async function openVisit(options: HallOptions = {}): Promise<Visit> {
  const hall = await openHall({ documentPrinter: 'simulator', ...options });
  const visit: Visit = {
    hall,
    visitor: await contractVisitor(hall.kiosk.url()),
    async toReview() {
      await goToIdentity(visit.visitor);
      await typeIdentity(visit.visitor, hall.gateway.people[0]!);
      await goToReview(visit.visitor, portrait);
    },
    problem: (code) => visit.visitor.until((snapshot) => snapshot.problem === code, code),
    async rows(sql) {
      await hall.kiosk.stop();
      const database = new SQLite(path.join(hall.dataDir, 'kiosk.sqlite'), { readonly: true });
      const found = database.prepare(sql).raw().all();
      database.close();
      return found;
    },
  };
  opened = visit;
  return visit;
}
