import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import type { JetStreamClient, JsMsg } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { within } from '../clock/clock.ts';
import type { Clock } from '../clock/clock.ts';
import type { Envelope, Gateway, SubmitOutcome } from '../gateway/gateway.ts';
import { envelopeSchema } from '../gateway/envelope-messages.ts';
import { backOffMs } from './back-off.ts';
import { connectNats } from './nats-connection.ts';
import type { NatsLine } from './nats-connection.ts';
import { setUpStreams } from './nats-streams.ts';
import type { StreamLimits } from './nats-streams.ts';
import { acknowledgementSubject, bridgeConsumer, bridgeInbox, deviceOfSubject, streamNames } from './nats-subjects.ts';

const bridgeDelays = {
  /** Doubles with every delivery of the same message; chosen at random below it. */
  firstRetryMs: 1_000,
  longestRetryMs: 30_000,
  longestRetryAfterMs: 3_600_000,
  /** The server's own answers, such as that a word of the gateway's lies in the second stream. */
  requestMs: 5_000,
  /** A pull that nothing answers is made anew after this; two heartbeats missed, and a node has gone. */
  pullMs: 5_000,
  heartbeatMs: 1_000,
  /** What a stopping bridge grants the exchanges that are under way: more than the gateway's deadline. */
  drainMs: 20_000,
};
export type BridgeDelays = typeof bridgeDelays;

/** With the gateway's deadline together less than the stream's `redeliverMs`. */
const PUBLISH_TRIES = 5;

/** What an operator may want to read; it names no content, for there is none that the bridge could read. */
export type BridgeEvent =
  | { readonly kind: 'carried'; readonly sid: string; readonly outcome: SubmitOutcome['kind'] }
  | { readonly kind: 'malformed'; readonly subject: string }
  | { readonly kind: 'notPublished'; readonly sid: string; readonly reason: string }
  | { readonly kind: 'line'; readonly state: 'disconnected' | 'back' };

export interface NatsBridgeOptions extends NatsLine {
  readonly stream: string;
  readonly limits: StreamLimits;
  readonly gateway: Pick<Gateway, 'submit'>;
  readonly clock: Clock;
  /** Submissions under way to the gateway at most. */
  readonly inFlight: number;
  readonly delays?: Partial<BridgeDelays>;
  readonly report?: (event: BridgeEvent) => void;
}

export interface NatsBridge {
  /** Lets what is under way end, gives back what was only fetched, then closes. */
  stop(): Promise<void>;
  /** Settles when it carries nothing any more: after `stop`, or with the reason why the server let it go. */
  readonly ended: Promise<Error | null>;
}

/**
 * Carries submissions from the stream to the gateway and the gateway's word into the other stream. A message leaves the
 * first stream only when the answer lies in the second: whatever dies in between is carried again, which the gateway's
 * idempotency makes harmless. Any number of bridges may run beside each other. Rejects when it cannot begin.
 */
export async function natsBridge(options: NatsBridgeOptions): Promise<NatsBridge> {
  const { clock, report = () => undefined } = options;
  const delays = { ...bridgeDelays, ...options.delays };
  const names = streamNames(options.stream);
  const nats = await connectNats(options, { name: 'bridge', inboxPrefix: bridgeInbox, comesBack: true });
  reportLine(nats, report);
  const stopping = new AbortController();
  const underWay = new Set<Promise<void>>();

  try {
    const manager = await jetstreamManager(nats, { timeout: delays.requestMs });
    await setUpStreams(manager, options.stream, options.limits);
    const client = jetstream(nats);
    const consumer = await client.consumers.get(names.submissions, bridgeConsumer);
    const messages = await consumer.consume({
      max_messages: options.inFlight,
      expires: delays.pullMs,
      idle_heartbeat: delays.heartbeatMs,
    });
    const running = run(messages, client).then(() => null, asError);
    return {
      async stop() {
        stopping.abort();
        void messages.close();
        await within(clock, delays.drainMs, running, () => undefined);
        // Acknowledgements that are still in a buffer would be carried twice.
        await within(clock, delays.requestMs, nats.drain(), () => undefined).catch(() => undefined);
        await nats.close();
      },
      ended: running.then(async (error) => {
        if (stopping.signal.aborted) return null;
        await nats.close();
        return error ?? (await nats.closed()) ?? new Error('The server let the bridge go');
      }),
    };
  } catch (error) {
    await nats.close();
    throw error;
  }

  async function run(messages: AsyncIterable<JsMsg>, client: JetStreamClient): Promise<void> {
    for await (const message of messages) {
      if (stopping.signal.aborted) {
        message.nak();
        continue;
      }
      const carried = carry(message, client).finally(() => underWay.delete(carried));
      underWay.add(carried);
      if (underWay.size >= options.inFlight) await Promise.race(underWay);
    }
    await Promise.all(underWay);
  }

  async function carry(message: JsMsg, client: JetStreamClient): Promise<void> {
    const deviceId = deviceOfSubject(message.subject);
    const envelope = envelopeIn(message, deviceId);
    const sid = envelope?.sid ?? sidOfMessage(message);
    if (sid === null) {
      report({ kind: 'malformed', subject: message.subject });
      return message.term('no submission');
    }
    // Not cut off by a stop: half of an exchange may have had its effect, and the gateway's client has a deadline.
    const outcome: SubmitOutcome = envelope
      ? await options.gateway.submit(envelope, new AbortController().signal)
      : { kind: 'rejected', status: 400 };
    report({ kind: 'carried', sid, outcome: outcome.kind });
    const again = (retryAfterMs: number | null): void =>
      message.nak(Math.ceil(backOffMs(message.info.deliveryCount - 1, retryAfterMs, Math.random, delays)));
    if (outcome.kind === 'tryLater') return again(outcome.retryAfterMs);
    if (outcome.kind === 'cancelled') return message.nak();
    try {
      await client.publish(acknowledgementSubject(deviceId, sid), JSON.stringify(outcome), {
        expect: { streamName: names.acknowledgements },
        timeout: delays.requestMs,
        // The gateway has spoken: a server that starts again, or a cluster that chooses a leader, is waited for.
        retries: PUBLISH_TRIES,
      });
    } catch (error) {
      report({ kind: 'notPublished', sid, reason: String(error) });
      return again(null);
    }
    message.ack();
  }
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));

/** The envelope, if it is the one of the kiosk that was let publish it. */
function envelopeIn(message: JsMsg, deviceId: string): Envelope | null {
  try {
    const envelope = envelopeSchema.parse(message.json());
    return envelope.deviceId === deviceId ? envelope : null;
  } catch {
    return null;
  }
}

/** The message's id begins with the submission's, so that even for nonsense there is somebody to tell. */
function sidOfMessage(message: JsMsg): string | null {
  return /^[0-9a-f]{32}/.exec(message.headers?.get('Nats-Msg-Id') ?? '')?.[0] ?? null;
}

function reportLine(nats: NatsConnection, report: (event: BridgeEvent) => void): void {
  void (async () => {
    for await (const { type } of nats.status()) {
      if (type === 'disconnect') report({ kind: 'line', state: 'disconnected' });
      if (type === 'reconnect') report({ kind: 'line', state: 'back' });
    }
  })();
}
