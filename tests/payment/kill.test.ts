import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { databasePath } from '../support/outbox-fixture.ts';
import { disagreements, openTreasury, rowsOf, settleAll, startMoney } from './fixture.ts';
import type { OpenTreasury, StoredPayment } from './fixture.ts';

const child = new URL('../support/payment-child.ts', import.meta.url).pathname;

/** Lets a kiosk do its business until the moment, and returns all the moments that it reached. */
async function killedAt({ dir, simulator }: OpenTreasury, path: string, script: string, moment: number) {
  const words = [child, path, join(dir, 'kiosk'), simulator.url, script, String(moment)];
  const kiosk = spawn(process.execPath, words, {
    stdio: ['ignore', 'pipe', 'inherit'],
    // Most of a short life is reading the same modules.
    env: { ...process.env, NODE_COMPILE_CACHE: join(dir, 'compiled') },
  });
  let said = '';
  kiosk.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
  const [code, signal] = await once(kiosk, 'close');
  expect([code, signal]).toEqual(moment === 0 ? [0, null] : [null, 'SIGKILL']);
  return said.split('\n').slice(0, -1);
}

let treasury: OpenTreasury;
beforeAll(async () => void (treasury = await openTreasury()));
afterAll(() => treasury.close());

/** How each business ends where nobody kills it, and how many of its first moments are those of a fee. */
const scripts = [
  { script: 'fee', end: 'settled', same: 0 },
  { script: 'fine', end: 'settled', same: 6 },
  { script: 'refund', end: 'refunding', same: 10 },
  { script: 'leave', end: 'refunding', same: 8 },
] as const;

/** The rows of all kiosks of this file: they share one treasury. */
const stored: StoredPayment[] = [];
/** How the next starts found their orders. */
const met = new Set<string>();

describe('power is pulled at each moment', () => {
  test.each(scripts)(
    'of a $script: never charged without a result or a refund, never charged twice',
    async ({ script, end, same }) => {
      const whole = databasePath();
      const moments = await killedAt(treasury, whole, script, 0);
      const kiosks = [await afterwards(whole)];
      expect(kiosks[0]?.before).toEqual([end]);
      const wanted = moments.map((_, index) => index + 1).slice(same);
      const workers = Array.from({ length: 3 }, async () => {
        for (let moment = wanted.shift(); moment !== undefined; moment = wanted.shift()) {
          const path = databasePath();
          expect(await killedAt(treasury, path, script, moment)).toEqual(moments.slice(0, moment));
          kiosks.push(await afterwards(path));
        }
      });
      await Promise.all(workers);
      for (const { rows } of kiosks) stored.push(...rows);
      await treasury.time.advance(6 * 60_000);
      expect(disagreements(stored, treasury.simulator.payments)).toEqual([]);
      for (const { before } of kiosks) for (const state of before) met.add(state);
    },
    120_000,
  );

  test('has met an order in each state that a kill can leave', () => {
    expect([...met].toSorted()).toEqual(['opening', 'paid', 'refunding', 'settled', 'unknown', 'waiting']);
  });
});

/** The next start: how it finds the orders, and how it leaves them. */
async function afterwards(path: string) {
  const gateway = treasury.connect();
  const kiosk = startMoney(path, gateway);
  const before = rowsOf(kiosk.database).map(({ state }) => state);
  await settleAll(kiosk, treasury);
  const rows = rowsOf(kiosk.database);
  kiosk.database.close();
  gateway.close();
  return { before, rows };
}
