import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import type { Result } from '../../../main/contract/result.ts';
import { backlogFiguresSchema, backlogParent } from './backlog.ts';
import type { BacklogFigures, BacklogOrder } from './backlog.ts';
import { caseNames, cases } from './cases.ts';
import type { CaseName } from './cases.ts';
import { childReport, hasStrace, withFolder } from './child.ts';
import { figuresSchema } from './figures.ts';
import type { Figures } from './figures.ts';
import { compilerMissing, preloadedLibrary } from '../../support/preloaded-library.ts';
import { installPeers } from './install-peers.ts';
import type { SyncMode } from './queue.ts';
import { syncModes } from './queue.ts';
import { printBacklog, printFailures, printResidue, printRounds, printTargets } from './print.ts';
import { straceTo, syncsWithin } from './syncs.ts';
import { anyDiskTargets, targets } from './targets.ts';
import type { Backlog, Rounds, Syncs } from './targets.ts';

const count = z.coerce.number().int().min(0);
const optionsSchema = z.object({
  items: count.min(1),
  rounds: count.min(1),
  backlog: count,
  'drain-seconds': count.min(1),
  'sync-ms': count,
  cases: z.string().transform((text, context): CaseName[] => {
    if (text === 'all') return caseNames;
    const wanted = text.split(',');
    const unknown = wanted.find((name) => !caseNames.some((known) => known === name));
    if (unknown !== undefined) context.addIssue(`there is no case ${unknown}; there are ${caseNames.join(', ')}`);
    return caseNames.filter((name) => wanted.includes(name));
  }),
});

/** Small enough for a tracer, which makes every system call many times slower. */
const TRACED_ITEMS = 5_000;
const RESIDUE_ITEMS = 500;
/** Enough for a median where each takes milliseconds. */
const SLOW_ITEMS = 1_000;
const FEW_QUEUED = 1_000;
/** All submissions that a hall has ever seen: memory is compared with so many queued. */
const HALLS_HISTORY = 210_000;

/** A case that fails in one round is left out of the others, with its reason. */
type Failures = Map<CaseName, string>;

/**
 * Our queue next to the floor and to its peers: rounds, syncs, residue, backlog and what of the targets is met.
 *
 *     --items 20000 --rounds 3 --cases all|raw,ours,... --backlog 1000000 (0: none) --drain-seconds 20
 *     --sync-ms 2 (0: none): once more with a disk that takes so much longer for each sync
 */
export async function benchOutbox(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      items: { type: 'string', default: '20000' },
      rounds: { type: 'string', default: '3' },
      backlog: { type: 'string', default: '1000000' },
      'drain-seconds': { type: 'string', default: '20' },
      'sync-ms': { type: 'string', default: '2' },
      cases: { type: 'string', default: 'all' },
    },
  });
  const options = optionsSchema.parse(values);
  const { items, rounds, 'drain-seconds': drainSeconds, 'sync-ms': syncMs } = options;
  if (options.cases.some((name) => cases[name].isPeer)) installPeers();
  const failures: Failures = new Map();
  const run = { names: options.cases, drainSeconds, failures };

  const syncs = hasStrace() ? await syncsOf({ ...run, items: Math.min(items, TRACED_ITEMS) }) : {};
  if (!hasStrace()) console.log('Syncs are not counted: apt-get install strace');
  const residue = await roundsOf({ ...run, sync: 'FULL', items: Math.min(items, RESIDUE_ITEMS), residue: true }, 1);
  const bySync = { FULL: {}, NORMAL: {} } as Record<SyncMode, Rounds>;
  for (const sync of syncModes) {
    bySync[sync] = await roundsOf({ ...run, sync, items }, rounds);
    printRounds({ sync, items, rounds: bySync[sync], syncs: sync === 'FULL' ? syncs : {} });
  }
  const slow = syncMs > 0 ? await slowRounds({ ...run, items: Math.min(items, SLOW_ITEMS) }, rounds, syncMs) : {};
  printResidue(residue);
  const backlog = options.backlog > 0 ? await backlogOf(options.backlog) : null;
  if (backlog) printBacklog(backlog, { few: FEW_QUEUED, many: options.backlog });
  printTargets('', targets({ rounds: bySync.FULL, syncs, residue, backlog }));
  printTargets(` with a disk that takes ${String(syncMs)} ms for a sync`, anyDiskTargets(slow));
  printFailures(failures);
}

