import { within } from '../clock/clock.ts';
import type { Clock } from '../clock/clock.ts';
import type { Result } from '../contract/result.ts';
import type { StorageError } from '../database/database.ts';
import type { Acknowledgement, Envelope, SubmitOutcome } from '../gateway/gateway.ts';
import type { Lease, Outbox, Retry } from '../outbox/outbox.ts';
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
  readonly outbox: Outbox;
  readonly transport: Transport;
  readonly clock: Clock;
  readonly verify: Verify;
  readonly random: Random;
  readonly delays: UplinkDelays;
}

/** How one try ended, after it was written down. */
export type Delivery =
  | { readonly kind: 'acknowledged'; readonly acknowledgement: Acknowledgement }
  /** `gatewayAway`: the reason lies with the gateway or the line, so that the next submission would fare no better. */
  | {
      readonly kind: 'later';
      readonly waitMs: number;
      readonly retryAfterMs: number | null;
      readonly gatewayAway: boolean;
    }
  | { readonly kind: 'dead' }
  | { readonly kind: 'blocked' }
  /** The disk did not take the outcome: the row is still `sending`. */
  | { readonly kind: 'notWritten'; readonly sid: string };

/** So many refusals in a row are meant. */
const REJECTIONS_UNTIL_DEAD = 3;

/** Sends once and writes down what came of it. Never rejects for what the world does. */
export async function deliver(lease: Lease, ports: DeliveryPorts, stopped: AbortSignal): Promise<Delivery> {
  const outcome = await sendWithin(lease.envelope, ports, stopped);
  const { sid, sha256 } = lease.envelope;
  switch (outcome.kind) {
    case 'answered': {
      const verified = await ports.verify(outcome.acknowledgement, { sid, sha256 });
      if (!verified.ok) return later(lease, ports, { kind: 'badAcknowledgement' });
      const written = ports.outbox.acknowledge(sid, outcome.acknowledgement, verified.value);
      // A purge that fails is made up for by the next one: the promise to the visitor is kept already.
      if (written.ok) ports.outbox.purge();
      return settled(sid, written, { kind: 'acknowledged', acknowledgement: verified.value });
    }
    case 'rejected':
      return lease.rejections + 1 < REJECTIONS_UNTIL_DEAD
        ? later(lease, ports, { kind: 'rejected', status: outcome.status })
        : settled(sid, ports.outbox.markDead(sid, 'rejected'), { kind: 'dead' });
    case 'conflict':
      return settled(sid, ports.outbox.markDead(sid, 'conflict'), { kind: 'dead' });
    case 'blocked':
      return settled(sid, ports.outbox.block(sid), { kind: 'blocked' });
    case 'tryLater':
      return later(lease, ports, { kind: 'tryLater' }, outcome.retryAfterMs);
    case 'cancelled':
      return later(lease, ports, { kind: 'tryLater' });
  }
}

function later(
  lease: Lease,
  { outbox, random, delays }: DeliveryPorts,
  because: Retry['because'],
  retryAfterMs: number | null = null,
): Delivery {
  const waitMs = backOffMs(lease.attempts - 1, retryAfterMs, random, delays);
  const written = outbox.retryLater(lease.envelope.sid, { waitMs, because });
  const gatewayAway = because.kind !== 'rejected';
  return settled(lease.envelope.sid, written, { kind: 'later', waitMs, retryAfterMs, gatewayAway });
}

const settled = (sid: string, written: Result<void, StorageError>, delivery: Delivery): Delivery =>
  written.ok ? delivery : { kind: 'notWritten', sid };

/** The outcome, or `tryLater` when the whole exchange takes too long, or `cancelled` when the kiosk stops. */
async function sendWithin(
  envelope: Envelope,
  { transport, clock, delays }: DeliveryPorts,
  stopped: AbortSignal,
): Promise<SubmitOutcome> {
  const over = new AbortController();
  const signal = AbortSignal.any([over.signal, stopped]);
  const cancelled = new Promise<SubmitOutcome>((resolve) => {
    const cancel = (): void => resolve({ kind: 'cancelled' });
    if (signal.aborted) cancel();
    signal.addEventListener('abort', cancel, { once: true });
  });
  try {
    const sent = Promise.race([transport.send(envelope, signal), cancelled]);
    return await within(clock, delays.sendMs, sent, () => ({ kind: 'tryLater', retryAfterMs: null }) as const);
  } finally {
    over.abort();
  }
}
