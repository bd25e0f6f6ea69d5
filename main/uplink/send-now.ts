import { delay, within } from '../clock/clock.ts';
import type { Clock } from '../clock/clock.ts';
import { err, ok } from '../contract/result.ts';
import type { Result } from '../contract/result.ts';
import type { Acknowledgement } from '../gateway/gateway.ts';
import type { Outbox, Settlement } from '../outbox/outbox.ts';
import type { Verify } from './deliver.ts';
import type { LineState } from './line-state.ts';

export const sendNowErrors = ['delayed', 'refused'] as const;
export type SendNowError = (typeof sendNowErrors)[number];
type Answer = Result<Acknowledgement, SendNowError>;

/** How an exchange ended, after it was written down; null when the disk did not take it. */
export type Written = Settlement | null;

/** More tries than fit into the time a visitor waits. */
const INSTANT_TRIES = 50;

export interface Pursuit {
  readonly outbox: Pick<Outbox, 'bySid'>;
  readonly clock: Clock;
  readonly verify: Verify;
  readonly line: Pick<LineState, 'askedMs' | 'alarms'>;
  /** The queue's own exchange, when it is under way. */
  join(sid: string): Promise<Written> | undefined;
  /** Null when it cannot be sent: settled, or behind its case. */
  sendOne(sid: string): Promise<Written> | null;
}

/** Tries until the gateway has spoken, the time is over or the visitor is gone; the queue may do a part of it. */
export async function sendWhileVisitorWaits(
  sid: string,
  parts: Pursuit,
  instantMs: number,
  signal: AbortSignal,
): Promise<Answer> {
  const over = new AbortController();
  const until = AbortSignal.any([over.signal, signal]);
  const left = new Promise<Answer>((resolve) => {
    if (until.aborted) resolve(err('delayed'));
    until.addEventListener('abort', () => resolve(err('delayed')), { once: true });
  });
  try {
    return await within(parts.clock, instantMs, Promise.race([pursue(sid, parts, until), left]), () => err('delayed'));
  } finally {
    over.abort();
  }
}

async function pursue(sid: string, parts: Pursuit, signal: AbortSignal): Promise<Answer> {
  const { clock, line } = parts;
  for (let tries = 0; tries < INSTANT_TRIES && !signal.aborted; tries += 1) {
    let exchange = parts.join(sid);
    if (!exchange) {
      const askedMs = line.askedMs(clock.monotonicMs());
      if (askedMs > 0) await delay(clock, askedMs, signal);
      if (signal.aborted || line.alarms().includes('blocked')) break;
      exchange = parts.join(sid) ?? parts.sendOne(sid) ?? undefined;
    }
    if (!exchange) return answerOnDisk(sid, parts);
    const written = await exchange;
    if (written?.kind === 'acknowledged') return ok(written.acknowledgement);
    if (written?.kind === 'dead') return err('refused');
    if (written?.kind !== 'later') break;
    await delay(clock, written.waitMs, signal);
  }
  return err('delayed');
}

/** The queue was faster, or the submission must wait for its case. */
async function answerOnDisk(sid: string, { outbox, verify }: Pursuit): Promise<Answer> {
  const stored = outbox.bySid(sid);
  if (!stored) throw new Error(`${sid} was never stored`);
  if (stored.state === 'dead') return err('refused');
  if (stored.acknowledgement === null) return err('delayed');
  const verified = await verify(stored.acknowledgement, { sid, sha256: stored.sha256 });
  return verified.ok ? verified : err('delayed');
}
