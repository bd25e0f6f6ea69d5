import type { ServerResponse } from 'node:http';
import { delay } from '../../clock/clock.ts';
import type { Clock } from '../../clock/clock.ts';
import type { AnswerBehaviour } from './behaviour.ts';
import { problem } from './problem.ts';
import type { Reply } from './problem.ts';

/** A slow-loris sends just enough for idle time-outs never to fire. */
const trickleMs = 1_000;

/** What is answered without doing the work, or null when the work is to be done. */
export function replyInstead(behaviour: AnswerBehaviour): Reply | null {
  switch (behaviour.kind) {
    case 'status': {
      const { status, retryAfterSeconds } = behaviour;
      const reply = problem(status === 503 || status === 429 ? 'busy' : 'fault', status);
      return retryAfterSeconds === undefined
        ? reply
        : { ...reply, headers: { 'retry-after': String(retryAfterSeconds) } };
    }
    case 'captivePortal':
      return { status: 200, contentType: 'text/html', body: '<!doctype html><title>Welcome</title>Please log in.' };
    default:
      return null;
  }
}

/** Sends the reply the way the behaviour wants. Resolves when there is nothing left to do. */
export async function sendReply(
  response: ServerResponse,
  reply: Reply,
  behaviour: AnswerBehaviour,
  clock: Clock,
): Promise<void> {
  switch (behaviour.kind) {
    case 'silent':
      return;
    case 'loseAnswer':
      response.destroy();
      return;
    case 'truncated':
      writeHead(response, reply, { 'content-length': String(Buffer.byteLength(reply.body)) });
      response.write(reply.body.slice(0, Math.floor(reply.body.length / 2)), () => response.destroy());
      return;
    case 'huge':
      writeHead(response, reply);
      pour(response);
      return;
    case 'trickle':
      writeHead(response, reply);
      return trickle(response, clock);
    case 'slow':
      await delay(clock, behaviour.delayMs);
      break;
    case 'normal':
    case 'status':
    case 'repeatAnswer':
    case 'unsignedAcknowledgement':
    case 'captivePortal':
      break;
  }
  writeHead(response, reply, { 'content-length': String(Buffer.byteLength(reply.body)) });
  response.end(reply.body);
}

function writeHead(response: ServerResponse, reply: Reply, more: Readonly<Record<string, string>> = {}): void {
  response.writeHead(reply.status, {
    'content-type': reply.contentType,
    // Nobody between the gateway and the kiosk keeps a copy.
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...reply.headers,
    ...more,
  });
}

/** Until the other end has had enough. */
function pour(response: ServerResponse): void {
  const chunk = ' '.repeat(16 * 1024);
  const more = (): void => {
    if (response.destroyed) return;
    if (response.write(chunk)) setImmediate(more);
    else response.once('drain', more);
  };
  more();
}

async function trickle(response: ServerResponse, clock: Clock): Promise<void> {
  while (!response.destroyed) {
    response.write(' ');
    await delay(clock, trickleMs);
  }
}
