import { delay, within } from '../clock/clock.ts';
import { err, ok } from '../contract/result.ts';
import type { Result } from '../contract/result.ts';
import type { AuditStore } from '../database/audit-store.ts';
import type { Acknowledgement } from '../gateway/gateway.ts';
import type { Lease } from '../outbox/outbox.ts';
import { backOffMs } from './back-off.ts';
import { deliver } from './deliver.ts';
import type { Delivery, DeliveryPorts } from './deliver.ts';

export interface UplinkPorts extends DeliveryPorts {
  readonly audit: Pick<AuditStore, 'record'>;
}

/** Sends what the outbox holds, one after the other, until the gateway has signed for it. */
export interface Uplink {
  start(): void;
  /** Lets the exchange that is under way end, then stops. Afterwards the database may be closed. */
  stop(): Promise<void>;
  /** There is something new, or the network is back: look now instead of at the end of the wait. */
  wake(): void;
  /**
   * Sends this one beside the queue and waits for the gateway's signed answer, for a visitor who stands there.
   * `delayed`: not within the limit; the queue goes on sending it. `refused`: the gateway will not have it.
   */
  sendNow(sid: string, signal: AbortSignal): Promise<Result<Acknowledgement, SendNowError>>;
  /** Whether the gateway and this kiosk do not accept each other. */
  isBlocked(): boolean;
}
export const sendNowErrors = ['delayed', 'refused'] as const;
export type SendNowError = (typeof sendNowErrors)[number];

/** More tries than fit into the time a visitor waits. */
const INSTANT_TRIES = 50;

export function uplink(ports: UplinkPorts): Uplink {
  const { outbox, clock, delays, audit } = ports;
  const underWay = new Map<string, Promise<Delivery>>();
  const notWritten = new Set<string>();
  const stopping = new AbortController();
  const stopped = new AbortController();
  let bell = new AbortController();
  let running: Promise<void> | null = null;
  let blocked = false;
  /** Failures in a row for which the gateway or the line is the reason. */
  let failures = 0;
  /** Ended by a wake, unlike what the gateway asked for. */
  let pausedUntilMs = 0;
  let askedUntilMs = 0;

  function send(lease: Lease): Promise<Delivery> {
    const { sid } = lease.envelope;
    const delivery = deliver(lease, ports, stopped.signal)
      .then(learn)
      .finally(() => underWay.delete(sid));
    underWay.set(sid, delivery);
    return delivery;
  }

  /** What one try says about all the others. */
  function learn(delivery: Delivery): Delivery {
    const nowMs = clock.monotonicMs();
    if (delivery.kind === 'notWritten') notWritten.add(delivery.sid);
    if (delivery.kind === 'blocked') {
      pausedUntilMs = nowMs + delays.blockedMs;
      setBlocked(true);
    } else if (delivery.kind === 'later' && delivery.gatewayAway) {
      pausedUntilMs = nowMs + backOffMs(failures, null, ports.random, delays);
      failures += 1;
      if (delivery.retryAfterMs !== null) {
        askedUntilMs = nowMs + Math.min(delivery.retryAfterMs, delays.longestRetryAfterMs);
      }
    } else if (delivery.kind !== 'notWritten') {
      failures = 0;
      pausedUntilMs = 0;
      setBlocked(false);
    }
    return delivery;
  }

  function setBlocked(now: boolean): void {
    if (now === blocked) return;
    blocked = now;
    audit.record({ event: now ? 'uplink-blocked' : 'uplink-unblocked', detail: {} });
  }

  /** One look at the queue; returns how long there is nothing to do. */
  async function look(): Promise<number> {
    const nowMs = clock.monotonicMs();
    const heldMs = Math.max(pausedUntilMs, askedUntilMs) - nowMs;
    if (heldMs > 0) return heldMs;
    if (!putBack()) return delays.storageMs;
    const lease = outbox.leaseNext();
    if (!lease.ok) return delays.storageMs;
    if (lease.value === null) {
      const dueMs = outbox.nextDueMs();
      return dueMs === null ? delays.idleMs : Math.min(delays.idleMs, Math.max(dueMs - nowMs, 1));
    }
    const delivery = await send(lease.value);
    return delivery.kind === 'notWritten' ? delays.storageMs : 0;
  }

  /** What could not be written down is sent again, and one that was blocked is tried. */
  function putBack(): boolean {
    for (const sid of notWritten) {
      if (!outbox.retryLater(sid, { waitMs: 0, because: { kind: 'tryLater' } }).ok) return false;
      notWritten.delete(sid);
    }
    return !blocked || outbox.unblock().ok;
  }

  /** A programmer's mistake in here rejects, and nobody catches it before the watchdog. */
  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      bell = new AbortController();
      const waitMs = await look();
      if (waitMs > 0 && !stopping.signal.aborted) await delay(clock, waitMs, bell.signal);
    }
  }

  /** Tries until the gateway has spoken; the queue may do a part of it. */
  async function pursue(sid: string, signal: AbortSignal): Promise<Result<Acknowledgement, SendNowError>> {
    for (let tries = 0; tries < INSTANT_TRIES && !signal.aborted; tries += 1) {
      if (!underWay.has(sid)) {
        const askedMs = askedUntilMs - clock.monotonicMs();
        if (askedMs > 0) await delay(clock, askedMs, signal);
        if (signal.aborted || blocked) break;
      }
      const delivery = await (underWay.get(sid) ?? sendOne(sid));
      if (delivery === null) return answerOnDisk(sid);
      if (delivery.kind === 'acknowledged') return ok(delivery.acknowledgement);
      if (delivery.kind === 'dead') return err('refused');
      if (delivery.kind !== 'later') break;
      await delay(clock, delivery.waitMs, signal);
    }
    return err('delayed');
  }

  async function sendOne(sid: string): Promise<Delivery | null> {
    const lease = outbox.lease(sid);
    if (!lease.ok) return { kind: 'notWritten', sid };
    return lease.value && send(lease.value);
  }

  /** The queue was faster, or the submission must wait for its case. */
  async function answerOnDisk(sid: string): Promise<Result<Acknowledgement, SendNowError>> {
    const stored = outbox.bySid(sid);
    if (!stored) throw new Error(`${sid} was never stored`);
    if (stored.state === 'dead') return err('refused');
    if (stored.acknowledgement === null) return err('delayed');
    const verified = await ports.verify(stored.acknowledgement, { sid, sha256: stored.sha256 });
    return verified.ok ? verified : err('delayed');
  }

  return {
    start() {
      running ??= run();
    },
    async stop() {
      stopping.abort();
      bell.abort();
      const drained = Promise.all(underWay.values());
      await within(clock, delays.drainMs, drained, () => null);
      stopped.abort();
      await Promise.all(underWay.values());
      await running;
    },
    wake() {
      pausedUntilMs = 0;
      // Should the disk not take it, each falls due by itself.
      outbox.hurry();
      bell.abort();
    },
    async sendNow(sid, signal) {
      const over = new AbortController();
      const until = AbortSignal.any([over.signal, signal, stopping.signal]);
      const left = new Promise<Result<Acknowledgement, SendNowError>>((resolve) => {
        until.addEventListener('abort', () => resolve(err('delayed')), { once: true });
      });
      try {
        const pursued = Promise.race([pursue(sid, until), left]);
        return await within(clock, delays.instantMs, pursued, () => err('delayed'));
      } finally {
        over.abort();
      }
    },
    isBlocked: () => blocked,
  };
}
