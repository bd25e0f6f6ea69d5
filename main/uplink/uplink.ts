import { delay, within } from '../clock/clock.ts';
import type { Result } from '../contract/result.ts';
import type { AuditStore } from '../database/audit-store.ts';
import type { Acknowledgement } from '../gateway/gateway.ts';
import type { Lease, Outbox } from '../outbox/outbox.ts';
import { bandwidth } from './bandwidth.ts';
import { deliver } from './deliver.ts';
import type { Delivery, DeliveryPorts } from './deliver.ts';
import { housekeeping } from './housekeeping.ts';
import { lineState } from './line-state.ts';
import type { UplinkAlarm } from './line-state.ts';
import { sendWhileVisitorWaits } from './send-now.ts';
import type { SendNowError, Written } from './send-now.ts';

export interface UplinkPorts extends DeliveryPorts {
  readonly outbox: Outbox;
  readonly audit: Pick<AuditStore, 'record'>;
  /** The queue's exchanges at once; the one that a visitor waits for goes beside them. */
  readonly inFlight?: number;
  /** What the queue may take of the line; null: all. */
  readonly bytesPerSecond?: number | null;
}

const IN_FLIGHT = 8;

/** Sends what the outbox holds, some at once, until the gateway has signed for each. */
export interface Uplink {
  start(): void;
  /** Lets the exchanges that are under way end, then stops. Afterwards the database may be closed. */
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
  /** What a technician must look at. */
  alarms(): readonly UplinkAlarm[];
}

/** An exchange that has ended and is not on the disk yet. */
interface Ended {
  readonly sid: string;
  readonly delivery: Delivery;
  readonly atMs: number;
  readonly tell: (written: Written) => void;
}

