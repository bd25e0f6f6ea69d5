import { within } from '../clock/clock.ts';
import type { Clock } from '../clock/clock.ts';
import type { Result } from '../contract/result.ts';
import type { Acknowledgement, Envelope, SubmitOutcome } from '../gateway/gateway.ts';
import type { Lease, RetryReason, Settlement } from '../outbox/outbox.ts';
import { backOffMs } from './back-off.ts';
import type { Random } from './back-off.ts';
import type { UplinkDelays } from './delays.ts';

/** One way to the gateway. The same submission may travel any number of times under the same sid. */
export interface Transport {
  send(envelope: Envelope, signal: AbortSignal): Promise<SubmitOutcome>;
}

/** Whether an answer is the gateway's signed word about exactly this submission. Nothing else ever purges anything. */
export type Verify = (
  jws: string,
  expected: { readonly sid: string; readonly sha256: string },
) => Promise<Result<Acknowledgement, unknown>>;

export interface DeliveryPorts {
  readonly transport: Transport;
  readonly clock: Clock;
  readonly verify: Verify;
  readonly random: Random;
  readonly delays: UplinkDelays;
}

/** How one try ended: to be written down, and what it says about all the others. */
export interface Delivery {
  readonly settlement: Settlement;
  /** `away`: the reason lies with the gateway or the line. `unknown`: this kiosk broke it off. */
  readonly gateway: 'answers' | 'away' | 'blocks' | 'unknown';
  readonly retryAfterMs: number | null;
}

/** So many refusals in a row are meant. */
const REJECTIONS_UNTIL_DEAD = 3;

/** Sends once and says what came of it. Never rejects for what the world does. */
export async function deliver(lease: Lease, ports: DeliveryPorts, stopped: AbortSignal): Promise<Delivery> {
  const { sid, sha256 } = lease.envelope;
  const outcome = await sendWithin(lease.envelope, ports, stopped);
  const ended = (
    gateway: Delivery['gateway'],
    settlement: Settlement,
    retryAfterMs: number | null = null,
  ): Delivery => ({
    gateway,
    settlement,
    retryAfterMs,
  });
  const later = (because: RetryReason, retryAfterMs: number | null = null): Settlement => {
    const waitMs = backOffMs(lease.attempts - 1, retryAfterMs, ports.random, ports.delays);
    return { kind: 'later', sid, waitMs, because };
  };
  switch (outcome.kind) {
    case 'answered': {
      const jws = outcome.acknowledgement;
      const verified = await ports.verify(jws, { sid, sha256 });
      return verified.ok
        ? ended('answers', { kind: 'acknowledged', sid, jws, acknowledgement: verified.value })
        : ended('away', later({ kind: 'badAcknowledgement' }));
    }
    case 'rejected':
      return lease.rejections + 1 < REJECTIONS_UNTIL_DEAD
        ? ended('answers', later({ kind: 'rejected', status: outcome.status }))
        : ended('answers', { kind: 'dead', sid, reason: 'rejected' });
    case 'conflict':
      return ended('answers', { kind: 'dead', sid, reason: 'conflict' });
    case 'blocked':
      return ended('blocks', { kind: 'blocked', sid });
    case 'tryLater':
      return ended('away', later({ kind: 'tryLater' }, outcome.retryAfterMs), outcome.retryAfterMs);
    case 'cancelled':
      return ended('unknown', later({ kind: 'tryLater' }));
  }
}

/** The outcome, or `tryLater` when the whole exchange takes too long, or `cancelled` when the kiosk stops. */
async function sendWithin(
  envelope: Envelope,
  { transport, clock, delays }: DeliveryPorts,
  stopped: AbortSignal,
): Promise<SubmitOutcome> {
  if (stopped.aborted) return { kind: 'cancelled' };
  const over = new AbortController();
  const signal = AbortSignal.any([over.signal, stopped]);
  const cancelled = new Promise<SubmitOutcome>((resolve) => {
    signal.addEventListener('abort', () => resolve({ kind: 'cancelled' }), { once: true });
  });
  try {
    const sent = Promise.race([transport.send(envelope, signal), cancelled]);
    return await within(clock, delays.sendMs, sent, () => ({ kind: 'tryLater', retryAfterMs: null }) as const);
  } finally {
    over.abort();
  }
}
