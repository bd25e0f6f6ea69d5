import type { Clock } from '../../clock/clock.ts';

/** One movement of money, as it stands in the treasury's books. */
export interface LedgerEntry {
  readonly kind: 'charge' | 'refund';
  readonly orderId: string;
  readonly amountFen: number;
  /** Rises over the whole ledger. */
  readonly number: number;
  /** ISO 8601 */
  readonly at: string;
}

/** Where the money is. Entries are never changed, only added. */
export interface Bank {
  /** Takes the money. Throws when the order has been charged before: whoever asks has to know. */
  charge(orderId: string, amountFen: number): LedgerEntry;
  /** Gives back what the order was charged. Throws when nothing was charged or it was given back before. */
  refund(orderId: string): LedgerEntry;
  readonly ledger: readonly LedgerEntry[];
}

export function bank(clock: Clock): Bank {
  const ledger: LedgerEntry[] = [];
  const entryOf = (kind: LedgerEntry['kind'], orderId: string): LedgerEntry | undefined =>
    ledger.find((entry) => entry.kind === kind && entry.orderId === orderId);

  function add(kind: LedgerEntry['kind'], orderId: string, amountFen: number): LedgerEntry {
    if (entryOf(kind, orderId)) throw new Error(`${orderId}: a second ${kind}`);
    const entry = { kind, orderId, amountFen, number: ledger.length + 1, at: clock.wallTime().toISOString() };
    ledger.push(entry);
    return entry;
  }

  return {
    ledger,
    charge: (orderId, amountFen) => add('charge', orderId, amountFen),
    refund(orderId) {
      const charged = entryOf('charge', orderId);
      if (!charged) throw new Error(`${orderId}: nothing to give back`);
      return add('refund', orderId, charged.amountFen);
    },
  };
}
