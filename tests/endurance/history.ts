import { fork, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import SQLite from 'better-sqlite3';
import { z } from 'zod';
import { setUpSimulatedKeys } from '../../main/gateway/key-setup.ts';
import { never, silently, type Endurance } from './endurance.ts';
import { inFolder } from './folder.ts';

const sender = new URL('../support/sending-child.ts', import.meta.url).pathname;
const simulator = new URL('../support/simulator-process.ts', import.meta.url).pathname;

/** A kiosk that is a little behind its gateway all the time. */
const BACKLOG = 200;
/** Of the memory after a quarter: the rest of the history may add no more than this. */
const MOST_GROWTH = 1.25;

const answerSchema = z.object({ effects: z.int(), distinct: z.int(), sent: z.int(), rss: z.number() });

interface Memory {
  readonly stored: number;
  readonly seconds: number;
  readonly rss: number;
  readonly peak: number;
  readonly fileBytes: number;
}

/** All that a hall has ever sent: sealed, stored, sent over TLS to a gateway in its own process, purged. */
export async function historyEndurance(count = 210_000, say = silently): Promise<Endurance> {
  return inFolder(async (folder) => {
    await setUpSimulatedKeys(join(folder, 'keys'));
    const gateway = fork(simulator, [join(folder, 'keys/gateway')], { execPath: process.execPath });
    try {
      const died = once(gateway, 'exit').then(() => Promise.reject(new Error('the gateway ended at once')));
      died.catch(() => {});
      const [{ url }] = (await Promise.race([once(gateway, 'message'), died])) as [{ url: string }];
      const dataDir = join(folder, 'data');
      const path = join(dataDir, 'kiosk.sqlite');
      const startedMs = performance.now();
      const { memory, told } = await replay(
        [dataDir, join(folder, 'keys/kiosk'), url, String(count), String(BACKLOG)],
        (done) => say(done, count),
      );
      const seconds = (performance.now() - startedMs) / 1000;
      return outcome({ count, seconds, memory, told, path, figures: await figuresOf(gateway) });
    } finally {
      if (gateway.connected) gateway.disconnect();
    }
  });
}

/** What the kiosk says is counted, not kept. */
async function replay(
  args: readonly string[],
  say: (done: number) => void,
): Promise<{ memory: Memory[]; told: number }> {
  const kiosk = spawn(process.execPath, ['--expose-gc', sender, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(kiosk, 'close');
  const startedMs = performance.now();
  const memory: Memory[] = [];
  let told = 0;
  for await (const line of createInterface({ input: kiosk.stdout })) {
    if (line.startsWith('stored ')) told += 1;
    if (!line.startsWith('memory ')) continue;
    const [stored = 0, rss = 0, peak = 0, fileBytes = 0] = line.split(' ').slice(1).map(Number);
    say(stored);
    memory.push({ stored, seconds: (performance.now() - startedMs) / 1000, rss, peak, fileBytes });
  }
  const [code] = await ended;
  if (code !== 0) throw new Error(`the kiosk ended with ${String(code)} after ${String(told)}`);
  return { memory, told };
}

async function figuresOf(gateway: ChildProcess): Promise<z.infer<typeof answerSchema>> {
  gateway.send('figures');
  const [answer] = await once(gateway, 'message');
  return answerSchema.parse(answer);
}

interface Replayed {
  readonly count: number;
  readonly seconds: number;
  readonly memory: readonly Memory[];
  readonly told: number;
  readonly path: string;
  readonly figures: z.infer<typeof answerSchema>;
}

function outcome({ count, seconds, memory, told, path, figures }: Replayed): Endurance {
  const database = new SQLite(path, { readonly: true });
  const one = (sql: string): number => Number(database.prepare(sql).pluck().get());
  const faults = {
    'not told': count - told,
    'not purged': one(`SELECT count(*) FROM outbox WHERE state <> 'purged'`),
    'bodies left': one('SELECT count(*) FROM sealed_body'),
    'effects missing': count - figures.distinct,
    'effects twice': figures.effects - figures.distinct,
    corrupt: database.pragma('integrity_check', { simple: true }) === 'ok' ? 0 : 1,
  };
  database.close();
  const at = (wanted: number): Memory | undefined => memory.find(({ stored }) => stored >= wanted);
  const [early, late] = [at(Math.ceil(count / 4)), memory.at(-1)];
  const growth = early && late ? late.rss / early.rss : Infinity;
  const moments = [...new Set([at(1_000), at(50_000), late])].filter((moment) => moment !== undefined);
  return {
    name: 'the history of a hall',
    rows: [
      ...moments.map((moment) => ({
        stored: moment.stored,
        'a second': Math.round(moment.stored / moment.seconds),
        'kiosk MiB': mebibytes(moment.rss),
        'peak MiB': mebibytes(moment.peak),
        'file MiB': mebibytes(moment.fileBytes),
      })),
      {
        stored: `all, in ${seconds.toFixed(0)} s`,
        'a second': Math.round(count / seconds),
        'file MiB': mebibytes(statSync(path).size),
        'gateway MiB': mebibytes(figures.rss),
        'sent again': figures.sent - figures.effects,
      },
    ],
    failures: [
      ...never(faults),
      // A young process still grows into its heap.
      ...(count >= 40_000 && growth > MOST_GROWTH ? [`memory grew ${growth.toFixed(2)}x after a quarter`] : []),
    ],
  };
}

const mebibytes = (bytes: number): number => Math.round(bytes / 1024 / 1024);
