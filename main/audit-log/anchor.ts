import { delay } from '../clock/clock.ts';
import type { Clock } from '../clock/clock.ts';
import type { Result } from '../contract/result.ts';
import type { ChainHead } from './audit-chain.ts';
import type { AuditFact } from './audit-event.ts';

/** A head for which the gateway has signed: whoever cuts the log before it is found out. */
export interface Anchor extends ChainHead {
  /** The gateway's compact JWS. */
  readonly receipt: string;
  /** ISO 8601, the gateway's. */
  readonly serverTime: string;
}

/** refused: the gateway knows another log of this kiosk · notNow: anything that may be gone in a minute */
export type AnchorError = 'refused' | 'notNow';

export const anchorDelays = {
  /** How often the head is looked at. */
  lookMs: 10_000,
  /** What can be cut off unseen is at most as old as this, or as long as `entries`. */
  everyMs: 5 * 60_000,
  entries: 100,
  /** After a try that failed. */
  againMs: 60_000,
};

export interface AnchoringPorts {
  readonly clock: Clock;
  readonly delays?: Partial<typeof anchorDelays>;
  /** Where the log stands. */
  head(): ChainHead;
  /** The last head that the gateway has signed for; 0 for none. */
  anchoredSeq(): number;
  /** Signs the head, sends it and verifies the answer. */
  send(head: ChainHead, signal: AbortSignal): Promise<Result<Anchor, AnchorError>>;
  keep(anchor: Anchor): Result<void, unknown>;
  note(fact: AuditFact): void;
}

export interface Anchoring {
  start(): void;
  /** The line is back. */
  wake(): void;
  stop(): Promise<void>;
  /** Whether the gateway's last word was that it knows another log of this kiosk. */
  isRefused(): boolean;
}

/** Sends the log's head to the gateway, again and again: the outside witness, without which a cut end is not seen. */
export function anchoring(ports: AnchoringPorts): Anchoring {
  const { clock } = ports;
  const delays = { ...anchorDelays, ...ports.delays };
  const stopping = new AbortController();
  let bell = new AbortController();
  let running: Promise<void> | null = null;
  /** What an earlier run left is sent at once. */
  let anchoredMs = Number.NEGATIVE_INFINITY;
  let notBeforeMs = Number.NEGATIVE_INFINITY;
  let refused = false;

  function isDue(head: ChainHead): boolean {
    const nowMs = clock.monotonicMs();
    // Fewer than the gateway knows: the end is gone, and it is the gateway that says so.
    const entries = head.seq - ports.anchoredSeq();
    if (entries === 0 || head.seq === 0 || nowMs < notBeforeMs) return false;
    return entries >= delays.entries || nowMs - anchoredMs >= delays.everyMs;
  }

  async function look(): Promise<void> {
    const head = ports.head();
    if (!isDue(head)) return;
    const sent = await ports.send(head, stopping.signal);
    if (stopping.signal.aborted) return;
    const nowMs = clock.monotonicMs();
    if (sent.ok && ports.keep(sent.value).ok) {
      anchoredMs = nowMs;
      refused = false;
      return;
    }
    notBeforeMs = nowMs + delays.againMs;
    if (sent.ok || sent.error !== 'refused') return;
    notBeforeMs = nowMs + delays.everyMs;
    if (!refused) ports.note({ event: 'audit-head-refused', detail: { sequence: head.seq } });
    refused = true;
  }

  /** A programmer's mistake in here rejects, and nobody catches it before the watchdog. */
  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      bell = new AbortController();
      await look();
      if (!stopping.signal.aborted) await delay(clock, delays.lookMs, bell.signal);
    }
  }

  return {
    start() {
      running ??= run();
    },
    wake() {
      if (!refused) notBeforeMs = Number.NEGATIVE_INFINITY;
      bell.abort();
    },
    async stop() {
      stopping.abort();
      bell.abort();
      await running;
    },
    isRefused: () => refused,
  };
}
