import type { CancelTimer, Clock } from './clock.ts';
import { suspicionOf } from './suspicion.ts';
import type { ClockSuspicion } from './suspicion.ts';

/** A jump is in the log before much else is. Each submission asks for itself besides. */
const LOOK_MS = 10_000;

export interface ClockWatch {
  /** As of this moment. */
  trust(): 'trusted' | 'suspect';
  suspicion(): ClockSuspicion | null;
  /** The gateway's time carried on by the monotonic clock; the wall clock's while there is none. A label as well. */
  believedTime(): Date;
  /** To be called with every answer that bears the gateway's time. */
  gatewaySaid(serverTime: string): void;
  start(): void;
  stop(): void;
}

/** Watches whether the wall clock is to be believed. Nothing is ordered or measured by it: it is a label on records. */
export function clockWatch(parts: {
  readonly clock: Clock;
  /** ISO 8601: what was on this disk when the kiosk started. */
  readonly newestOnDisk: string | null;
  /** Called when it changes, and at the start when the clock is suspect then. */
  readonly onChanged: (suspicion: ClockSuspicion | null) => void;
}): ClockWatch {
  const { clock } = parts;
  const onDiskMs = parts.newestOnDisk === null ? null : Date.parse(parts.newestOnDisk);
  const offsetMs = (): number => clock.wallTime().getTime() - clock.monotonicMs();
  const startOffsetMs = offsetMs();
  /** From the monotonic clock to the gateway's. */
  let gatewayOffsetMs: number | null = null;
  let noted: ClockSuspicion | null = null;
  let cancel: CancelTimer | null = null;

  const carriedOn = (offset: number): number => clock.monotonicMs() + offset;

  const suspicion = (): ClockSuspicion | null =>
    suspicionOf({
      wallMs: clock.wallTime().getTime(),
      onDiskMs,
      gatewayMs: gatewayOffsetMs === null ? null : carriedOn(gatewayOffsetMs),
      sinceStartMs: carriedOn(startOffsetMs),
    });

  function look(): void {
    const now = suspicion();
    if (now === noted) return;
    noted = now;
    parts.onChanged(now);
  }

  function watch(): void {
    look();
    cancel = clock.after(LOOK_MS, watch);
  }

  return {
    trust: () => (suspicion() === null ? 'trusted' : 'suspect'),
    suspicion,
    believedTime: () => (gatewayOffsetMs === null ? clock.wallTime() : new Date(carriedOn(gatewayOffsetMs))),
    gatewaySaid(serverTime) {
      gatewayOffsetMs = Date.parse(serverTime) - clock.monotonicMs();
      look();
    },
    start() {
      if (!cancel) watch();
    },
    stop() {
      cancel?.();
      cancel = null;
    },
  };
}
