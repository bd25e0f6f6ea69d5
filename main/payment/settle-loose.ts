import { delay } from '../clock/clock.ts';
import type { Clock } from '../clock/clock.ts';
import type { RefundReason } from '../gateway/payment-messages.ts';
import type { Asked } from './ask-treasury.ts';
import type { PaymentDelays } from './delays.ts';
import type { PaymentRow } from './payment.ts';

export interface SettlingPorts {
  readonly clock: Clock;
  readonly delays: PaymentDelays;
  readonly backOffMs: (failures: number) => number;
  /** Those that nobody holds. */
  unfinished(): readonly PaymentRow[];
  close(row: PaymentRow, signal: AbortSignal): Promise<Asked>;
  refund(row: PaymentRow, because: RefundReason, signal: AbortSignal): Promise<Asked>;
}

interface Look {
  /** How many are not at their end. */
  readonly left: number;
  readonly waitMs: number;
}

/** Brings every order that nobody holds to its end, one question after the other, again and again. */
export function settling(ports: SettlingPorts): {
  look(): Promise<Look>;
  start(): void;
  wake(): void;
  stop(): Promise<void>;
} {
  const { clock, delays } = ports;
  const stopping = new AbortController();
  let bell = new AbortController();
  let running: Promise<void> | null = null;
  let looking: Promise<Look> | null = null;
  /** Looks in a row in which the gateway did not answer for an order. */
  let failures = 0;

  async function settle(row: PaymentRow): Promise<Asked> {
    switch (row.state) {
      case 'opening':
      case 'waiting':
      case 'unknown':
        // Should it be paid, the next look gives it back.
        return ports.close(row, stopping.signal);
      case 'paid':
        return ports.refund(row, 'noResult', stopping.signal);
      case 'refunding':
        return ports.refund(row, row.refundBecause ?? 'noResult', stopping.signal);
      // Its submission was refused.
      case 'settled':
        return ports.refund(row, 'refused', stopping.signal);
      case 'failed':
      case 'refunded':
        throw new Error(`${row.orderId} is at its end`);
    }
  }

  async function lookOnce(): Promise<Look> {
    let isAnswered = true;
    for (const row of ports.unfinished()) {
      const { row: after, answer } = await settle(row);
      if (!after.ok) return { left: ports.unfinished().length, waitMs: delays.storageMs };
      if (!answer || answer.ok) continue;
      isAnswered = false;
      // The next order would fare no better, unless the trouble is this one's own.
      if (answer.error !== 'fault' && answer.error !== 'unknownOrder') break;
    }
    const left = ports.unfinished().length;
    if (left === 0 || isAnswered) {
      failures = 0;
      return { left, waitMs: left === 0 ? delays.idleMs : delays.refundAgainMs };
    }
    failures += 1;
    return { left, waitMs: ports.backOffMs(failures - 1) };
  }

  /** Who looks meanwhile shares the look. */
  function look(): Promise<Look> {
    looking ??= lookOnce().finally(() => (looking = null));
    return looking;
  }

  /** A programmer's mistake in here rejects, and nobody catches it before the watchdog. */
  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      bell = new AbortController();
      const { waitMs } = await look();
      if (!stopping.signal.aborted) await delay(clock, waitMs, bell.signal);
    }
  }

  return {
    look,
    start() {
      running ??= run();
    },
    wake: () => bell.abort(),
    async stop() {
      stopping.abort();
      bell.abort();
      await looking;
      await running;
    },
  };
}
