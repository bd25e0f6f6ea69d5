import { z } from 'zod';
import { ok } from '../contract/result.ts';
import type { Result } from '../contract/result.ts';
import type { Database, StorageError } from '../database/database.ts';
import { outboxStates } from './outbox-row.ts';
import type { OutboxState } from './outbox-row.ts';

export interface Amount {
  readonly items: number;
  /** Of their sealed bodies. */
  readonly bytes: number;
}
type Amounts = Readonly<Record<OutboxState, Amount>>;

/** The open transaction's part of the tally. */
export interface Ledger {
  /** As it will be when this transaction is on the disk. */
  amount(state: OutboxState): Amount;
  /** `null`: from outside, or out of here. */
  move(from: OutboxState | null, to: OutboxState | null, amount: Amount): void;
}

/** How much is in which state, kept in memory: counting the rows would cost more the longer the queue is. */
export interface Tally {
  amount(state: OutboxState): Amount;
  /** Runs `work` in one transaction. What it moved counts when it is on the disk. */
  commit<T>(work: (ledger: Ledger) => T): Result<T, StorageError>;
}

/** Counts once. What is purged is left out: that is never asked for and without end. */
export function tallyOf(database: Database): Result<Tally, StorageError> {
  const rows = database.query(
    `SELECT state, count(*) AS items, sum(size) AS bytes FROM outbox
     WHERE state IN ('queued','sending','retry_wait','blocked','acked','dead') GROUP BY state`,
    z.object({ state: z.enum(outboxStates), items: z.int(), bytes: z.int() }),
  );
  const count = (): Result<Amounts, StorageError> =>
    database.transaction(() => {
      const found = new Map(rows.all().map(({ state, ...amount }) => [state, amount]));
      return amountsOf((state) => found.get(state) ?? nothing);
    });

  const first = count();
  if (!first.ok) return first;
  let amounts = first.value;
  /** A disk that failed in the middle of a commit may have kept it: then only the rows know. */
  let isCertain = true;

  function current(): Amounts {
    if (isCertain) return amounts;
    const again = count();
    if (again.ok) {
      amounts = again.value;
      isCertain = true;
    }
    return amounts;
  }

  return ok({
    amount: (state) => current()[state],
    commit(work) {
      let after = current();
      const done = database.transaction(() =>
        work({
          amount: (state) => after[state],
          move(from, to, amount) {
            after = amountsOf((state) => {
              const sign = Number(state === to) - Number(state === from);
              const { items, bytes } = after[state];
              return sign === 0
                ? after[state]
                : { items: items + sign * amount.items, bytes: bytes + sign * amount.bytes };
            });
          },
        }),
      );
      if (done.ok) amounts = after;
      else isCertain = false;
      return done;
    },
  });
}

const nothing: Amount = { items: 0, bytes: 0 };

const amountsOf = (amount: (state: OutboxState) => Amount): Amounts => ({
  queued: amount('queued'),
  sending: amount('sending'),
  retry_wait: amount('retry_wait'),
  blocked: amount('blocked'),
  acked: amount('acked'),
  purged: amount('purged'),
  dead: amount('dead'),
});
