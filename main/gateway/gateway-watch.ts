import { delay } from '../clock/clock.ts';
import type { Clock } from '../clock/clock.ts';
import type { Gateway, Handshake } from './gateway.ts';

/** Often enough that a tile is right when a visitor reads it, seldom enough to be no load. */
export const watchDelays = {
  onlineMs: 15_000,
  /** A visitor may be waiting for the line to come back. */
  awayMs: 3_000,
};

export interface GatewayWatch {
  /** `away` for everything but a good handshake: what cannot be used is not there. */
  status(): 'online' | 'away';
  /** The last good one, also while away. Null until the first. */
  handshake(): Handshake | null;
  /** Called when the status, the open services or the keys change. Returns how to stop being called. */
  onChanged(listener: () => void): () => void;
  start(): void;
  stop(): void;
  /** Asks now and resolves when `status()` is up to date. Questions asked meanwhile share the answer. */
  checkNow(): Promise<void>;
}

/** Keeps asking whether the gateway is there, so that tiles know before a visitor has given any data. */
export function gatewayWatch(options: {
  readonly gateway: Pick<Gateway, 'handshake'>;
  readonly clock: Clock;
  readonly delays?: Partial<typeof watchDelays>;
  /**
   * Called with every good answer, also when nothing that listeners care about has changed. The gateway counts as online
   * when this has settled: its keys are in the ring before anything is sealed or sent.
   */
  readonly learn?: (handshake: Handshake) => void | Promise<void>;
}): GatewayWatch {
  const delays = { ...watchDelays, ...options.delays };
  const listeners = new Set<() => void>();
  let status: 'online' | 'away' = 'away';
  let last: Handshake | null = null;
  let running: AbortController | null = null;
  let question: { readonly abort: AbortController; readonly answered: Promise<void> } | null = null;

  async function ask(signal: AbortSignal): Promise<void> {
    const reply = await options.gateway.handshake(signal);
    if (reply.ok && !signal.aborted) await options.learn?.(reply.value);
    if (signal.aborted) return;
    question = null;
    const before = fingerprint(status, last);
    status = reply.ok ? 'online' : 'away';
    if (reply.ok) last = reply.value;
    if (fingerprint(status, last) !== before) for (const listener of listeners) listener();
  }

  function checkNow(): Promise<void> {
    if (!question) {
      const abort = new AbortController();
      question = { abort, answered: ask(abort.signal) };
    }
    return question.answered;
  }

  async function watch(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await checkNow();
      await delay(options.clock, status === 'online' ? delays.onlineMs : delays.awayMs, signal);
    }
  }

  return {
    status: () => status,
    handshake: () => last,
    onChanged(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    start() {
      if (running) return;
      running = new AbortController();
      void watch(running.signal);
    },
    stop() {
      running?.abort();
      running = null;
      question?.abort.abort();
      question = null;
    },
    checkNow,
  };
}

/** What somebody who listens cares about; the server's time is not part of it. */
const fingerprint = (status: string, handshake: Handshake | null): string =>
  JSON.stringify([status, handshake?.services, handshake?.keyBundle]);
