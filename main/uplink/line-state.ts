import { backOffMs } from './back-off.ts';
import type { Random } from './back-off.ts';
import type { Delivery } from './deliver.ts';
import type { UplinkDelays } from './delays.ts';

/** `blocked`: gateway and kiosk do not accept each other. `badAcknowledgement`: somebody answers in its place. */
export const uplinkAlarms = ['blocked', 'badAcknowledgement'] as const;
export type UplinkAlarm = (typeof uplinkAlarms)[number];

/** What the last exchanges say about the next ones. */
export interface LineState {
  learn(delivery: Delivery, nowMs: number): void;
  /** How long nothing is to be sent. */
  heldMs(nowMs: number): number;
  /** How long the gateway wants nothing to be sent, not even what a visitor waits for. */
  askedMs(nowMs: number): number;
  /** Whether the last exchange went well. Until then one at a time finds out as much as many. */
  isProven(): boolean;
  alarms(): readonly UplinkAlarm[];
  /** The network is back: the kiosk's own pause is over, not the one that the gateway asked for. */
  wake(): void;
}

export function lineState(delays: UplinkDelays, random: Random): LineState {
  const alarms = new Set<UplinkAlarm>();
  let proven = false;
  /** Failures in a row for which the gateway or the line is the reason. */
  let failures = 0;
  let pausedUntilMs = 0;
  let askedUntilMs = 0;

  function failed(nowMs: number, retryAfterMs: number | null): void {
    proven = false;
    if (retryAfterMs !== null) askedUntilMs = nowMs + Math.min(retryAfterMs, delays.longestRetryAfterMs);
    // Those that were sent together fail together: that is one failure.
    if (nowMs < pausedUntilMs) return;
    pausedUntilMs = nowMs + backOffMs(failures, null, random, delays);
    failures += 1;
  }

  return {
    learn({ settlement, gateway, retryAfterMs }, nowMs) {
      if (gateway === 'unknown') return;
      if (gateway === 'blocks') {
        alarms.add('blocked');
        proven = false;
        pausedUntilMs = nowMs + delays.blockedMs;
      } else if (gateway === 'away') {
        if (settlement.kind === 'later' && settlement.because.kind === 'badAcknowledgement') {
          alarms.add('badAcknowledgement');
        }
        failed(nowMs, retryAfterMs);
      } else {
        if (settlement.kind === 'acknowledged') alarms.delete('badAcknowledgement');
        alarms.delete('blocked');
        proven = true;
        failures = 0;
        pausedUntilMs = 0;
      }
    },
    heldMs: (nowMs) => Math.max(0, Math.max(pausedUntilMs, askedUntilMs) - nowMs),
    askedMs: (nowMs) => Math.max(0, askedUntilMs - nowMs),
    isProven: () => proven,
    alarms: () => [...alarms],
    wake() {
      pausedUntilMs = 0;
    },
  };
}
