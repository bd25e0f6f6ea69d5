import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { never, type Endurance } from './endurance.ts';
import { inFolder } from './folder.ts';
import { forgetfulDisk } from './power-cut.ts';
import { keptOf, listen, nothingTold, type Told } from './told.ts';

const child = new URL('../support/outbox-child.ts', import.meta.url).pathname;

/** Enough for stores, acknowledgements, a purge and its checkpoint. */
const STORES = 24;
/** More writes than so many stores need. */
const MOST_WRITES = 2_000;

/** A whole life on a disk that has room for so many writes. */
async function lifeWithRoom(parts: { library: string; folder: string; path: string; room: number }): Promise<Told> {
  const kiosk = spawn(process.execPath, [child, parts.path, String(STORES)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, LD_PRELOAD: parts.library, DISK_FOLDER: parts.folder, DISK_ROOM: String(parts.room) },
  });
  let said = '';
  kiosk.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
  await once(kiosk, 'close');
  const told = nothingTold();
  listen(told, said);
  return told;
}

/** The disk is full from the first write on, then from the second, until all find room; `step` leaves some out. */
export async function diskFullEndurance(step = 1): Promise<Endurance> {
  return inFolder(async (outside) => {
    const library = forgetfulDisk(outside);
    const total = { lost: 0, ackLost: 0, incomplete: 0, corrupt: 0 };
    let lives = 0;
    let promised = 0;
    let complete = false;
    for (let room = 0; room < MOST_WRITES; room += step) {
      const told = await inFolder(async (folder) => {
        const path = join(folder, 'kiosk.db');
        const said = await lifeWithRoom({ library, folder, path, room });
        const kept = keptOf(path, said);
        for (const what of ['lost', 'ackLost', 'incomplete', 'corrupt'] as const) total[what] += kept[what];
        return said;
      });
      promised += told.stored.size + told.acked.size;
      lives += 1;
      complete = told.failed === 0;
      if (complete) break;
    }
    return {
      name: 'a disk that is full from the nth write on',
      rows: [{ lives, promised, ...total }],
      failures: [
        ...never(total),
        ...(complete ? [] : ['even a disk with room for everything was called full']),
        ...(promised === 0 ? ['nothing was ever stored: nothing was shown'] : []),
      ],
    };
  });
}
