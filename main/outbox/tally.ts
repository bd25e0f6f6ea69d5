import { z } from 'zod';
import { ok } from '../contract/result.ts';
import type { Result } from '../contract/result.ts';
import type { Database, StorageError } from '../database/database.ts';
import { isWaiting, storedStates } from './outbox-row.ts';
import type { StoredState } from './outbox-row.ts';

export interface Amount {
  readonly items: number;
  /** Of their sealed bodies. */
  readonly bytes: number;
}
type Amounts = Readonly<Record<StoredState, Amount>>;
interface Sums {
  readonly amounts: Amounts;
  readonly juniors: number;
}

/** The open transaction's part of the tally. */
export interface Ledger {
  /** As it will be when this transaction is on the disk. */
  amount(state: StoredState): Amount;
  /** `null`: from outside, or out of here. */
  move(from: StoredState | null, to: StoredState | null, amount: Amount): void;
  /** How many wait for an elder of their case. */
  juniors(): number;
  addJuniors(count: number): void;
}

/** How much is in which state, kept in memory: counting the rows would cost more the longer the queue is. */
export interface Tally {
  amount(state: StoredState): Amount;
  /** Runs `work` in one transaction. What it moved counts when it is on the disk. */
  commit<T>(work: (ledger: Ledger) => T): Result<T, StorageError>;
}

/** Counts once. What is purged is left out: that is never asked for and without end. */
export function tallyOf(database: Database): Result<Tally, StorageError> {
  const rows = database.query(
    `SELECT state, count(*) AS items, sum(size) AS bytes FROM outbox
     WHERE state IN ('queued','retry_wait','blocked','acked','dead') GROUP BY state`,
    z.object({ state: z.enum(storedStates), items: z.int(), bytes: z.int() }),
  );
  const waiting = database.query(
    `SELECT count(*) AS juniors FROM outbox WHERE ${isWaiting} AND is_first = 0`,
    z.object({ juniors: z.int() }),
  );
  const count = (): Result<Sums, StorageError> =>
    database.transaction(() => {
      const found = new Map(rows.all().map(({ state, ...amount }) => [state, amount]));
      return { amounts: amountsOf((state) => found.get(state) ?? nothing), juniors: waiting.get()?.juniors ?? 0 };
    });

  const first = count();
  if (!first.ok) return first;
  let sums = first.value;
  /** A disk that failed in the middle of a commit may have kept it: then only the rows know. */
  let isCertain = true;

  function current(): Sums {
    if (isCertain) return sums;
    const again = count();
    if (again.ok) {
      sums = again.value;
      isCertain = true;
    }
    return sums;
  }

  return ok({
    amount: (state) => current().amounts[state],
    commit(work) {
      let { amounts, juniors } = current();
      const done = database.transaction(() =>
        work({
          amount: (state) => amounts[state],
          move(from, to, amount) {
            if (from !== null) amounts = { ...amounts, [from]: sum(amounts[from], amount, -1) };
            if (to !== null) amounts = { ...amounts, [to]: sum(amounts[to], amount, 1) };
          },
          juniors: () => juniors,
          addJuniors(more) {
            juniors += more;
          },
        }),
      );
      if (done.ok) sums = { amounts, juniors };
      else isCertain = false;
      return done;
    },
  });
}

const sum = (a: Amount, b: Amount, sign: 1 | -1): Amount => ({
  items: a.items + sign * b.items,
  bytes: a.bytes + sign * b.bytes,
});

const nothing: Amount = { items: 0, bytes: 0 };

const amountsOf = (amount: (state: StoredState) => Amount): Amounts => ({
  queued: amount('queued'),
  retry_wait: amount('retry_wait'),
  blocked: amount('blocked'),
  acked: amount('acked'),
  purged: amount('purged'),
  dead: amount('dead'),
});
