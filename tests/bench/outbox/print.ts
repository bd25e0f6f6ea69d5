import { availableParallelism, loadavg } from 'node:os';
import { median, rounded } from '../times.ts';
import { caseNames } from './cases.ts';
import type { CaseName } from './cases.ts';
import type { Figures } from './figures.ts';
import type { SyncMode } from './queue.ts';
import type { Backlog, Rounds, Syncs, Target } from './targets.ts';

type Row = Record<string, string | number>;

/** What else the machine was doing explains a bad figure better than the figure does. */
const load = (): string => `${availableParallelism()} processors, load ${loadavg()[0]?.toFixed(1)}`;

function print(title: string, rows: readonly Row[]): void {
  if (rows.length === 0) return;
  console.log(`\n${title} (${load()})`);
  console.table(rows);
}

/** To a thousandth: for what lies near one. */
const fine = (value: number): number => Math.round(value * 1000) / 1000;

export function printRounds(table: {
  readonly sync: SyncMode;
  readonly items: number;
  readonly rounds: Rounds;
  readonly syncs: Syncs;
  /** How much longer the disk takes for each. */
  readonly syncMs?: number;
}): void {
  const { sync, items, rounds, syncs, syncMs = 0 } = table;
  const rows = caseNames.flatMap((name) => {
    const figures = rounds[name];
    return figures
      ? [{ queue: name, ...enqueueCells(figures), ...drainCells(figures), ...syncCells(name, syncs) }]
      : [];
  });
  const runs = Math.max(0, ...Object.values(rounds).map((figures) => figures.length));
  const disk = syncMs === 0 ? '' : `, ${String(syncMs)} ms more for a sync`;
  print(`synchronous=${sync}${disk}, ${items} payloads, medians of ${runs}`, rows);
}

const middle = (figures: readonly Figures[], of: (one: Figures) => number): number => median(figures.map(of));

const enqueueCells = (figures: readonly Figures[]): Row => ({
  'enqueue/s': Math.round(middle(figures, ({ enqueue }) => enqueue.perSecond)),
  'p50 µs': middle(figures, ({ enqueue }) => enqueue.p50Us),
  'p99 µs': middle(figures, ({ enqueue }) => enqueue.p99Us),
  'CPU s': rounded(middle(figures, ({ enqueue }) => enqueue.cpuSeconds)),
});

function drainCells(figures: readonly Figures[]): Row {
  const sizes = {
    'peak RSS MB': Math.round(middle(figures, ({ peakRssMb }) => peakRssMb)),
    'full MB': rounded(middle(figures, ({ fullMb }) => fullMb)),
    'end MB': rounded(middle(figures, ({ endMb }) => endMb)),
  };
  const drains = figures.flatMap(({ drain }) => (drain ? [drain] : []));
  if (drains.length === 0) return sizes;
  return {
    'drain/s': Math.round(median(drains.map(({ perSecond }) => perSecond))),
    'drain CPU s': rounded(median(drains.map(({ cpuSeconds }) => cpuSeconds))),
    delivered: drains.every(({ isComplete }) => isComplete) ? 'all' : median(drains.map((drain) => drain.count)),
    twice: Math.max(...drains.map(({ twice }) => twice)),
    ...sizes,
  };
}

function syncCells(name: CaseName, syncs: Syncs): Row {
  const counted = syncs[name];
  if (!counted) return {};
  const drain = counted.drain === null ? {} : { 'syncs/delivery': fine(counted.drain) };
  return { 'syncs/enqueue': fine(counted.enqueue), ...drain };
}

export function printResidue(residue: Rounds): void {
  const rows = caseNames.flatMap((name) => {
    const figures = residue[name]?.[0];
    if (!figures?.drain || figures.readable === null) return [];
    const readable = `${String(figures.readable)} of ${String(figures.drain.count)}`;
    const leftPercent = rounded((figures.endMb / figures.fullMb) * 100);
    return [{ queue: name, 'payloads readable': readable, 'file left %': leftPercent }];
  });
  print('What is readable in the files after everything was delivered and the queue closed', rows);
}

export function printBacklog(backlog: Backlog, { few, many }: { readonly few: number; readonly many: number }): void {
  const words = {
    few: `${String(few)} queued`,
    many: `${String(many)} queued`,
    purged: `${String(few)} queued, ${String(many)} purged before`,
  };
  const rows = (['few', 'many', 'purged'] as const).map((kind) => ({
    backlog: words[kind],
    'enqueue µs': rounded(median(backlog[kind].enqueueUs)),
    'drain µs': rounded(median(backlog[kind].drainUs)),
    'drain grouped µs': rounded(median(backlog[kind].groupedUs)),
  }));
  const [fewMb, manyMb] = [backlog.peakRssMb, backlog.manyPeakRssMb].map(Math.round);
  const memory = `peak RSS ${String(fewMb)} MB with few, ${String(manyMb)} MB with many`;
  print(`Ours against its backlog: processor time of an item; ${memory}`, rows);
}

export function printTargets(where: string, seen: readonly Target[]): void {
  const rows = seen.flatMap(({ what, wanted, value, isMet }) =>
    value === null ? [] : [{ target: what, wanted, seen: fine(value), met: isMet ? 'yes' : 'NO' }],
  );
  print(`Targets${where}: ratios of the same round, medians of the rounds`, rows);
}

export function printFailures(failures: ReadonlyMap<CaseName, string>): void {
  print(
    'Could not be run',
    [...failures].map(([queue, reason]) => ({ queue, reason })),
  );
}
