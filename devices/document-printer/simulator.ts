import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { systemClock } from '../../main/clock/clock.ts';
import type { CancelTimer, Clock } from '../../main/clock/clock.ts';
import { operations, statusCodes } from './operations.ts';
import { decodeIpp, encodeIpp } from './protocol.ts';
import type { IppMessage } from './protocol.ts';
import { obstacles, simulatedPrinter } from './simulated-printer.ts';
import type { Obstacle } from './simulated-printer.ts';

export const documentPrinterFaults = [
  'none',
  'paperOut',
  'paperJam',
  'coverOpen',
  'tonerOut',
  'fuserTooHot',
  /** Every Print-Job is refused with server-error-busy. */
  'busy',
  /** Switched off: nobody listens, open connections break, nothing moves; its jobs are there when it is back. */
  'unreachable',
  /** Requests are taken and never answered. */
  'silence',
  /** A Print-Job is carried out, but its answer never arrives. */
  'answerLost',
  /** The job is accepted, then aborted by the printer. */
  'abortJob',
  /** The job is accepted and never ends. */
  'neverEnds',
  'garbageAnswer',
  'http500',
] as const;
export type DocumentPrinterFault = (typeof documentPrinterFaults)[number];

export interface DocumentPrinterSimulator {
  /** ipp://127.0.0.1:<port>/ipp/print, the same from the first start on. */
  readonly url: string;
  start(): Promise<void>;
  stop(): Promise<void>;
  /** The paper that came out, oldest first. */
  readonly printed: readonly { readonly pdf: Uint8Array; readonly jobName: string }[];
  /** `midJob`: it strikes when the next job has begun, not before. */
  setFault(fault: DocumentPrinterFault, when?: 'now' | 'midJob'): Promise<void>;
  /** Refuses the next Print-Jobs with server-error-busy. */
  beBusy(times: number): void;
  setSupplies(supplies: { readonly paperLow: boolean; readonly tonerLow: boolean }): void;
  /** A job is neither printed nor cancelled yet. */
  readonly hasOpenJob: boolean;
}

/** A certificate with its photo is below 100 KB; a real printer refuses what does not fit its memory, too. */
const documentBytesLimit = 20 * 1024 * 1024;

const isObstacle = (fault: DocumentPrinterFault): fault is Obstacle => Object.hasOwn(obstacles, fault);

/** An IPP printer on this machine; `printMs` is how long a page takes. Port 0 takes a free one. */
export function documentPrinterSimulator(options: {
  port: number;
  clock?: Clock;
  printMs?: number;
}): DocumentPrinterSimulator {
  const { clock = systemClock, printMs = 0 } = options;
  const printed: { pdf: Uint8Array; jobName: string }[] = [];
  const printer = simulatedPrinter((paper) => printed.push(paper));
  let { port } = options;
  let server: Server | null = null;
  let fault: DocumentPrinterFault = 'none';
  let faultOfNextJob: DocumentPrinterFault | null = null;
  let busyTimes = 0;
  let cancelPage: CancelTimer | null = null;

  async function listen(): Promise<void> {
    if (server) return;
    server = createServer((request, response) => void serve(request, response));
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (address !== null && typeof address === 'object') port = address.port;
  }

  async function hangUp(): Promise<void> {
    const closing = server;
    server = null;
    closing?.closeAllConnections();
    await new Promise((resolve) => (closing ? closing.close(resolve) : resolve(undefined)));
  }

  function become(next: DocumentPrinterFault): void {
    fault = next;
    printer.setObstacle(isObstacle(next) ? next : null);
    if (next === 'none') printPage();
  }

  function printPage(): void {
    cancelPage?.();
    cancelPage = clock.after(printMs, () => {
      if (fault === 'abortJob') printer.abort();
      else if (fault !== 'neverEnds' && fault !== 'unreachable') printer.finish();
    });
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readBody(request).catch(() => null);
    if (fault === 'silence' || body === null) return;
    if (fault === 'http500') return void response.writeHead(500).end();
    if (fault === 'garbageAnswer') return sendIpp(response, Uint8Array.of(1, 1, 0, 0, 0, 0, 0, 1, 0xff, 0xff));
    const message = decodeIpp(body);
    if (!message.ok) return void response.writeHead(400).end();
    const answer = carryOut(message.value);
    if (fault === 'answerLost' && message.value.code === operations.printJob) return void response.destroy();
    sendIpp(response, encodeIpp(answer));
    if (fault === 'unreachable') response.once('finish', () => void hangUp());
  }

  function carryOut(message: IppMessage): IppMessage {
    if (message.code !== operations.printJob) return printer.answer(message);
    if (fault === 'busy' || busyTimes > 0) {
      busyTimes = Math.max(0, busyTimes - 1);
      return { ...message, code: statusCodes.busy, groups: [], data: new Uint8Array() };
    }
    if (faultOfNextJob) become(faultOfNextJob);
    faultOfNextJob = null;
    const answer = printer.answer(message);
    printPage();
    return answer;
  }

  return {
    get url() {
      return `ipp://127.0.0.1:${port}/ipp/print`;
    },
    start: listen,
    async stop() {
      cancelPage?.();
      await hangUp();
    },
    printed,
    async setFault(next, when = 'now') {
      if (when === 'midJob') {
        faultOfNextJob = next;
        return;
      }
      become(next);
      await (next === 'unreachable' ? hangUp() : listen());
    },
    beBusy(times) {
      busyTimes = times;
    },
    setSupplies: (supplies) => printer.setSupplies(supplies),
    get hasOpenJob() {
      return printer.hasOpenJob;
    },
  };
}

async function readBody(request: IncomingMessage): Promise<Buffer | null> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request) {
    if (!Buffer.isBuffer(part)) return null;
    length += part.length;
    if (length > documentBytesLimit) return null;
    parts.push(part);
  }
  return Buffer.concat(parts);
}

function sendIpp(response: ServerResponse, bytes: Uint8Array): void {
  response.writeHead(200, { 'content-type': 'application/ipp', 'content-length': bytes.length }).end(bytes);
}
