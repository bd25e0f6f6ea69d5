import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { caseNames, cases } from './cases.ts';
import { figuresSchema, orderSchema } from './figures.ts';
import type { Figures, Order, Phase } from './figures.ts';
import { anyMark, indexOf, payloads } from './payload.ts';
import type { Payload } from './payload.ts';
import type { BenchQueue } from './queue.ts';
import { quantile } from '../times.ts';

/** Not measured: the compiler's. They lie in the queue and are delivered like the others. */
const WARM_UP = 50;

/** One case in a process of its own, so that memory and processor time are its own. */
async function runCase(order: Order): Promise<Figures> {
  const name = caseNames.find((known) => known === order.name);
  if (name === undefined) throw new Error(`There is no case ${order.name}`);
  const { load, bytes } = cases[name];
  const open = await load();
  const queue = await open(order);
  const payloadAt = payloads(bytes);
  const enqueue = await enqueued(queue, order.items, payloadAt);
  const fullMb = megabytesIn(order.folder);
  const drain = queue.drain && (await drained(queue.drain, order));
  const peakRssMb = peakRssMegabytes();
  await queue.close();
  const readable = order.residue ? readableIn(order.folder) : null;
  return { enqueue, drain, peakRssMb, fullMb, endMb: megabytesIn(order.folder), readable };
}

async function enqueued(
  queue: BenchQueue,
  items: number,
  payloadAt: (index: number) => Payload,
): Promise<Figures['enqueue']> {
  for (let index = 0; index < WARM_UP; index += 1) await queue.prepare(payloadAt(items + index))();
  const timesMs: number[] = [];
  const phase = await measured(async () => {
    for (let index = 0; index < items; index += 1) {
      const enqueue = queue.prepare(payloadAt(index));
      const startMs = performance.now();
      // Those that are done when they return do not wait for a turn of the event loop either.
      const done = enqueue();
      if (done) await done;
      timesMs.push(performance.now() - startMs);
    }
    return items;
  });
  const seconds = timesMs.reduce((sum, ms) => sum + ms, 0) / 1000;
  const us = (share: number): number => Math.round(quantile(timesMs, share) * 1000);
  return { ...phase, perSecond: items / seconds, p50Us: us(0.5), p99Us: us(0.99) };
}

async function drained(drain: NonNullable<BenchQueue['drain']>, order: Order): Promise<Figures['drain']> {
  const all = order.items + WARM_UP;
  const seen = new Uint8Array(all);
  let delivered = 0;
  let twice = 0;
  const endMs = performance.now() + order.drainSeconds * 1000;
  const phase = await measured(async () => {
    await drain(
      async (payload) => {
        const index = indexOf(payload);
        if (seen[index] === 1) twice += 1;
        else delivered += 1;
        seen[index] = 1;
      },
      () => delivered >= all || performance.now() >= endMs,
    );
    return delivered;
  });
  return { ...phase, isComplete: delivered === all, twice };
}

async function measured(work: () => Promise<number>): Promise<Phase> {
  const cpu = process.cpuUsage();
  const fromMs = Date.now();
  const startMs = performance.now();
  const count = await work();
  const seconds = (performance.now() - startMs) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  const span = { fromMs, toMs: Date.now() };
  return { count, perSecond: count / seconds, cpuSeconds: (user + system) / 1e6, span };
}

/** Of this process alone: getrusage would count the parent's memory before exec, too. */
export function peakRssMegabytes(): number {
  const found = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'));
  return Number(found?.[1]) / 1024;
}

const filesIn = (folder: string): string[] => readdirSync(folder).map((name) => join(folder, name));

const megabytesIn = (folder: string): number =>
  filesIn(folder).reduce((sum, file) => sum + statSync(file).size, 0) / 1e6;

function readableIn(folder: string): number {
  const found = new Set<string>();
  for (const file of filesIn(folder)) {
    for (const [mark] of readFileSync(file, 'latin1').matchAll(anyMark)) found.add(mark);
  }
  return found.size;
}

if (import.meta.main) {
  const order = orderSchema.parse(JSON.parse(process.argv[2] ?? ''));
  writeFileSync(order.report, JSON.stringify(figuresSchema.parse(await runCase(order))));
  // Some of the peers leave a timer behind.
  process.exit(0);
}
