import { connect, errors } from '@nats-io/transport-node';
import type { NatsConnection, NodeConnectionOptions } from '@nats-io/transport-node';
import type { SubmitOutcome } from '../gateway/gateway.ts';

/** Who we are and whom we believe. PEM each. */
export interface NatsIdentity {
  /** The only authority that is believed: the system's list does not count. */
  readonly ca: string;
  /** Its subject's common name decides what we may do. */
  readonly certificate: string;
  readonly key: string;
}

export interface NatsLine {
  /** `nats://host:4222` each, any of one cluster. By name: for a bare address only a certificate for localhost passes. */
  readonly servers: readonly string[];
  readonly identity: NatsIdentity;
}

const natsDelays = {
  /** From the first packet to the server's word that it knows us. */
  connectMs: 5_000,
  /** Two of these without an answer, and the line is dead. */
  pingMs: 20_000,
  /** Between two tries of a client that comes back by itself. */
  reconnectMs: 1_000,
};

/** Connects over TLS 1.3 with our certificate. Rejects with what `outcomeOfNatsError` understands. */
export function connectNats(
  line: NatsLine,
  options: Pick<NodeConnectionOptions, 'inboxPrefix' | 'name'> & { readonly comesBack: boolean },
): Promise<NatsConnection> {
  const { ca, certificate, key } = line.identity;
  // minVersion is Node's, passed on but not named by the library. rejectUnauthorized is said aloud, so that
  // NODE_TLS_REJECT_UNAUTHORIZED=0 in the environment changes nothing.
  const tls = { ca, cert: certificate, key, minVersion: 'TLSv1.3', rejectUnauthorized: true };
  const { comesBack, ...names } = options;
  return connect({
    ...names,
    servers: [...line.servers],
    tls,
    timeout: natsDelays.connectMs,
    pingInterval: natsDelays.pingMs,
    // Only the servers that we were told of: an address from the wire is not one that a certificate names.
    ignoreClusterUpdates: true,
    reconnect: comesBack,
    maxReconnectAttempts: -1,
    reconnectTimeWait: natsDelays.reconnectMs,
    noAsyncTraces: true,
  });
}

/** Causes are followed this far. */
const DEEPEST_CAUSE = 5;
const untrusted =
  /^(?:ERR_SSL_|ERR_TLS_|CERT_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|INVALID_CA|INVALID_PURPOSE|HOSTNAME_MISMATCH)/;

/**
 * What a failure of the line means for a submission: `blocked` when one side does not accept the other, `rejected` (413)
 * when the server takes no message of this size, `tryLater` for everything that may be gone in a minute.
 */
export function outcomeOfNatsError(error: unknown): SubmitOutcome {
  let cause = error;
  for (let depth = 0; depth < DEEPEST_CAUSE && cause instanceof Error; depth += 1) {
    if (isRefusal(cause)) return { kind: 'blocked' };
    if (cause instanceof errors.InvalidArgumentError && cause.message.includes('max_payload')) {
      return { kind: 'rejected', status: 413 };
    }
    cause = cause.cause;
  }
  return { kind: 'tryLater', retryAfterMs: null };
}

function isRefusal(error: Error): boolean {
  if (
    error instanceof errors.PermissionViolationError ||
    error instanceof errors.AuthorizationError ||
    error instanceof errors.UserAuthenticationExpiredError
  ) {
    return true;
  }
  // A server without TLS is none of ours, whoever it is.
  if (error instanceof errors.ConnectionError && error.message.includes("does not support 'tls'")) return true;
  return 'code' in error && typeof error.code === 'string' && untrusted.test(error.code);
}
