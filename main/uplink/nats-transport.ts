import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { delay, unlessAborted, within } from '../clock/clock.ts';
import type { Clock } from '../clock/clock.ts';
import type { Envelope, SubmitOutcome } from '../gateway/gateway.ts';
import type { Transport, Verify } from './deliver.ts';
import { connectNats, outcomeOfNatsError } from './nats-connection.ts';
import type { NatsLine } from './nats-connection.ts';
import { acknowledgementSubject, kioskInbox, streamNames, submissionSubject, verdictIn } from './nats-subjects.ts';
import type { Verdict } from './nats-subjects.ts';

const natsTransportDelays = {
  /** One try, from the connection to the gateway's word: as long as over HTTPS. */
  answerMs: 15_000,
  /** The server's own answers; it has written the message to its disk by then, and to those of a cluster. */
  requestMs: 5_000,
  /** A verdict is heard when it is given; one that was missed is found by looking. */
  lookAgainMs: 2_000,
};
export type NatsTransportDelays = typeof natsTransportDelays;

export interface NatsTransportOptions extends NatsLine {
  /** Of both streams, as the bridge made them. */
  readonly stream: string;
  /** As in the certificate's common name. */
  readonly deviceId: string;
  readonly clock: Clock;
  /** The uplink's: what lies there and is not the gateway's word is asked for again. */
  readonly verify: Verify;
  readonly delays?: Partial<NatsTransportDelays>;
}

const later = { kind: 'tryLater', retryAfterMs: null } as const;

/**
 * Submissions by way of a durable stream: the server keeps one until the bridge has brought it to the gateway, and keeps
 * the gateway's answer until the kiosk has seen it. So a try that ends without an answer costs nothing: the next one
 * finds it. Connects when there is something to send, and anew after a connection that broke; holds no timer between.
 */
export function natsTransport(options: NatsTransportOptions): Transport & { close(): Promise<void> } {
  const { clock, deviceId } = options;
  const delays = { ...natsTransportDelays, ...options.delays };
  const names = streamNames(options.stream);
  let connected: Promise<NatsConnection> | null = null;
  let closed = false;

  function connection(): Promise<NatsConnection> {
    if (connected) return connected;
    const attempt = connectNats(options, { name: deviceId, inboxPrefix: kioskInbox(deviceId), comesBack: false });
    connected = attempt;
    const forget = (): void => {
      if (connected === attempt) connected = null;
    };
    attempt.then((nats) => (closed ? nats.close() : nats.closed())).then(forget, forget);
    return attempt;
  }

  async function exchange(envelope: Envelope, over: AbortSignal): Promise<SubmitOutcome> {
    const { sid, sha256 } = envelope;
    let heard: Heard | null = null;
    try {
      const nats = await connection();
      if (over.aborted) return later;
      const subject = acknowledgementSubject(deviceId, sid);
      heard = hear(nats, subject);
      const look = await looker(nats, names.acknowledgements, subject, delays.requestMs);
      const lying = await look();
      if (lying?.verdict?.kind === 'answered') {
        const verified = await options.verify(lying.verdict.acknowledgement, { sid, sha256 });
        if (verified.ok) return lying.verdict;
      }
      if (over.aborted) return later;
      await jetstream(nats).publish(submissionSubject(deviceId), JSON.stringify(envelope), {
        // Anything else that lies there is an answer to an earlier try: this is a new question, not a duplicate.
        msgID: lying === null ? sid : `${sid}.${String(lying.sequence)}`,
        expect: { streamName: names.submissions },
        timeout: delays.requestMs,
      });
      while (!over.aborted) {
        const verdict = await Promise.race([heard.verdict, delay(clock, delays.lookAgainMs, over)]);
        if (verdict) return verdict;
        const found = over.aborted ? null : await look();
        if (found?.verdict && found.sequence !== lying?.sequence) return found.verdict;
      }
      return later;
    } catch (error) {
      return outcomeOfNatsError(error);
    } finally {
      heard?.stop();
    }
  }

  return {
    async send(envelope, signal) {
      if (signal.aborted || closed) return { kind: 'cancelled' };
      const over = new AbortController();
      try {
        const bounded = within(clock, delays.answerMs, exchange(envelope, over.signal), () => later);
        return await unlessAborted(signal, bounded, () => ({ kind: 'cancelled' }) as const);
      } finally {
        over.abort();
      }
    },
    async close() {
      closed = true;
      const nats = await connected?.catch(() => null);
      await nats?.close();
    },
  };
}

interface Heard {
  readonly verdict: Promise<Verdict>;
  stop(): void;
}

/** Listens for what is said from now on. Rejects when we may not listen there. */
function hear(nats: NatsConnection, subject: string): Heard {
  const { promise: verdict, resolve, reject } = Promise.withResolvers<Verdict>();
  // Waited for only after the question is put.
  verdict.catch(() => undefined);
  const subscription = nats.subscribe(subject, {
    callback(error, message) {
      if (error) return reject(error);
      const said = verdictIn(message.data);
      if (said) resolve(said);
    },
  });
  return { verdict, stop: () => subscription.unsubscribe() };
}

/** Looks for the last thing that was said; `sequence` tells it from what was said before. */
async function looker(nats: NatsConnection, stream: string, subject: string, timeoutMs: number) {
  const { direct } = await jetstreamManager(nats, { checkAPI: false, timeout: timeoutMs });
  return async (): Promise<{ readonly sequence: number; readonly verdict: Verdict | null } | null> => {
    const stored = await direct.getMessage(stream, { last_by_subj: subject });
    return stored ? { sequence: stored.seq, verdict: verdictIn(stored.data) } : null;
  };
}
