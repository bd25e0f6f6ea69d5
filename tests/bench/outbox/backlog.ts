import { statfsSync, writeFileSync } from 'node:fs';
import { freemem } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import type { Outbox } from '../../../main/outbox/outbox.ts';
import { median, rounded } from '../times.ts';
import { deliverAll, envelopeOf, openKioskQueue, purgeAll, storedAs } from './our-queue.ts';
import { must } from './must.ts';
import { peakRssMegabytes } from './run-case.ts';

export const backlogOrderSchema = z.strictObject({
  /** How many wait while it is measured. */
  queued: z.int().min(0),
  /** How many were sent and purged before. */
  purged: z.int().min(0),
  folder: z.string(),
  report: z.string(),
});
export type BacklogOrder = z.infer<typeof backlogOrderSchema>;

/** Medians, in microseconds an item. */
export const backlogFiguresSchema = z.object({
  enqueueUs: z.number(),
  /** One by one, the purge of them all included. */
  drainUs: z.number(),
  groupedUs: z.number(),
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

async function measureBacklog({ queued, purged, folder }: BacklogOrder): Promise<BacklogFigures> {
  // Without it the compiler's time would lie on the first case alone, and it is the small one.
  const warm = openQueue(join(folder, 'warm-up.db'));
  for (let round = 0; round < ROUNDS; round += 1) await oneRound(warm);
  warm.close();

  const queue = openQueue(join(folder, 'kiosk.db'));
  for (let left = purged; left > 0; left -= FILL_CHUNK) {
    queue.fill(Math.min(left, FILL_CHUNK));
    await queue.drain(Infinity, GROUP);
  }
  queue.fill(queued);
  const rounds: Awaited<ReturnType<typeof oneRound>>[] = [];
  for (let round = 0; round < ROUNDS; round += 1) rounds.push(await oneRound(queue));
  const of = (name: 'enqueueUs' | 'drainUs' | 'groupedUs'): number => rounded(median(rounds.map((one) => one[name])));
  const peakRssMb = peakRssMegabytes();
  queue.close();
  return { enqueueUs: of('enqueueUs'), drainUs: of('drainUs'), groupedUs: of('groupedUs'), peakRssMb };
}

async function oneRound(queue: ReturnType<typeof openQueue>) {
  const first = await usPerItem(() => queue.fill(ITEMS));
  const drainUs = await usPerItem(() => queue.drain(ITEMS, 1));
  const second = await usPerItem(() => queue.fill(ITEMS));
  const groupedUs = await usPerItem(() => queue.drain(ITEMS, GROUP));
  return { enqueueUs: (first + second) / 2, drainUs, groupedUs };
}

async function usPerItem(work: () => void | Promise<void>): Promise<number> {
  const startMs = performance.now();
  await work();
  return ((performance.now() - startMs) * 1000) / ITEMS;
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
