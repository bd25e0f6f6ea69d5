import { Agent, request } from 'node:https';
import type { ClientRequest, IncomingHttpHeaders } from 'node:http';
import type { Clock } from '../clock/clock.ts';
import { err, ok } from '../contract/result.ts';
import type { Result } from '../contract/result.ts';

/** No answer of the gateway is near this; a proxy's page or an endless body is cut here. */
const responseCapBytes = 64 * 1024;

/** One request and its answer, before anybody asks what the answer means. */
export interface Call {
  readonly method: 'GET' | 'POST' | 'PUT';
  /** Begins with a slash. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** For the whole call, from the first packet to the last byte of the answer. */
  readonly deadlineMs: number;
  readonly signal: AbortSignal;
}
export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}
/**
 * away: no connection, or it broke · timedOut: the deadline · untrusted: TLS failed, on either side's certificate ·
 * garbled: not HTTP, cut short or too large · cancelled: the caller's signal
 */
export type CallError = 'away' | 'timedOut' | 'untrusted' | 'garbled' | 'cancelled';

export interface TrustedServer {
  readonly url: URL;
  /** PEM. The only authority that is believed: the system's list does not count. */
  readonly ca: string;
  /** PEM. This kiosk's own certificate, for gateways that ask for one. */
  readonly client?: { readonly certificate: string; readonly key: string } | undefined;
  readonly clock: Clock;
}

/** Calls one server over TLS 1.3, over connections that are kept. */
export function httpsCaller(server: TrustedServer): {
  call(call: Call): Promise<Result<Answer, CallError>>;
  close(): void;
} {
  if (server.url.protocol !== 'https:') throw new Error('The gateway is spoken to over https only');
  const kept = new Agent({ ...trustIn(server), keepAlive: true, maxSockets: 8 });

  /**
   * A server closes kept connections when it likes, also in the moment of the next call. That call is made once more,
   * over a new connection: a question has no effect, and a submission has its key.
   */
  async function call(wanted: Call): Promise<Result<Answer, CallError>> {
    const beganMs = server.clock.monotonicMs();
    const first = await callOnce(server, kept, wanted);
    if (first.ok) return first;
    if (first.error !== 'stale') return err(first.error);
    const deadlineMs = Math.max(wanted.deadlineMs - (server.clock.monotonicMs() - beganMs), 0);
    const fresh = new Agent(trustIn(server));
    const second = await callOnce(server, fresh, { ...wanted, deadlineMs });
    fresh.destroy();
    if (second.ok) return second;
    return err(second.error === 'stale' ? 'away' : second.error);
  }
  return { call, close: () => kept.destroy() };
}

const trustIn = (server: TrustedServer) =>
  ({
    minVersion: 'TLSv1.3',
    ca: server.ca,
    // Said aloud, so that NODE_TLS_REJECT_UNAUTHORIZED=0 in the environment changes nothing.
    rejectUnauthorized: true,
    ...(server.client && { cert: server.client.certificate, key: server.client.key }),
  }) as const;

/** `stale`: a kept connection was gone before a byte of the answer came. */
function callOnce(server: TrustedServer, agent: Agent, call: Call): Promise<Result<Answer, CallError | 'stale'>> {
  if (call.signal.aborted) return Promise.resolve(err('cancelled'));
  return new Promise((resolve) => {
    const body = call.body === undefined ? null : Buffer.from(JSON.stringify(call.body));
    const outgoing = request(new URL(call.path, server.url), {
      agent,
      method: call.method,
      headers: {
        accept: 'application/json, application/problem+json',
        ...(body && { 'content-type': 'application/json', 'content-length': String(body.length) }),
        ...call.headers,
      },
    });
    const settle = (result: Result<Answer, CallError | 'stale'>): void => {
      cancelDeadline();
      call.signal.removeEventListener('abort', onAbort);
      resolve(result);
      if (!result.ok) outgoing.destroy();
    };
    const onAbort = (): void => settle(err('cancelled'));
    const cancelDeadline = server.clock.after(call.deadlineMs, () => settle(err('timedOut')));
    call.signal.addEventListener('abort', onAbort, { once: true });

    const phase = watchPhase(outgoing);
    let answered = false;
    outgoing.on('error', (error) => {
      const meaning = callError(error, phase());
      settle(err(meaning === 'away' && outgoing.reusedSocket && !answered ? 'stale' : meaning));
    });
    // An answer that is none, such as an unasked change of protocol, ends without an error.
    outgoing.on('close', () => settle(err('garbled')));
    outgoing.on('response', (incoming) => {
      answered = true;
      const chunks: Buffer[] = [];
      let bytes = 0;
      incoming.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes > responseCapBytes) settle(err('garbled'));
        else chunks.push(chunk);
      });
      incoming.on('end', () =>
        settle(
          incoming.complete
            ? ok({ status: incoming.statusCode ?? 0, headers: incoming.headers, body: Buffer.concat(chunks) })
            : err('garbled'),
        ),
      );
      // A body that breaks off: the answer may have been anything.
      incoming.on('error', () => settle(err('garbled')));
    });
    outgoing.end(body ?? undefined);
  });
}

type Phase = 'connecting' | 'securing' | 'secured';

/** How far the connection came: the same error code means different things before, in and after the TLS handshake. */
function watchPhase(outgoing: ClientRequest): () => Phase {
  let phase: Phase = 'connecting';
  outgoing.on('socket', (socket) => {
    if (outgoing.reusedSocket) {
      phase = 'secured';
      return;
    }
    socket.once('connect', () => (phase = 'securing'));
    // Not emitted for a certificate that was not believed.
    socket.once('secureConnect', () => (phase = 'secured'));
  });
  return () => phase;
}

const brokenConnection = new Set([
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ECONNABORTED',
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);

/** Unknown trouble in the handshake counts as distrust: better a queue that waits than one that trusts too much. */
function callError(error: NodeJS.ErrnoException, phase: Phase): CallError {
  const code = error.code ?? '';
  if (code.startsWith('ERR_SSL_') || code.startsWith('ERR_TLS_')) return 'untrusted';
  if (phase === 'connecting' || brokenConnection.has(code)) return 'away';
  return phase === 'securing' ? 'untrusted' : 'garbled';
}
