import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { systemClock } from '../../main/clock/clock.ts';
import type { CancelTimer, Clock } from '../../main/clock/clock.ts';
import { scenarioPoint, type Simulator } from '../simulator.ts';
import { answerFaults, isAnswerFault, spoilt, type AnswerFault } from './answer-fault.ts';
import { operations, statusCodes } from './operations.ts';
import { documentPrinterFaults, isPrinterFault, type DocumentPrinterFault } from './printer-fault.ts';
import { decodeIpp, encodeIpp } from './protocol.ts';
import type { IppMessage } from './protocol.ts';
import { obstacles, simulatedPrinter } from './simulated-printer.ts';
import type { Obstacle, PrintedPaper } from './simulated-printer.ts';

export interface DocumentPrinterSimulator extends Simulator {
  /** ipp://127.0.0.1:<port>/ipp/print, or ipps:, the same from the first start on. */
  readonly url: string;
  /** The paper that came out, oldest first. */
  readonly printed: readonly PrintedPaper[];
  /** `midJob`: it strikes when the next job has begun, not before. */
  setFault(fault: DocumentPrinterFault, when?: 'now' | 'midJob'): Promise<void>;
  /** Refuses the next Print-Jobs with server-error-busy. */
  beBusy(times: number): void;
  setSupplies(supplies: { readonly paperLow: boolean; readonly tonerLow: boolean }): void;
  /** A job is neither printed nor cancelled yet. */
  readonly hasOpenJob: boolean;
}

/** By the operations of IPP. */
const commands = ['status', 'print', 'job', 'jobs', 'cancel'] as const;
const commandOf: ReadonlyMap<number, (typeof commands)[number]> = new Map([
  [operations.getPrinterAttributes, 'status'],
  [operations.printJob, 'print'],
  [operations.getJobAttributes, 'job'],
  [operations.getJobs, 'jobs'],
  [operations.cancelJob, 'cancel'],
]);

/** A certificate with its photo is below 100 KB; a real printer refuses what does not fit its memory, too. */
const documentBytesLimit = 20 * 1024 * 1024;

const isObstacle = (fault: DocumentPrinterFault): fault is Obstacle => Object.hasOwn(obstacles, fault);
interface Armed {
  readonly fault: AnswerFault | DocumentPrinterFault;
  readonly command: string | null;
  readonly byte: number | null;
  left: number;
}

/**
 * An IPP printer on this machine; `printMs` is how long a page takes. Port 0 takes a free one. With `tls` (PEM) it
 * speaks ipps.
 */
