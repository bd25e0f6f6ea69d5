import { request } from 'node:http';
import type { ClientRequest, IncomingMessage } from 'node:http';
import type { Clock } from '../../main/clock/clock.ts';
import { err, ok } from '../../main/contract/result.ts';
import type { Result } from '../../main/contract/result.ts';
import { decodeIpp, encodeIpp } from './protocol.ts';
import type { IppMessage } from './protocol.ts';

/**
 * `unreachable`: nothing was handed over, the printer knows nothing of the request · `noAnswer`: it was handed over and
 * may have been carried out · `badAnswer`: something answered, but not IPP.
 */
export const exchangeErrors = ['unreachable', 'noAnswer', 'badAnswer'] as const;
export type ExchangeError = (typeof exchangeErrors)[number];

/** A full list of attributes is about 10 KB; anything near this is no printer. */
const answerBytesLimit = 256 * 1024;
const defaultIppPort = 631;

/** Where an ipp: (port 631 unless named) or http: address is reached. Another scheme is a mistake in the profile. */
export function httpUrlOf(printerUrl: string): URL {
  const url = new URL(printerUrl);
  if (url.protocol === 'http:') return url;
  if (url.protocol !== 'ipp:') throw new Error(`not an ipp: or http: address: ${printerUrl}`);
  return new URL(`http://${url.hostname}:${url.port || defaultIppPort}${url.pathname}${url.search}`);
}

/** One request over a connection of its own: a printer that slept has dropped any older one. */
export function exchange(
  clock: Clock,
  url: URL,
  message: IppMessage,
  limitMs: number,
): Promise<Result<IppMessage, ExchangeError>> {
  return new Promise((resolve) => {
    const body = encodeIpp(message);
    let handedOver = false;
    const settle = (result: Result<IppMessage, ExchangeError>): void => {
      cancelTimer();
      outgoing.destroy();
      resolve(result);
    };
    const fail = (): void => settle(err(handedOver ? 'noAnswer' : 'unreachable'));
    const cancelTimer = clock.after(limitMs, fail);
    const outgoing = request(url, {
      method: 'POST',
      agent: false,
      headers: { 'content-type': 'application/ipp', 'content-length': body.length },
    });
    onConnected(outgoing, () => (handedOver = true));
    outgoing.on('error', fail);
    outgoing.on('response', (response) => {
      void readBody(response).then(
        (answer) => settle(answer ? understand(response, answer, message) : err('badAnswer')),
        fail,
      );
    });
    outgoing.end(body);
  });
}

function onConnected(outgoing: ClientRequest, connected: () => void): void {
  outgoing.once('socket', (socket) => {
    if (socket.connecting) socket.once('connect', connected);
    else connected();
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
