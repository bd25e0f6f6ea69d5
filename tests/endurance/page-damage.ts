import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { seedOfRun, type Endurance } from './endurance.ts';

const project = path.resolve(import.meta.dirname, '../..');

/** The test of damaged pages with so many more rounds: salvage keeps every row whose own pages are whole. */
export async function pageDamageEndurance(rounds = 1_000): Promise<Endurance> {
  const seed = seedOfRun();
  const { status, stdout, stderr } = spawnSync(
    path.join(project, 'node_modules/.bin/vitest'),
    ['run', 'tests/database/page-damage.test.ts', '--testTimeout=7200000', '--disable-console-intercept'],
    {
      cwd: project,
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
      env: { ...process.env, KIOSK_DAMAGE_ROUNDS: String(rounds), KIOSK_SEED: String(seed), NO_COLOR: '1' },
    },
  );
  const said = stdout.split('\n').filter((line) => line.includes('damaged files'));
  return {
    name: `damaged pages (KIOSK_SEED=${String(seed)})`,
    rows: said.map((figures) => ({ figures: figures.trim() })),
    failures: status === 0 ? [] : [`${stdout}\n${stderr}`.slice(-4_000)],
  };
}
