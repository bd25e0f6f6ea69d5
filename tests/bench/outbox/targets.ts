import { median } from '../times.ts';
import type { BacklogFigures, Costs } from './backlog.ts';
import type { CaseName } from './cases.ts';
import type { Figures } from './figures.ts';

/** Every round of one kind of run, in the order in which they ran; a case that failed has none. */
export type Rounds = Partial<Record<CaseName, readonly Figures[]>>;
export type Syncs = Partial<Record<CaseName, { readonly enqueue: number; readonly drain: number | null }>>;

/** With the peak memory of a process whose one queue holds many. */
export type Backlog = BacklogFigures & { readonly manyPeakRssMb: number };

export interface Measured {
  /** All of them with synchronous=FULL. */
  readonly rounds: Rounds;
  readonly syncs: Syncs;
  readonly residue: Rounds;
  readonly backlog: Backlog | null;
}

export interface Target {
  readonly what: string;
  readonly wanted: string;
  /** Null: it was not measured. */
  readonly value: number | null;
  readonly isMet: boolean;
}

type Rate = (figures: Figures) => number | null;
const enqueueRate: Rate = ({ enqueue }) => enqueue.perSecond;
const drainRate: Rate = ({ drain }) => drain && drain.perSecond;

/** Of two cases in the same round, so that what else the machine did lies on both. */
function ratio(rounds: Rounds, rate: Rate, ours: CaseName, theirs: CaseName): number | null {
  const ratios = (rounds[ours] ?? []).flatMap((figures, round) => {
    const other = rounds[theirs]?.[round];
    const [mine, its] = [rate(figures), other ? rate(other) : null];
    return mine === null || its === null || its === 0 ? [] : [mine / its];
  });
  return ratios.length === 0 ? null : median(ratios);
}

const atLeast = (what: string, least: number, value: number | null): Target => ({
  what,
  wanted: `>= ${String(least)}`,
  value,
  isMet: value !== null && value >= least,
});
const atMost = (what: string, most: number, value: number | null): Target => ({
  what,
  wanted: `<= ${String(most)}`,
  value,
  isMet: value !== null && value <= most,
});

const storeTargets: readonly (readonly [CaseName, number])[] = [
  ['plainjob', 1.05],
  ['node-persistent-queue', 2],
  ['liteque', 3.5],
  ['sidequest', 4],
  ['better-queue', 11],
];

/** How fast it is to be on any disk. On a slow one the peers' stores wait for it as long as ours does. */
export const anyDiskTargets = (rounds: Rounds): Target[] => [
  atLeast('store: rate over raw', 0.9, ratio(rounds, enqueueRate, 'ours', 'raw')),
  atLeast(
    'seal, sign and store: rate over bare seal and insert',
    0.5,
    ratio(rounds, enqueueRate, 'ours-sealed', 'sealed-raw'),
  ),
  atLeast('drain, one by one: rate over raw', 0.8, ratio(rounds, drainRate, 'ours', 'raw')),
  atLeast('drain, one by one: rate over plainjob', 1.9, ratio(rounds, drainRate, 'ours', 'plainjob')),
  atLeast('drain, grouped: rate over plainjob', 7, ratio(rounds, drainRate, 'ours-grouped', 'plainjob')),
];

/** What the queue is to reach, as ratios inside one run: absolute times are one machine's. Printed, never asserted. */
export function targets({ rounds, syncs, residue, backlog }: Measured): Target[] {
  const cost = (name: keyof Costs, which: 'many' | 'purged'): number | null =>
    backlog && median(backlog[which][name].map((us, round) => us / (backlog.few[name][round] ?? Number.NaN)));
  const kept = residue.ours?.[0];
  return [
    ...anyDiskTargets(rounds),
    ...storeTargets.map(([name, least]) =>
      atLeast(`store: rate over ${name}`, least, ratio(rounds, enqueueRate, 'ours', name)),
    ),
    atMost('store: syncs an item', 1.02, syncs.ours?.enqueue ?? null),
    atMost('drain, grouped: syncs a delivery', 0.065, syncs['ours-grouped']?.drain ?? null),
    atMost('residue: payloads readable', 0, kept?.readable ?? null),
    atMost('residue: share of the file at its largest', 0.02, kept ? kept.endMb / kept.fullMb : null),
    ...(['many', 'purged'] as const).flatMap((which) => [
      atMost(`${which} behind: enqueue, cost over few`, 1.2, cost('enqueueUs', which)),
      atMost(`${which} behind: drain one by one, cost over few`, 1.2, cost('drainUs', which)),
      atMost(`${which} behind: drain grouped, cost over few`, 1.2, cost('groupedUs', which)),
    ]),
    atMost('many behind: peak memory over few', 1.15, backlog && backlog.manyPeakRssMb / backlog.peakRssMb),
  ];
}
