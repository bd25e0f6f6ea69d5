import { statfsSync, writeFileSync } from 'node:fs';
import { freemem } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import type { Outbox } from '../../../main/outbox/outbox.ts';
import { deliverAll, envelopeOf, openKioskQueue, purgeAll, storedAs } from './our-queue.ts';
import { must } from './must.ts';
import { peakRssMegabytes } from './run-case.ts';

export const backlogOrderSchema = z.strictObject({
  few: z.int().min(0),
  many: z.int().min(0),
  /** So many go through it before memory is measured: the engine's own heap grows with the work done. */
  through: z.int().min(0),
  folder: z.string(),
  report: z.string(),
});
export type BacklogOrder = z.infer<typeof backlogOrderSchema>;

/** Processor time of each round, in microseconds an item. */
const costsSchema = z.object({
  enqueueUs: z.array(z.number()),
  /** One by one, the purge of them all included. */
  drainUs: z.array(z.number()),
  groupedUs: z.array(z.number()),
});
export type Costs = z.infer<typeof costsSchema>;

export const backlogFiguresSchema = z.object({
  /** A few queued and nothing ever sent. */
  few: costsSchema,
  /** Many queued. */
  many: costsSchema,
  /** A few queued, and many sent and purged before. */
  purged: costsSchema,
  /** Of the process with the few, before the others are filled. */
  peakRssMb: z.number(),
});
export type BacklogFigures = z.infer<typeof backlogFiguresSchema>;

const ROUNDS = 9;
/** The backlog never falls below what it is to be, and rises above it by no more than this. */
const ITEMS = 500;
const GROUP = 16;
const FILL_CHUNK = 10_000;

/** In memory where there is room: what is compared is our work for an item, not the disk's. */
export function backlogParent(items: number): string | undefined {
  const bytes = items * 4096;
  try {
    const { bavail, bsize } = statfsSync('/dev/shm');
    return bavail * bsize > bytes && freemem() > bytes ? '/dev/shm' : undefined;
  } catch {
    return undefined;
  }
}

/** All three in one process and their rounds interleaved: compiler, caches and whatever else runs lie on all alike. */
async function measureBacklog({ few, many, through, folder }: BacklogOrder): Promise<BacklogFigures> {
  const [first, second, third] = ['few', 'many', 'purged'].map((name) => openQueue(join(folder, `${name}.db`)));
  if (!first || !second || !third) throw new Error('Three names open three queues');
  first.fill(few);
  for (let left = through; left > 0; left -= ITEMS) {
    first.fill(ITEMS);
    await first.drain(ITEMS, GROUP);
  }
  for (let round = 0; round < ROUNDS; round += 1) await oneRound(first);
  const peakRssMb = peakRssMegabytes();

  second.fill(many);
  for (let left = many; left > 0; left -= FILL_CHUNK) {
    third.fill(Math.min(left, FILL_CHUNK));
    await third.drain(Infinity, GROUP);
  }
  third.fill(few);
  const costs = [first, second, third].map((queue) => ({ queue, rounds: [] as Round[] }));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const { queue, rounds } of costs) rounds.push(await oneRound(queue));
  }
  const [fewCosts, manyCosts, purgedCosts] = costs.map(({ rounds }) => costsOf(rounds));
  for (const queue of [first, second, third]) queue.close();
  return backlogFiguresSchema.parse({ few: fewCosts, many: manyCosts, purged: purgedCosts, peakRssMb });
}

type Round = Readonly<Record<keyof Costs, number>>;

const costsOf = (rounds: readonly Round[]): Costs => ({
  enqueueUs: rounds.map(({ enqueueUs }) => enqueueUs),
  drainUs: rounds.map(({ drainUs }) => drainUs),
  groupedUs: rounds.map(({ groupedUs }) => groupedUs),
});

async function oneRound(queue: ReturnType<typeof openQueue>): Promise<Round> {
  const first = await usPerItem(() => queue.fill(ITEMS));
  const drainUs = await usPerItem(() => queue.drain(ITEMS, 1));
  const second = await usPerItem(() => queue.fill(ITEMS));
  const groupedUs = await usPerItem(() => queue.drain(ITEMS, GROUP));
  return { enqueueUs: (first + second) / 2, drainUs, groupedUs };
}

async function usPerItem(work: () => void | Promise<void>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / ITEMS;
}

function openQueue(path: string) {
  const { database, outbox } = openKioskQueue(path);
  let sequence = 0;
  return {
    fill(items: number): void {
      for (let left = items; left > 0; left -= 1) storeSmall(outbox, (sequence += 1));
    },
    async drain(items: number, most: number): Promise<void> {
      let left = items;
      await deliverAll(outbox, most, { deliver: async () => void (left -= 1), isOver: () => left <= 0 });
      purgeAll(outbox);
    },
    close: () => database.close(),
  };
}

/** So small that a million fits into memory. */
const storeSmall = (outbox: Outbox, sequence: number): void =>
  must(outbox.store(storedAs(envelopeOf(Buffer.from(`{"id":"sub-${String(sequence).padStart(8, '0')}"}`), sequence))));

if (import.meta.main) {
  const order = backlogOrderSchema.parse(JSON.parse(process.argv[2] ?? ''));
  writeFileSync(order.report, JSON.stringify(await measureBacklog(order)));
}
