import type { OpenQueue, SyncMode } from './queue.ts';

interface Case {
  /** Imports what it needs and nothing of the others: memory is measured. */
  readonly load: () => Promise<OpenQueue>;
  /** Ours is never anything but FULL. */
  readonly sync: readonly SyncMode[];
  readonly isPeer: boolean;
  /** JSON of this many bytes. With the frame around it, the shorter one fills the smallest size class of a seal. */
  readonly bytes: number;
}

const PLAIN_BYTES = 4_092;
const SEALED_BYTES = 4_000;
/** As many as the uplink may have in flight. */
const GROUP = 16;

type Load = Case['load'];
const ours = (load: Load, bytes = PLAIN_BYTES): Case => ({ load, sync: ['FULL'], isPeer: false, bytes });
const floor = (load: Load): Case => ({ load, sync: ['FULL', 'NORMAL'], isPeer: false, bytes: PLAIN_BYTES });
const peer = (load: Load): Case => ({ ...floor(load), isPeer: true });

/** In the order of the table. */
export const cases = {
  raw: floor(async () => (await import('./raw-queue.ts')).rawQueue),
  ours: ours(async () => (await import('./our-queue.ts')).ourQueue(1)),
  'ours-grouped': ours(async () => (await import('./our-queue.ts')).ourQueue(GROUP)),
  'sealed-raw': ours(async () => (await import('./raw-queue.ts')).sealedRawQueue, SEALED_BYTES),
  'ours-sealed': ours(async () => (await import('./our-queue.ts')).sealedQueue, SEALED_BYTES),
  plainjob: peer(async () => (await import('./peer-queues.ts')).plainjob),
  'node-persistent-queue': peer(async () => (await import('./sqlite3-peer-queues.ts')).nodePersistentQueue),
  liteque: peer(async () => (await import('./peer-queues.ts')).liteque),
  sidequest: peer(async () => (await import('./peer-queues.ts')).sidequest),
  'better-queue': peer(async () => (await import('./sqlite3-peer-queues.ts')).betterQueue),
} as const satisfies Record<string, Case>;

export type CaseName = keyof typeof cases;
export const caseNames = Object.keys(cases) as CaseName[];
