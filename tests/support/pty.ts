import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** A serial cable of the operating system: what is written to one device file comes out of the other. */
export interface PtyPair {
  readonly a: string;
  readonly b: string;
  /** Both device files are gone, as when a USB plug is pulled. */
  unplug(): Promise<void>;
  /** The same paths again. */
  plug(): Promise<void>;
  /** Unplugged and put into another socket: the same paths lead to other terminals, as udev sets its links anew. */
  plugElsewhere(): Promise<void>;
  /** Unplugs for good and removes the folder. */
  kill(): Promise<void>;
}

let found: boolean | undefined;

/** Tells on the first call how to get socat where it is missing; tests that need it are then skipped. */
export function hasSocat(): boolean {
  if (found === undefined) {
    found = spawnSync('socat', ['-V']).status === 0;
    if (!found) console.warn('tests on pseudo terminals are skipped: apt-get install socat');
  }
  return found;
}

export async function ptyPair(): Promise<PtyPair> {
  const folder = await mkdtemp(path.join(tmpdir(), 'kiosk-pty-'));
  const [a, b] = [path.join(folder, 'a'), path.join(folder, 'b')];
  let socat = await startSocat(a, b);
  async function unplug(): Promise<void> {
    if (socat.exitCode !== null || socat.signalCode !== null) return;
    const ended = once(socat, 'exit');
    socat.kill();
    await ended;
    await Promise.all([a, b].map((link) => rm(link, { force: true })));
  }
  return {
    a,
    b,
    unplug,
    async plug() {
      await unplug();
      socat = await startSocat(a, b);
    },
    async plugElsewhere() {
      const [next, other] = [`${a}-elsewhere`, `${b}-elsewhere`];
      // While the old terminals are there, these get other numbers.
      const moved = await startSocat(next, other);
      await unplug();
      socat = moved;
      await Promise.all([symlink(next, a), symlink(other, b)]);
    },
    async kill() {
      await unplug();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The cable that a simulator and a test pull and put back: one move after the other, none twice. */
export function cableOf(line: Pick<PtyPair, 'plug' | 'unplug'>): Pick<PtyPair, 'plug' | 'unplug'> {
  let isOut = false;
  let moved: Promise<void> = Promise.resolve();
  function move(out: boolean): Promise<void> {
    if (out !== isOut) moved = moved.then(() => (out ? line.unplug() : line.plug()));
    isOut = out;
    return moved;
  }
  return { unplug: () => move(true), plug: () => move(false) };
}

/** Both links are there within milliseconds, unless the machine has no pseudo terminal left. */
const LINKS_APPEAR_WITHIN_MS = 5000;

async function startSocat(a: string, b: string): Promise<ChildProcess> {
  const socat = spawn('socat', [`pty,raw,echo=0,link=${a}`, `pty,raw,echo=0,link=${b}`], { stdio: 'ignore' });
  for (const giveUpMs = performance.now() + LINKS_APPEAR_WITHIN_MS; !(existsSync(a) && existsSync(b));) {
    if (performance.now() > giveUpMs) {
      socat.kill();
      throw new Error('socat made no pseudo terminals');
    }
    await pause(5);
  }
  return socat;
}
