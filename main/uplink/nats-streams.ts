import { AckPolicy, DiscardPolicy, RetentionPolicy, StorageType } from '@nats-io/jetstream';
import type { ConsumerConfig, JetStreamManager, StreamConfig } from '@nats-io/jetstream';
import { nanos } from '@nats-io/transport-node';
import { maximumEnvelopeBytes } from '../gateway/envelope-messages.ts';
import { bridgeConsumer, streamNames } from './nats-subjects.ts';

/** An envelope's other fields and the message's headers. The server's own `max_payload` must be at least this. */
export const maximumMessageBytes = maximumEnvelopeBytes + 64 * 1024;

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

export interface StreamLimits {
  /** Servers that hold a copy: 1 for a hall, 3 for a cluster. */
  readonly replicas: number;
  /** What waits for the gateway at most, bytes; then kiosks keep their submissions. */
  readonly mostBytes: number;
  /** What a bridge fetched and said nothing about is given out again: longer than all of its tries together. */
  readonly redeliverMs: number;
}
export const hallLimits: StreamLimits = { replicas: 1, mostBytes: 20 * 1024 ** 3, redeliverMs: minuteMs };

const streamsOf = (stream: string, limits: StreamLimits) => {
  const names = streamNames(stream);
  const common = { storage: StorageType.File, num_replicas: limits.replicas };
  return [
    {
      ...common,
      name: names.submissions,
      subjects: ['kiosk.submissions.*'],
      // Gone as soon as the gateway has signed for it.
      retention: RetentionPolicy.Workqueue,
      // Full: the kiosk is told so and keeps it, and nothing that waits makes room.
      discard: DiscardPolicy.New,
      max_bytes: limits.mostBytes,
      max_msg_size: maximumMessageBytes,
      // As long as an outage of the gateway that a kiosk bridges by sending the same again and again.
      duplicate_window: nanos(24 * hourMs),
    },
    {
      ...common,
      name: names.acknowledgements,
      subjects: ['kiosk.acknowledgements.*.*'],
      retention: RetentionPolicy.Limits,
      discard: DiscardPolicy.Old,
      max_msgs_per_subject: 1,
      // Longer than a kiosk is away from the line; whoever comes later sends again and is answered again.
      max_age: nanos(30 * 24 * hourMs),
      max_msg_size: 64 * 1024,
      duplicate_window: nanos(2 * minuteMs),
      // Read by subject, so that a kiosk may read its own and nothing else.
      allow_direct: true,
    },
  ] as const satisfies readonly (Partial<StreamConfig> & { name: string })[];
};

const consumerOf = (limits: StreamLimits) =>
  ({
    durable_name: bridgeConsumer,
    ack_policy: AckPolicy.Explicit,
    ack_wait: nanos(limits.redeliverMs),
    // What the gateway does not take now is asked again for ever.
    max_deliver: -1,
    // Those that wait for their next try count too, and must not hold up the others.
    max_ack_pending: 100_000,
  }) as const satisfies Partial<ConsumerConfig>;

/**
 * Makes both streams and the bridge's consumer, or brings them up to these limits. Any number of times is once; nothing
 * that lies in them is touched. Rejects when the server does not let us or has too few nodes.
 */
export async function setUpStreams(manager: JetStreamManager, stream: string, limits: StreamLimits): Promise<void> {
  const known = new Set<string>();
  for await (const name of manager.streams.names('kiosk.>')) known.add(name);
  for (const config of streamsOf(stream, limits)) {
    await (known.has(config.name) ? manager.streams.update(config.name, config) : manager.streams.add(config));
  }
  const { submissions } = streamNames(stream);
  // Any other reason than that it is not there yet comes back from the attempt to make it.
  const consumer = await manager.consumers.info(submissions, bridgeConsumer).catch(() => null);
  await (consumer
    ? manager.consumers.update(submissions, bridgeConsumer, consumerOf(limits))
    : manager.consumers.add(submissions, consumerOf(limits)));
}
