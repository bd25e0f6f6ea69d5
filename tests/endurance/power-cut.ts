import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Writable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { seededRandom } from '../../main/contract/seeded-random.ts';
import { never, seedOfRun, silently, type Endurance, type Say } from './endurance.ts';
import { preloadedLibrary } from '../support/preloaded-library.ts';
import { inFolder } from './folder.ts';
import { keptOf, listen, nothingTold, type Kept, type Told } from './told.ts';

const child = new URL('../support/outbox-child.ts', import.meta.url).pathname;

type Mode = 'full' | 'normal';
type Random = () => number;

interface Disk {
  readonly library: string;
  /** Below this nothing is safe. */
  readonly folder: string;
  readonly path: string;
  readonly told: Told;
}

/** One life of the kiosk: stores until the power goes at a random moment. */
async function lifeUntilCut({ library, folder, path, told }: Disk, mode: Mode, random: Random): Promise<void> {
  const kiosk = spawn(process.execPath, [child, path, '100000', mode], {
    stdio: ['ignore', 'pipe', 'inherit', 'pipe'],
    env: { ...process.env, LD_PRELOAD: library, DISK_FOLDER: folder, DISK_SWITCH: '3' },
  });
  const ended = once(kiosk, 'close');
  let said = '';
  kiosk.stdout?.setEncoding('utf8').on('data', (text: string) => (said += text));
  // One in ten goes while the kiosk starts: migrations and the recovery are written then.
  if (random() < 0.9) await Promise.race([once(kiosk.stdout!, 'data'), ended]);
  await pause(random() * 250);
  const cut = kiosk.stdio[3] as Writable;
  cut.on('error', () => {});
  cut.write(random() < 0.5 ? 'all' : `half ${String(Math.floor(random() * 1e6))}`);
  await ended;
  listen(told, said);
}

interface Cuts {
  readonly promised: number;
  readonly kept: Kept;
  readonly cutsWithLoss: number;
}

/** So many cuts. What is on the disk is looked at in a copy after each, so that the next life meets what the cut left. */
async function cuts(count: number, mode: Mode, random: Random, say: Say): Promise<Cuts> {
  return inFolder(async (outside) => {
    const library = preloadedLibrary('power-cut.c', outside);
    return inFolder(async (folder) => {
      const path = join(folder, 'kiosk.db');
      const total = { lost: 0, ackLost: 0, incomplete: 0, corrupt: 0, rows: 0 };
      const told = nothingTold();
      let cutsWithLoss = 0;
      for (let cut = 0; cut < count; cut += 1) {
        say(cut, count);
        // What one cut lost, the next is not blamed for.
        const disk = { library, folder, path, told: nothingTold() };
        await lifeUntilCut(disk, mode, random);
        const kept = keptOf(copied(folder, outside), disk.told);
        for (const [number, sha256] of disk.told.stored) told.stored.set(number, sha256);
        for (const sid of disk.told.acked) told.acked.add(sid);
        if (kept.lost + kept.ackLost > 0) cutsWithLoss += 1;
        for (const what of ['lost', 'ackLost', 'incomplete', 'corrupt'] as const) total[what] += kept[what];
      }
      const end = keptOf(path, told);
      // Nothing is lost later that was there after its own cut.
      if (end.lost > total.lost) total.lost = end.lost;
      return { promised: told.stored.size + told.acked.size, kept: { ...total, rows: end.rows }, cutsWithLoss };
    });
  });
}

function copied(folder: string, outside: string): string {
  const copy = join(outside, 'copy');
  rmSync(copy, { recursive: true, force: true });
  cpSync(folder, copy, { recursive: true });
  return join(copy, 'kiosk.db');
}

/**
 * Power cuts at random moments: with the shipped settings nothing is lost that was promised, and with `synchronous` at
 * NORMAL something is, which shows that the disk of this test forgets.
 */
export async function powerCutEndurance(count = 200, say = silently): Promise<Endurance> {
  const seed = seedOfRun();
  const full = await cuts(count, 'full', seededRandom(seed), say);
  const controls = Math.max(5, Math.ceil(count / 4));
  const normal = await cuts(controls, 'normal', seededRandom(seed), say);
  const { rows: _, ...faults } = full.kept;
  return {
    name: `power cuts (KIOSK_SEED=${String(seed)})`,
    rows: [row('FULL, as shipped', count, full), row('NORMAL, as a control', controls, normal)],
    failures: [
      ...never(faults),
      ...(full.promised < count ? [`only ${String(full.promised)} promises in ${String(count)} cuts`] : []),
      ...(normal.kept.lost === 0 ? ['NORMAL lost nothing: the disk of this test does not forget'] : []),
    ],
  };
}

const row = (synchronous: string, count: number, { promised, kept, cutsWithLoss }: Cuts) => ({
  synchronous,
  cuts: count,
  promised,
  'promises lost': kept.lost + kept.ackLost,
  'cuts with a loss': cutsWithLoss,
  'torn transactions': kept.incomplete,
  corrupt: kept.corrupt,
});
