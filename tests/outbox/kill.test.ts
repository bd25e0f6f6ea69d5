import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { verifyChain } from '../../main/audit-log/verify-chain.ts';
import { seededRandom } from '../../main/contract/seeded-random.ts';
import { databasePath, start } from '../support/outbox-fixture.ts';

const child = new URL('../support/outbox-child.ts', import.meta.url).pathname;
const CYCLES = Number(process.env['KIOSK_KILL_CYCLES'] ?? 40);

/** Starts a kiosk, kills it after it has said `lines` lines and a moment more, and returns all that it said. */
async function killedAfter(path: string, lines: number, moreMs: number): Promise<string[]> {
  const kiosk = spawn(process.execPath, [child, path, '100000'], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  let dying = false;
  kiosk.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
    if (dying || said.split('\n').length <= lines) return;
    dying = true;
    setTimeout(() => kiosk.kill('SIGKILL'), moreMs);
  });
  await once(kiosk, 'close');
  return said.split('\n').slice(0, -1);
}

describe('power is pulled at any moment', () => {
  it(
    `every number a visitor has seen is on the disk, ${String(CYCLES)} times`,
    async () => {
      const seed = Number(process.env['KIOSK_SEED'] ?? Date.now() % 1_000_000);
      console.log(`KIOSK_SEED=${String(seed)}`);
      const random = seededRandom(seed);
      const path = databasePath();
      const shown = new Map<string, string>();
      const acked = new Set<string>();

      for (let cycle = 0; cycle < CYCLES; cycle += 1) {
        for (const line of await killedAfter(path, 1 + Math.floor(random() * 12), random() * 6)) {
          const [what = '', id = '', sha256 = ''] = line.split(' ');
          if (what === 'stored') shown.set(id, sha256);
          if (what === 'acked') acked.add(id);
        }
      }

      const { database, outbox, audit } = start(path);
      expect(shown.size).toBeGreaterThan(CYCLES / 2);
      for (const [receiptNumber, sha256] of shown) expect(outbox.byReceipt(receiptNumber)?.sha256).toBe(sha256);
      for (const sid of acked) expect(outbox.bySid(sid)?.state).toBe('purged');
      expect(database.setting('integrity_check')).toBe('ok');

      // All or nothing: no row without its neighbours, and the log tells the same story.
      const n = z.object({ n: z.number() });
      const count = (sql: string) => database.query(`SELECT count(*) AS n FROM ${sql}`, n).get()?.n;
      const stored = count('submission');
      expect(count('outbox')).toBe(stored);
      expect(count(`audit WHERE event = 'submission-stored'`)).toBe(stored);
      expect(count('sealed_body')).toBe(count(`outbox WHERE state <> 'purged'`));
      expect(count(`audit WHERE event = 'submission-purged'`)).toBe(count(`outbox WHERE state = 'purged'`));
      expect(verifyChain(audit.entries(0, 1_000_000)).ok).toBe(true);
      // A number may be stored and not shown (killed in between), never more than one a cycle.
      expect(Number(stored) - shown.size).toBeLessThanOrEqual(CYCLES);
      database.close();
    },
    CYCLES * 3_000,
  );
});
