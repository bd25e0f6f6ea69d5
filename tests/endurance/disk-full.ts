import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { never, silently, type Endurance, type Say } from './endurance.ts';
import { inFolder } from './folder.ts';
import { preloadedLibrary } from '../support/preloaded-library.ts';
import { keptOf, listen, nothingTold } from './told.ts';

const child = new URL('../support/outbox-child.ts', import.meta.url).pathname;

/** Enough for stores, acknowledgements, a purge and its checkpoint. */
const STORES = 24;
/** More writes than so many stores need. */
const MOST_WRITES = 2_000;

/** What becomes of the disk, and what the kiosk then calls it. */
const ends = { full: 'storageFull', readOnly: 'storageFault' } as const;
type End = keyof typeof ends;

/** A whole life on a disk that takes so many writes. */
async function lifeWithRoom(parts: { library: string; folder: string; room: number; end: End }): Promise<string> {
  const { library, folder, room, end } = parts;
  const kiosk = spawn(process.execPath, [child, join(folder, 'kiosk.db'), String(STORES)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, LD_PRELOAD: library, DISK_FOLDER: folder, DISK_ROOM: String(room), DISK_THEN: end },
  });
  let said = '';
  kiosk.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
  await once(kiosk, 'close');
  return said;
}

/** The disk ends at the first write, then at the second, until it takes all; `step` leaves some out. */
async function endedAtEach(library: string, end: End, step: number, say: Say) {
  const faults = { lost: 0, ackLost: 0, incomplete: 0, corrupt: 0, 'called otherwise': 0 };
  let lives = 0;
  let promised = 0;
  let isComplete = false;
  for (let room = 0; room < MOST_WRITES; room += step) {
    say(room, MOST_WRITES);
    const told = await inFolder(async (folder) => {
      const said = await lifeWithRoom({ library, folder, room, end });
      const heard = nothingTold();
      listen(heard, said);
      const kept = keptOf(join(folder, 'kiosk.db'), heard);
      for (const what of ['lost', 'ackLost', 'incomplete', 'corrupt'] as const) faults[what] += kept[what];
      faults['called otherwise'] += said.split('\n').filter((line) => isCalledOtherwise(line, end)).length;
      return heard;
    });
    lives += 1;
    promised += told.stored.size + told.acked.size;
    isComplete = told.failed === 0;
    if (isComplete) break;
  }
  return {
    row: { 'the disk is': end, lives, promised, ...faults },
    failures: [
      ...never(faults),
      ...(isComplete ? [] : ['even a disk that takes everything was called ended']),
      ...(promised === 0 ? ['nothing was ever stored: nothing was shown'] : []),
    ],
  };
}

function isCalledOtherwise(line: string, end: End): boolean {
  const [said, , error] = line.split(' ');
  return said === 'failed' && error !== ends[end];
}

/** A disk that is full from the nth write on, and one that the kernel turns read-only there, under the open file. */
export async function diskFullEndurance(step = 1, say = silently): Promise<Endurance> {
  return inFolder(async (outside) => {
    const library = preloadedLibrary('power-cut.c', outside);
    const full = await endedAtEach(library, 'full', step, say);
    const readOnly = await endedAtEach(library, 'readOnly', step, say);
    return {
      name: 'a disk that takes nothing from the nth write on',
      rows: [full.row, readOnly.row],
      failures: [...full.failures, ...readOnly.failures],
    };
  });
}