export function documentPrinterSimulator(options: {
  port: number;
  clock?: Clock;
  printMs?: number;
  tls?: { readonly key: string; readonly cert: string };
}): DocumentPrinterSimulator {
  const { clock = systemClock, printMs = 0, tls } = options;
  const printed: PrintedPaper[] = [];
  const printer = simulatedPrinter((paper) => printed.push(paper));
  let { port } = options;
  let server: Server | null = null;
  let fault: DocumentPrinterFault = 'none';
  let faultOfNextJob: DocumentPrinterFault | null = null;
  let armed: Armed[] = [];
  let busyTimes = 0;
  let cancelPage: CancelTimer | null = null;
  /** Listening and hanging up take a moment; one after the other. */
  let moved: Promise<void> = Promise.resolve();

  const listen = (): Promise<void> => (moved = moved.then(listenNow));
  const hangUp = (): Promise<void> => (moved = moved.then(hangUpNow));

  const serveAll = (request: IncomingMessage, response: ServerResponse): void => void serve(request, response);

  async function listenNow(): Promise<void> {
    if (server) return;
    server = tls ? createTlsServer(tls, serveAll) : createServer(serveAll);
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (address !== null && typeof address === 'object') port = address.port;
  }

  async function hangUpNow(): Promise<void> {
    const closing = server;
    server = null;
    closing?.closeAllConnections();
    await new Promise((resolve) => (closing ? closing.close(resolve) : resolve(undefined)));
  }

  function become(next: DocumentPrinterFault): Promise<void> {
    fault = next;
    printer.setObstacle(isObstacle(next) ? next : null);
    printer.setHabits({ [next]: true });
    if (next === 'none') printPage();
    return next === 'unreachable' ? hangUp() : listen();
  }

  const isMute = (): boolean => fault === 'silence' || server === null;

  function printPage(): void {
    cancelPage?.();
    cancelPage = clock.after(printMs, () => {
      if (fault === 'abortJob') printer.abort();
      else if (fault !== 'neverEnds' && fault !== 'unreachable') printer.finish();
    });
  }

  function take(command: string, wanted: (entry: Armed) => boolean): Armed[] {
    const due = armed.filter((entry) => wanted(entry) && (entry.command === null || entry.command === command));
    for (const entry of due) entry.left -= 1;
    armed = armed.filter((entry) => entry.left > 0);
    return due;
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readBody(request).catch(() => null);
    if (isMute() || body === null) return;
    if (fault === 'http500') return void response.writeHead(500).end();
    if (fault === 'garbageAnswer') return sendIpp(response, Uint8Array.of(1, 1, 0, 0, 0, 0, 0, 1, 0xff, 0xff));
    const message = decodeIpp(body);
    if (!message.ok) return void response.writeHead(400).end();
    const command = commandOf.get(message.value.code) ?? '';
    for (const due of take(command, ({ fault: name }) => isPrinterFault(name))) {
      if (isPrinterFault(due.fault)) void become(due.fault);
    }
    // The scenario may have switched it off before the request was carried out.
    if (isMute()) return;
    const answer = carryOut(message.value);
    if (fault === 'answerLost' && message.value.code === operations.printJob) return void response.destroy();
    const [due] = take(command, ({ fault: name }) => isAnswerFault(name));
    sendIpp(response, encodeIpp(answer), due);
    if (fault === 'unreachable') response.once('finish', () => void hangUp());
  }

  function carryOut(message: IppMessage): IppMessage {
    if (message.code !== operations.printJob) return printer.answer(message);
    if (fault === 'busy' || busyTimes > 0) {
      busyTimes = Math.max(0, busyTimes - 1);
      return { ...message, code: statusCodes.busy, groups: [], data: new Uint8Array() };
    }
    // The host still hears that its job was taken; then the printer hangs up.
    if (faultOfNextJob === 'unreachable') fault = faultOfNextJob;
    else if (faultOfNextJob) void become(faultOfNextJob);
    faultOfNextJob = null;
    const answer = printer.answer(message);
    printPage();
    return answer;
  }

  function sendIpp(response: ServerResponse, bytes: Uint8Array, due?: Armed): void {
    const { pieces, end } = spoilt(due && isAnswerFault(due.fault) ? due.fault : null, due?.byte ?? null, bytes);
    if (end === 'never') return;
    const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
    const promised = end === 'broken' ? bytes.length : length;
    response.writeHead(200, { 'content-type': 'application/ipp', 'content-length': promised });
    for (const piece of pieces) response.write(piece);
    if (end === 'complete') return void response.end();
    response.destroy();
    if (due?.fault === 'unplug') void become('unreachable');
  }

  return {
    get url() {
      return `${tls ? 'ipps' : 'ipp'}://127.0.0.1:${port}/ipp/print`;
    },
    start: listen,
    async stop() {
      cancelPage?.();
      await hangUp();
    },
    commands,
    faults: [...answerFaults, ...documentPrinterFaults.filter((name) => name !== 'none')],
    play({ at, fault: name, times = Infinity }) {
      const point = scenarioPoint(at, commands);
      if (!isAnswerFault(name) && (!isPrinterFault(name) || name === 'none')) {
        throw new Error(`"${name}" is no fault here: ${[...answerFaults, ...documentPrinterFaults].join(', ')}`);
      }
      if (point.when === 'command') armed.push({ fault: name, command: point.command, byte: point.byte, left: times });
      else if (name === 'unplug') void become('unreachable');
      else if (isAnswerFault(name)) armed.push({ fault: name, command: null, byte: null, left: times });
      else void become(name);
    },
    heal() {
      armed = [];
      faultOfNextJob = null;
      busyTimes = 0;
      void become('none');
    },
    printed,
    async setFault(next, when = 'now') {
      if (when === 'midJob') faultOfNextJob = next;
      else await become(next);
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
