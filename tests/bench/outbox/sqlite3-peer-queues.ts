import { join } from 'node:path';
import { requirePeer } from './install-peers.ts';
import type { Deliver, BenchQueue, QueueFile } from './queue.ts';
import type { Payload } from './payload.ts';

/** The peers on the callback library sqlite3. */
interface Sqlite3 {
  exec(sql: string, done: (error: Error | null) => void): void;
  close(done: () => void): void;
}

/** What these two still have to write after their last word. */
const LAST_WRITE_MS = 20;

const settingsOf = ({ sync }: QueueFile): string => `PRAGMA journal_mode = WAL; PRAGMA synchronous = ${sync};`;

function execute(database: Sqlite3, sql: string): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  database.exec(sql, (error) => (error ? reject(error) : resolve()));
  return promise;
}

interface BetterQueue {
  push(payload: Payload): { on(event: string, done: () => void): unknown };
  on(event: string, done: () => void): unknown;
  pause(): void;
  resume(): void;
}
interface BetterQueueStore {
  connect: (done: Connected) => void;
  readonly ['_db']: Sqlite3;
  ['_afterWritten'](done: () => void): void;
}
type Connected = (error: Error | null, length?: number) => void;
type Work = (payload: Payload, done: (error: unknown) => void) => Promise<void>;

/**
 * As shipped it acknowledges before it writes, without a single sync. Here its settings are overridden when it has made
 * them, and its write is awaited by the one way there is, a method that is not public.
 */
export async function betterQueue(file: QueueFile): Promise<BenchQueue> {
  const Queue = requirePeer('better-queue') as new (work: Work, options: object) => BetterQueue;
  const Store = requirePeer('better-queue-sqlite') as new (options: object) => BetterQueueStore;
  const store = new Store({ path: join(file.folder, 'queue.db') });
  const connected = Promise.withResolvers<void>();
  const connect = store.connect.bind(store);
  store.connect = (done) =>
    connect((failed, length) => {
      if (failed) return connected.reject(failed);
      store['_db'].exec(settingsOf(file), (error) => {
        done(error, length);
        if (error) connected.reject(error);
        else connected.resolve();
      });
    });
  let deliver: Deliver = deliverNothing;
  let delivered = nothing;
  const work: Work = async (payload, done) => {
    await deliver(payload);
    done(null);
    delivered();
  };
  const queue = new Queue(work, { store, autoResume: false, concurrent: 1, batchSize: 1 });
  await connected.promise;
  queue.pause();
  return {
    prepare: (payload) => async () => {
      const queued = Promise.withResolvers<void>();
      queue.push(payload).on('queued', queued.resolve);
      await queued.promise;
      await new Promise<void>((resolve) => store['_afterWritten'](resolve));
    },
    async drain(deliverNow, isOver) {
      const over = Promise.withResolvers<void>();
      deliver = deliverNow;
      delivered = () => isOver() && over.resolve();
      queue.on('drain', over.resolve);
      queue.resume();
      await over.promise;
      queue.pause();
      await soon();
    },
    close: () => new Promise((resolve) => store['_db'].close(resolve)),
  };
}

interface PersistentQueue {
  open(): Promise<unknown>;
  getSqlite3(): Sqlite3;
  add(payload: Payload): Promise<unknown>;
  on(event: 'next', work: (task: { readonly job: Payload }) => Promise<void>): void;
  on(event: 'empty', done: () => void): void;
  start(): void;
  stop(): void;
  done(): void;
  close(): Promise<unknown>;
}

export async function nodePersistentQueue(file: QueueFile): Promise<BenchQueue> {
  const Queue = requirePeer('node-persistent-queue') as new (path: string) => PersistentQueue;
  const queue = new Queue(join(file.folder, 'queue.db'));
  await queue.open();
  await execute(queue.getSqlite3(), settingsOf(file));
  return {
    prepare: (payload) => async () => void (await queue.add(payload)),
    async drain(deliver, isOver) {
      const over = Promise.withResolvers<void>();
      queue.on('empty', over.resolve);
      queue.on('next', async ({ job }) => {
        await deliver(job);
        queue.done();
        if (!isOver()) return;
        // When the last one is gone it says that it is empty and gives the space back: not to be interrupted.
        await soon();
        over.resolve();
      });
      queue.start();
      await over.promise;
      queue.stop();
      await soon();
    },
    close: async () => void (await queue.close()),
  };
}

const nothing = (): void => undefined;
const deliverNothing: Deliver = async () => undefined;
const soon = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, LAST_WRITE_MS));