export function uplink(ports: UplinkPorts): Uplink {
  const { outbox, clock, delays, audit, random, inFlight = IN_FLIGHT, bytesPerSecond = null } = ports;
  const line = lineState(delays, random);
  const limit = bandwidth(clock, bytesPerSecond);
  const tidy = housekeeping(outbox, clock, delays);
  /** By the queue; until their end is on the disk. */
  const queued = new Set<string>();
  /** All; each says how it ended when that is on the disk. */
  const underWay = new Map<string, Promise<Written>>();
  const inTheAir = new Map<string, Promise<void>>();
  /** A visitor waits for these: they are written down at once. */
  const awaited = new Set<string>();
  let ended: readonly Ended[] = [];
  const stopping = new AbortController();
  const stopped = new AbortController();
  let bell = new AbortController();
  let running: Promise<void> | null = null;

  function send(lease: Lease, itsTurn: Promise<void>): Promise<Written> {
    const { sid } = lease.envelope;
    const written = Promise.withResolvers<Written>();
    underWay.set(sid, written.promise);
    inTheAir.set(sid, exchange(lease, itsTurn, written.resolve));
    return written.promise;
  }

  async function exchange(lease: Lease, itsTurn: Promise<void>, tell: Ended['tell']): Promise<void> {
    const { sid } = lease.envelope;
    await itsTurn;
    // What has not begun when the kiosk stops is not begun.
    const delivery = await deliver(lease, ports, stopping.signal.aborted ? stopping.signal : stopped.signal);
    inTheAir.delete(sid);
    learn(delivery);
    ended = [...ended, { sid, delivery, atMs: clock.monotonicMs(), tell }];
    if (awaited.has(sid)) turn(0, true);
    bell.abort();
  }

  function sendQueued(lease: Lease): void {
    const { sid, jwe } = lease.envelope;
    queued.add(sid);
    void send(lease, limit.take(jwe.length, stopping.signal));
  }

  function learn(delivery: Delivery): void {
    const before = isBlocked();
    line.learn(delivery, clock.monotonicMs());
    if (isBlocked() !== before) audit.record({ event: before ? 'uplink-unblocked' : 'uplink-blocked', detail: {} });
  }

  const isBlocked = (): boolean => line.alarms().includes('blocked');

  /** How long the ends that are there may wait for others to be written down with. */
  function settleInMs(nowMs: number): number {
    const [first] = ended;
    if (!first) return Infinity;
    if (inTheAir.size === 0) return 0;
    return Math.max(0, first.atMs + delays.settleMs - nowMs);
  }

  /** Writes down what has ended and takes at most so many more, in one transaction. False when the disk did not. */
  function turn(places: number, isDue: boolean): boolean {
    const batch = isDue ? ended : [];
    if (batch.length === 0 && places === 0) return true;
    const leased = outbox.settle(
      batch.map(({ delivery }) => delivery.settlement),
      places,
    );
    if (!leased.ok) {
      for (const { tell } of batch) tell(null);
      return false;
    }
    ended = isDue ? [] : ended;
    for (const { sid, delivery, tell } of batch) {
      queued.delete(sid);
      underWay.delete(sid);
      awaited.delete(sid);
      tell(delivery.settlement);
    }
    for (const lease of leased.value) sendQueued(lease);
    return true;
  }

  /** One look at the queue; returns how long there is nothing to do. */
  function look(): number {
    const nowMs = clock.monotonicMs();
    const heldMs = line.heldMs(nowMs);
    const dueInMs = settleInMs(nowMs);
    const isDue = dueInMs === 0;
    const ending = isDue ? ended.filter(({ sid }) => queued.has(sid)).length : 0;
    const most = line.isProven() ? inFlight : 1;
    const places = heldMs > 0 ? 0 : Math.max(0, most - queued.size + ending);
    if (places > 0 && outbox.counts().blocked > 0 && !outbox.unblock().ok) return delays.storageMs;
    if (!turn(places, isDue)) return delays.storageMs;
    const tidyMs = tidy.look(queued.size === 0);
    const moreMs = places > 0 ? dueMs(nowMs) : heldMs > 0 ? heldMs : delays.idleMs;
    return Math.min(isDue ? Infinity : dueInMs, moreMs, tidyMs);
  }

  function dueMs(nowMs: number): number {
    const nextMs = outbox.nextDueMs();
    return nextMs === null ? delays.idleMs : Math.min(delays.idleMs, Math.max(nextMs - nowMs, 1));
  }

  /** A programmer's mistake in here rejects, and nobody catches it before the watchdog. */
  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      bell = new AbortController();
      await delay(clock, look(), bell.signal);
    }
  }

  /** The exchange that is under way: its end is written down without waiting for the others. */
  function join(sid: string): Promise<Written> | undefined {
    const exchangeUnderWay = underWay.get(sid);
    if (exchangeUnderWay) awaited.add(sid);
    if (ended.some((one) => one.sid === sid)) turn(0, true);
    return exchangeUnderWay;
  }

  function sendOne(sid: string): Promise<Written> | null {
    const lease = outbox.lease(sid);
    if (!lease.ok) return Promise.resolve(null);
    if (lease.value === null) return null;
    limit.count(lease.value.envelope.jwe.length);
    awaited.add(sid);
    return send(lease.value, Promise.resolve());
  }

  return {
    start() {
      running ??= run();
    },
    async stop() {
      stopping.abort();
      bell.abort();
      await within(clock, delays.drainMs, Promise.all(inTheAir.values()), () => null);
      stopped.abort();
      await Promise.all(inTheAir.values());
      await running;
      turn(0, true);
      tidy.look(true);
    },
    wake() {
      line.wake();
      // Should the disk not take it, each falls due by itself.
      outbox.hurry();
      bell.abort();
    },
    sendNow(sid, signal) {
      const until = AbortSignal.any([signal, stopping.signal]);
      return sendWhileVisitorWaits(sid, { ...ports, line, join, sendOne }, delays.instantMs, until);
    },
    isBlocked,
    alarms: () => line.alarms(),
  };
}
