import { join } from 'node:path';
import type SQLite from 'better-sqlite3';
import { importPeer, requirePeer } from './install-peers.ts';
import type { Payload } from './payload.ts';
import type { BenchQueue, QueueFile } from './queue.ts';

/** The peers on better-sqlite3 and on knex. Each as its README says, with WAL and the bench's `synchronous`. */

const pathIn = (file: QueueFile): string => join(file.folder, 'queue.db');
const nothing = (): void => undefined;
const silent = { debug: nothing, info: nothing, warn: nothing, error: nothing, log: nothing };
const POLL_MS = 20;

interface Plainjob {
  readonly better: (file: SQLite.Database) => unknown;
  readonly defineQueue: (options: object) => { add(type: string, data: unknown): unknown; close(): void };
  readonly defineWorker: (
    type: string,
    work: (job: { readonly data: string }) => Promise<void>,
    options: object,
  ) => { start(): Promise<void>; stop(): Promise<void> };
}

export async function plainjob(file: QueueFile): Promise<BenchQueue> {
  const { better, defineQueue, defineWorker } = (await importPeer('plainjob/dist/plainjob.js')) as Plainjob;
  const Database = requirePeer('better-sqlite3') as typeof SQLite;
  const database = new Database(pathIn(file));
  const queue = defineQueue({ connection: better(database), logger: silent });
  database.pragma(`synchronous = ${file.sync}`);
  return {
    prepare: (payload) => () => void queue.add('submission', payload),
    async drain(deliver, isOver) {
      const over = Promise.withResolvers<void>();
      const worker = defineWorker('submission', async ({ data }) => deliver(JSON.parse(data) as Payload), {
        queue,
        logger: silent,
        pollIntervall: POLL_MS,
        onCompleted: () => isOver() && over.resolve(),
      });
      const running = worker.start();
      await over.promise;
      await worker.stop();
      await running;
    },
    close: () => queue.close(),
  };
}

interface Liteque {
  readonly buildDBClient: (path: string, options: object) => { readonly session: { readonly client: SQLite.Database } };
  SqliteQueue: new (
    name: string,
    database: unknown,
    options: object,
  ) => { enqueue(payload: Payload, options: object): Promise<unknown> };
  Runner: new (queue: unknown, functions: object, options: object) => { run(): Promise<void>; stop(): void };
}

export async function liteque(file: QueueFile): Promise<BenchQueue> {
  takeAsyncTransactions(requirePeer('better-sqlite3') as typeof SQLite);
  const { buildDBClient, SqliteQueue, Runner } = (await importPeer('liteque/dist/index.js')) as Liteque;
  const database = buildDBClient(pathIn(file), { runMigrations: true });
  database.session.client.pragma(`synchronous = ${file.sync}`);
  const queue = new SqliteQueue('submission', database, { defaultJobArgs: { numRetries: 2 }, keepFailedJobs: false });
  return {
    prepare: (payload) => async () => void (await queue.enqueue(payload, { idempotencyKey: payload.id })),
    async drain(deliver, isOver) {
      const runner = new Runner(
        queue,
        {
          run: ({ data }: { data: Payload }) => deliver(data),
          onComplete: async () => void (isOver() && runner.stop()),
        },
        { concurrency: 1, pollIntervalMs: POLL_MS, timeoutSecs: 60 },
      );
      await runner.run();
    },
    close: () => void database.session.client.close(),
  };
}

type Work = (...args: unknown[]) => unknown;

/**
 * liteque 0.8.0 gives an async function to a transaction, which better-sqlite3 refuses since 11.10: it could deliver
 * nothing. Here the transaction ends as before, when the function has returned its promise.
 */
const takeAsyncTransactions = ({ prototype }: typeof SQLite): unknown =>
  Object.defineProperty(prototype, 'transaction', { value: asyncTransaction });

function asyncTransaction(this: SQLite.Database, work: Work): unknown {
  const deferred = transactionBy('BEGIN', work).bind(this);
  const immediate = transactionBy('BEGIN IMMEDIATE', work).bind(this);
  const exclusive = transactionBy('BEGIN EXCLUSIVE', work).bind(this);
  return Object.assign(deferred.bind(null), { default: deferred, deferred, immediate, exclusive });
}

const transactionBy = (begin: string, work: Work) =>
  function run(this: SQLite.Database, ...args: unknown[]): unknown {
    this.exec(begin);
    try {
      const value = work(...args);
      this.exec('COMMIT');
      return value;
    } catch (error) {
      if (this.inTransaction) this.exec('ROLLBACK');
      throw error;
    }
  };

interface SidequestBackend {
  readonly knex: { raw(sql: string): Promise<unknown> };
  migrate(): Promise<void>;
  createNewJob(job: object): Promise<unknown>;
  claimPendingJob(queue: string, most: number): Promise<readonly { readonly id: number; readonly args: unknown[] }[]>;
  updateJob(job: object): Promise<unknown>;
  close(): Promise<void>;
}

/** The backend's calls alone, without its engine and threads: better than what a user of it gets. */
export async function sidequest(file: QueueFile): Promise<BenchQueue> {
  const { default: Backend } = (await importPeer('@sidequest/sqlite-backend/dist/sqlite-backend.js')) as {
    default: new (path: string) => SidequestBackend;
  };
  const backend = new Backend(pathIn(file));
  await backend.migrate();
  // Its own migration to WAL runs inside a transaction, where SQLite does not change the mode.
  await backend.knex.raw('PRAGMA journal_mode = WAL');
  await backend.knex.raw(`PRAGMA synchronous = ${file.sync}`);
  const job = { queue: 'default', script: 'submission.js', class: 'Submission', constructor_args: [], attempt: 0 };
  return {
    prepare: (payload) => async () =>
      void (await backend.createNewJob({ ...job, state: 'waiting', args: [payload], unique_digest: payload.id })),
    async drain(deliver, isOver) {
      for (;;) {
        const claimed = await backend.claimPendingJob('default', 10);
        if (claimed.length === 0) return;
        for (const { id, args } of claimed) {
          await backend.updateJob({ id, state: 'running', attempt: 1, attempted_at: new Date() });
          await deliver(args[0] as Payload);
          await backend.updateJob({ id, state: 'completed', completed_at: new Date() });
        }
        if (isOver()) return;
      }
    },
    close: () => backend.close(),
  };
}
