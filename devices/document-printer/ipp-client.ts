import { readFile } from 'node:fs/promises';
import { request as requestPlain } from 'node:http';
import type { ClientRequest, IncomingMessage, RequestOptions } from 'node:http';
import { request as requestOverTls } from 'node:https';
import { TLSSocket } from 'node:tls';
import type { Clock } from '../../main/clock/clock.ts';
import { err, ok } from '../../main/contract/result.ts';
import type { Result } from '../../main/contract/result.ts';
import { decodeIpp, encodeIpp } from './protocol.ts';
import type { IppMessage } from './protocol.ts';

/**
 * `unreachable`: nothing was handed over, the printer knows nothing of the request · `untrusted`: nothing was handed over,
 * because who listens there did not prove to be the printer · `noAnswer`: it was handed over and may have been carried
 * out · `badAnswer`: something answered, but not IPP.
 */
export const exchangeErrors = ['unreachable', 'untrusted', 'noAnswer', 'badAnswer'] as const;
export type ExchangeError = (typeof exchangeErrors)[number];

/** A full list of attributes is about 10 KB; anything near this is no printer. */
const answerBytesLimit = 256 * 1024;
const defaultIppPort = 631;

/** Where a printer is reached. */
export interface PrinterAddress {
  readonly url: URL;
  /** PEM file of the only authority whose certificates are believed; null: those of the system. */
  readonly ca: string | null;
}

const httpSchemes: Readonly<Record<string, string>> = { 'ipp:': 'http:', 'ipps:': 'https:' };

/**
 * Where an ipp:, ipps: (port 631 unless named for both, RFC 7472) or http: address is reached. Another scheme is a
 * mistake in the profile.
 */
export function httpUrlOf(printerUrl: string): URL {
  const url = new URL(printerUrl);
  if (url.protocol === 'http:') return url;
  const scheme = httpSchemes[url.protocol];
  if (scheme === undefined) throw new Error(`not an ipp:, ipps: or http: address: ${printerUrl}`);
  return new URL(`${scheme}//${url.hostname}:${url.port || defaultIppPort}${url.pathname}${url.search}`);
}

/** One request over a connection of its own: a printer that slept has dropped any older one. */
export async function exchange(
  clock: Clock,
  { url, ca }: PrinterAddress,
  message: IppMessage,
  limitMs: number,
): Promise<Result<IppMessage, ExchangeError>> {
  // Read each time: a certificate that was renewed counts without a restart.
  const authority = ca === null ? null : await readFile(ca, 'utf8').catch(() => '');
  if (authority === '') return err('untrusted');
  const open = (options: RequestOptions): ClientRequest =>
    url.protocol === 'https:'
      ? requestOverTls(url, { ...options, ...(authority !== null && { ca: authority }) })
      : requestPlain(url, options);
  return exchangeOver(open, clock, message, limitMs);
}

function exchangeOver(
  open: (options: RequestOptions) => ClientRequest,
  clock: Clock,
  message: IppMessage,
  limitMs: number,
): Promise<Result<IppMessage, ExchangeError>> {
  return new Promise((resolve) => {
    const body = encodeIpp(message);
    let reached: 'not' | 'unproven' | 'handedOver' = 'not';
    const settle = (result: Result<IppMessage, ExchangeError>): void => {
      cancelTimer();
      outgoing.destroy();
      resolve(result);
    };
    const fail = (error?: NodeJS.ErrnoException): void => {
      const isRefusal = reached === 'unproven' && error !== undefined && !lineErrors.has(error.code ?? '');
      settle(err(reached === 'handedOver' ? 'noAnswer' : isRefusal ? 'untrusted' : 'unreachable'));
    };
    const cancelTimer = clock.after(limitMs, () => fail());
    const outgoing = open({
      method: 'POST',
      agent: false,
      headers: { 'content-type': 'application/ipp', 'content-length': body.length },
    });
    onConnected(outgoing, (isProven) => (reached = isProven ? 'handedOver' : 'unproven'));
    outgoing.on('error', fail);
    outgoing.on('response', (response) => {
      void readBody(response).then(
        (answer) => settle(answer ? understand(response, answer, message) : err('badAnswer')),
        () => fail(),
      );
    });
    outgoing.end(body);
  });
}

/** A connection that breaks while the two ends make each other's acquaintance proves nothing against the printer. */
const lineErrors = new Set(['ECONNRESET', 'EPIPE', 'ETIMEDOUT']);

/** Bytes of the request leave when the line stands; over TLS when the printer's certificate was accepted. */
function onConnected(outgoing: ClientRequest, connected: (isProven: boolean) => void): void {
  outgoing.once('socket', (socket) => {
    const isTls = socket instanceof TLSSocket;
    if (isTls) socket.once('secureConnect', () => connected(true));
    if (socket.connecting) socket.once('connect', () => connected(!isTls));
    else connected(!isTls);
  });
}

/** The whole body; null when it is longer than any printer's. Rejects when the connection breaks. */
async function readBody(response: IncomingMessage): Promise<Buffer | null> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of response) {
    if (!Buffer.isBuffer(part)) return null;
    length += part.length;
    if (length > answerBytesLimit) return null;
    parts.push(part);
  }
  return Buffer.concat(parts);
}

function understand(response: IncomingMessage, body: Buffer, asked: IppMessage): Result<IppMessage, ExchangeError> {
  const answer = response.statusCode === 200 ? decodeIpp(body) : null;
  return answer?.ok && answer.value.requestId === asked.requestId ? ok(answer.value) : err('badAnswer');
}