interface Run {
  readonly names: readonly CaseName[];
  readonly items: number;
  readonly drainSeconds: number;
  readonly failures: Failures;
  readonly residue?: boolean;
  /** A command that runs the case. */
  readonly before?: readonly string[];
}

/** The same with the disk of a kiosk: this machine's may sync in a tenth of a millisecond. */
async function slowRounds(run: Run, rounds: number, syncMs: number): Promise<Rounds> {
  const missing = compilerMissing();
  if (missing !== null) {
    console.log(`A slow disk is not measured; ${missing}`);
    return {};
  }
  return withFolder(async ({ aside }) => {
    const library = preloadedLibrary('slow-disk.c', aside);
    const before = ['env', `LD_PRELOAD=${library}`, `SYNC_MS=${String(syncMs)}`];
    const slow = await roundsOf({ ...run, before, sync: 'FULL' }, rounds);
    printRounds({ sync: 'FULL', items: run.items, rounds: slow, syncs: {}, syncMs });
    return slow;
  });
}

/**
 * Interleaved, and each round begins with another: what the machine does beside lies on all of them, and nobody is always
 * the one who waits for what another has left to be written.
 */
async function roundsOf(run: Run & { readonly sync: SyncMode }, rounds: number): Promise<Rounds> {
  const figures: Partial<Record<CaseName, Figures[]>> = {};
  for (let round = 0; round < rounds; round += 1) {
    const first = Math.floor((round * run.names.length) / rounds);
    for (const name of [...run.names.slice(first), ...run.names.slice(0, first)]) {
      if (!cases[name].sync.some((sync) => sync === run.sync)) continue;
      spawnSync('sync');
      console.error(`${run.sync}, round ${String(round + 1)} of ${String(rounds)}: ${name}`);
      const one = await figuresOf(name, run);
      if (one) (figures[name] ??= []).push(one);
    }
  }
  return figures;
}

async function figuresOf(name: CaseName, run: Run & { readonly sync: SyncMode }): Promise<Figures | null> {
  if (run.failures.has(name)) return null;
  return withFolder(async ({ folder, aside }) => {
    const order = orderOf(name, run, { folder, aside });
    const options = { schema: figuresSchema, ...(run.before ? { before: run.before } : {}) };
    const report = await childReport('run-case.ts', order, options);
    return valueOr(report, (reason) => run.failures.set(name, reason));
  });
}

async function syncsOf(run: Run): Promise<Syncs> {
  const syncs: Syncs = {};
  for (const name of run.names) {
    await withFolder(async ({ folder, aside }) => {
      const list = join(aside, 'syncs.txt');
      const order = orderOf(name, { ...run, sync: 'FULL' }, { folder, aside });
      const report = await childReport('run-case.ts', order, { schema: figuresSchema, before: straceTo(list) });
      const figures = valueOr(report, (reason) => run.failures.set(name, reason));
      if (!figures) return;
      const { enqueue, drain } = figures;
      syncs[name] = {
        enqueue: syncsWithin(list, enqueue.span) / enqueue.count,
        drain: drain && syncsWithin(list, drain.span) / drain.count,
      };
    });
  }
  return syncs;
}

const orderOf = (
  name: CaseName,
  { sync, items, drainSeconds, residue = false }: Run & { readonly sync: SyncMode },
  { folder, aside }: { readonly folder: string; readonly aside: string },
) => ({ name, sync, items, drainSeconds, residue, folder, report: join(aside, 'figures.json') });

function valueOr<T>(result: Result<T, string>, failed: (reason: string) => void): T | null {
  if (result.ok) return result.value;
  failed(result.error);
  return null;
}

async function backlogOf(many: number): Promise<Backlog | null> {
  const through = Math.min(many, HALLS_HISTORY);
  const costs = await backlogFigures({ few: FEW_QUEUED, many, through: 0 });
  const short = await backlogFigures({ few: FEW_QUEUED, many: 0, through });
  const long = await backlogFigures({ few: through, many: 0, through });
  return costs && short && long && { ...costs, peakRssMb: short.peakRssMb, manyPeakRssMb: long.peakRssMb };
}

const backlogFigures = (sizes: Pick<BacklogOrder, 'few' | 'many' | 'through'>): Promise<BacklogFigures | null> =>
  withFolder(
    async ({ folder, aside }) => {
      const order = { ...sizes, folder, report: join(aside, 'figures.json') };
      const report = await childReport('backlog.ts', order, { schema: backlogFiguresSchema });
      return valueOr(report, (reason) => console.error(`The backlog was not measured: ${reason}`));
    },
    backlogParent(sizes.few + sizes.many),
  );
