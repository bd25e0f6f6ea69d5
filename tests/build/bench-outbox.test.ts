import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const run = async (...args: string[]): Promise<string> =>
  (await promisify(execFile)(process.execPath, ['build/bench-outbox.ts', ...args])).stdout;

it(
  'measures the queue against its floor, from the first payload to the last target',
  { timeout: 120_000 },
  async () => {
    const printed = await run('--items', '50', '--rounds', '1', '--backlog', '0', '--cases', 'raw,ours');

    for (const queue of ['raw', 'ours']) {
      expect(printed).toMatch(new RegExp(`'${queue}' .*'all' +│ 0 `));
    }
    expect(printed).toMatch(/'ours' +│ '0 of 100'/);
    expect(printed).toMatch(/'drain, one by one: rate over raw' +│ '>= 0.8' +│ \d/);
    expect(printed).not.toContain('Could not be run');
  },
);
