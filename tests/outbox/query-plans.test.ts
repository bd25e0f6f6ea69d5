import { expect, it } from 'vitest';
import { z } from 'zod';
import type { Database } from '../../main/database/database.ts';
import { auditStore } from '../../main/database/audit-store.ts';
import { openDatabase } from '../../main/database/open-database.ts';
import { openOutbox } from '../../main/outbox/open-outbox.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { databasePath, must } from '../support/outbox-fixture.ts';

/** Run once, when the kiosk starts. */
const atTheStart = [/^UPDATE print SET state = 'unknown'/, /^UPDATE outbox AS o SET is_first = NOT/];

/** Every statement that the outbox prepares, by what SQLite will do for it. */
function plans(): Map<string, string[]> {
  const database = must(openDatabase(databasePath()));
  const clock = new FakeClock();
  const statements: string[] = [];
  const listening: Database = {
    ...database,
    command(sql) {
      statements.push(sql);
      return database.command(sql);
    },
    query(sql, row) {
      statements.push(sql);
      return database.query(sql, row);
    },
  };
  const outbox = must(openOutbox(listening, auditStore(database, clock, '0'.repeat(32)), clock));
  must(outbox.leaseMany(1));
  const step = z.object({ detail: z.string() });
  const found = new Map(
    statements.map((sql) => {
      const parameters = Array.from(sql.matchAll(/\?/g), () => 0);
      const steps = database.query(`EXPLAIN QUERY PLAN ${sql}`, step).all(...parameters);
      return [sql.trim(), steps.map(({ detail }) => detail)];
    }),
  );
  database.close();
  return found;
}

const costsMoreWithMore = (detail: string): boolean =>
  (/^SCAN (?!\(subquery|CONSTANT)/.test(detail) && !/USING (COVERING )?INDEX outbox_(case|due)/.test(detail)) ||
  detail.includes('TEMP B-TREE');

it('no statement looks through the queue, or sorts it', () => {
  const bad = [...plans()]
    .filter(([sql]) => !atTheStart.some((pattern) => pattern.test(sql)))
    .filter(([, steps]) => steps.some(costsMoreWithMore));
  expect(bad).toEqual([]);
});

it('control: the plain way to find the next one sorts all that wait', () => {
  const database = must(openDatabase(databasePath()));
  const steps = database
    .query(
      `EXPLAIN QUERY PLAN SELECT seq FROM outbox WHERE state IN ('queued', 'retry_wait') ORDER BY seq LIMIT 1`,
      z.object({ detail: z.string() }),
    )
    .all();
  expect(steps.some(({ detail }) => costsMoreWithMore(detail))).toBe(true);
  database.close();
});
