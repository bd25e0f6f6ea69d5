import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { never, type Endurance } from './endurance.ts';
import { inFolder } from './folder.ts';
import { keptOf, listen, nothingTold } from './told.ts';

const child = new URL('../support/outbox-child.ts', import.meta.url).pathname;

/** Why errors of the disk cannot be played here, or null. */
export const fiuMissing = (): string | null =>
  spawnSync('fiu-run', ['-h']).error === undefined ? null : 'needs: apt-get install fiu-utils';

/** Which call SQLite makes to sync depends on how it was built. */
const faults = ['fsync', 'fdatasync'].map((call) => `enable_random name=posix/io/sync/${call},probability=0.02`);

/** Two of a hundred syncs fail with an input/output error: what the kiosk called stored is there, and it goes on. */
export async function syncErrorsEndurance(stores = 5_000): Promise<Endurance> {
  return inFolder(async (folder) => {
    const path = join(folder, 'kiosk.db');
    const wishes = faults.flatMap((fault) => ['-c', fault]);
    const command = [...wishes, process.execPath, child, path, String(stores)];
    const kiosk = spawn('fiu-run', ['-x', ...command], { stdio: ['ignore', 'pipe', 'inherit'] });
    let said = '';
    kiosk.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
    await once(kiosk, 'close');
    const told = nothingTold();
    listen(told, said);
    const { rows, ...kept } = keptOf(path, told);
    return {
      name: 'two of a hundred syncs fail',
      rows: [{ 'told stored': told.stored.size, 'on the disk': rows, 'errors met': told.failed, ...kept }],
      failures: [
        ...never(kept),
        ...(told.stored.size < stores ? [`it gave up after ${String(told.stored.size)}`] : []),
        ...(told.failed === 0 ? ['no sync failed: nothing was shown'] : []),
      ],
    };
  });
}
