import type { Payload } from './payload.ts';

/** A queue as the bench sees it. Each has its own file of the database in a folder of its own. */
export interface BenchQueue {
  /** What comes before the queue is not measured: a kiosk seals what it stores, and its floor is given the same bytes. */
  prepare(payload: Payload): Enqueue;
  /** Delivers and acknowledges one after the other until nothing is left or `isOver` says so; null: not measured. */
  readonly drain: ((deliver: Deliver, isOver: () => boolean) => Promise<void>) | null;
  close(): void | Promise<void>;
}

/** Done when the payload is as safe as the queue makes it. */
export type Enqueue = () => void | Promise<void>;
export type Deliver = (payload: Payload) => Promise<void>;

/** SQLite's `synchronous`. NORMAL may lose the last commits in a power cut; most peers ship with it. */
export const syncModes = ['FULL', 'NORMAL'] as const;
export type SyncMode = (typeof syncModes)[number];

export interface QueueFile {
  readonly folder: string;
  readonly sync: SyncMode;
}

export type OpenQueue = (file: QueueFile) => Promise<BenchQueue>;
