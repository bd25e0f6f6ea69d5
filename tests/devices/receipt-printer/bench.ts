import { type EscPosDelays, escPosDelays, escPosPrinter } from '../../../devices/receipt-printer/driver.ts';
import { expect } from 'vitest';
import type { ReceiptPrinterProfile } from '../../../devices/receipt-printer/profile.ts';
import type {
  Receipt,
  ReceiptPrinter,
  ReceiptPrinterStatus,
} from '../../../devices/receipt-printer/receipt-printer.ts';
import {
  type ReceiptPrinterSimulator,
  receiptPrinterSimulator,
  type ReceiptPrinterSimulatorOptions,
} from '../../../devices/receipt-printer/simulator.ts';
import type { SimulatedFault } from '../../../devices/receipt-printer/simulated-fault.ts';
import { ticketText } from '../../../devices/receipt-printer/ticket.ts';
import type { ByteChannel } from '../../../devices/transport/byte-channel.ts';
import { tcpChannel } from '../../../devices/transport/tcp-channel.ts';
import { memoryChannelPair } from '../../../devices/transport/memory-channel.ts';
import { serialChannel } from '../../../devices/transport/serial-channel.ts';
import { systemClock } from '../../../main/clock/clock.ts';
import { listeningChannel } from '../../support/listening-channel.ts';
import { ptyPair } from '../../support/pty.ts';
import { FakeClock } from '../../support/fake-clock.ts';

/** A driver, the printer at the other end of its line, and a way to let time pass. */
export interface Bench {
  readonly printer: ReceiptPrinter;
  readonly simulator: ReceiptPrinterSimulator;
  /** Lets time pass until the promise has settled. */
  readonly finish: <T>(promise: Promise<T>) => Promise<T>;
  /** Lets time pass until the status is as wanted. */
  readonly until: (wanted: (status: ReceiptPrinterStatus) => boolean) => Promise<void>;
  readonly close: () => Promise<void>;
}

export const never = new AbortController().signal;

export const slip = (number: string): Receipt => ({
  lines: [
    { kind: 'text', text: '受理回执', align: 'centre', bold: true, size: 2 },
    { kind: 'pair', label: '编号 No.', value: number },
    { kind: 'rule' },
    { kind: 'qr', data: number },
    { kind: 'feed', lines: 2 },
  ],
});

/** How many whole slips with this number were cut off. */
export const slipsOf = (simulator: ReceiptPrinterSimulator, number: string): number =>
  simulator.tickets.flatMap(ticketText).filter((line) => line === `[QR ${number}]`).length;

/** A simulated minute: whatever waits longer than that waits for ever. */
const fakeLimitMs = 60_000;
const fakeStepMs = 50;

export interface MemoryBench extends Bench {
  readonly clock: FakeClock;
  /** The printer's end of the line, to say what a simulator would not. */
  readonly far: ByteChannel;
}

export type BenchProfile = Pick<ReceiptPrinterProfile, 'paper' | 'presenter' | 'model'>;
export const roll80: BenchProfile = { paper: 'roll80' };
export const roll58: BenchProfile = { paper: 'roll58' };
export const withPresenter: BenchProfile = { paper: 'roll80', presenter: 'custom-full-status' };

export async function memoryBench({
  profile = roll80,
  ...options
}: { profile?: BenchProfile } & Omit<
  ReceiptPrinterSimulatorOptions,
  'channel' | 'clock' | 'cable' | 'presenter'
> = {}): Promise<MemoryBench> {
  const clock = new FakeClock();
  const [near, far, cable] = memoryChannelPair();
  const presenter = profile.presenter !== undefined;
  const simulator = receiptPrinterSimulator({ channel: far, clock, cable, presenter, ...options });
  const printer = escPosPrinter({ channel: near, clock, profile, delays: escPosDelays });
  async function passUntil(done: () => boolean): Promise<void> {
    for (let passedMs = 0; !done(); passedMs += fakeStepMs) {
      if (passedMs > fakeLimitMs) throw new Error(`nothing happened: ${JSON.stringify(printer.status())}`);
      await clock.advance(fakeStepMs);
    }
  }
  async function finish<T>(promise: Promise<T>): Promise<T> {
    let settled = false;
    const watched = promise.finally(() => (settled = true));
    await passUntil(() => settled);
    return watched;
  }
  await simulator.start();
  await printer.start();
  const until: Bench['until'] = (wanted) => passUntil(() => wanted(printer.status()));
  await until(({ device }) => device !== 'starting');
  return {
    clock,
    far,
    printer,
    simulator,
    finish,
    until,
    async close() {
      await finish(printer.stop());
      await simulator.stop();
    },
  };
}

/** Real time, but not the patience of a hall; generous where a loaded machine may dawdle. */
const quickDelays: EscPosDelays = {
  reopenAfterMs: 50,
  sendTimeoutMs: 5000,
  answerTimeoutMs: 1000,
  clearTimeoutMs: 1000,
  heartbeatMs: 50,
  jobPollMs: 20,
  confirmTimeoutMs: 3000,
};

/** A pseudo terminal of the operating system between driver and simulator, on the real clock. */
export async function ptyBench(): Promise<Bench> {
  const pty = await ptyPair();
  const channel = serialChannel({ path: pty.b, baudRate: 115_200 });
  const simulator = receiptPrinterSimulator({ channel, clock: systemClock, cable: pty });
  await simulator.start();
  const bench = await channelBench(serialChannel({ path: pty.a, baudRate: 115_200 }), quickDelays);
  return {
    ...bench,
    simulator,
    async close() {
      await bench.close();
      await simulator.stop();
      await pty.kill();
    },
  };
}

/** A printer at port 9100 of its own address, with a presenter. */
export async function tcpBench(): Promise<Bench> {
  const far = await listeningChannel();
  const simulator = receiptPrinterSimulator({ channel: far.channel, clock: systemClock, cable: far, presenter: true });
  await simulator.start();
  const near = tcpChannel({ host: '127.0.0.1', port: far.port, clock: systemClock });
  // Its reset is not answered: the driver waits the whole time.
  const bench = await channelBench(
    near,
    { ...quickDelays, clearTimeoutMs: 50, answerTimeoutMs: 300, confirmTimeoutMs: 1500 },
    withPresenter,
  );
  return {
    ...bench,
    simulator,
    async close() {
      await bench.close();
      await simulator.stop();
    },
  };
}

/** A driver on a line. */
async function channelBench(
  channel: ByteChannel,
  delays: EscPosDelays,
  profile: BenchProfile = roll80,
): Promise<Omit<Bench, 'simulator'>> {
  const printer = escPosPrinter({ channel, clock: systemClock, profile, delays });
  const until: Bench['until'] = (wanted) =>
    new Promise((resolve) => {
      const look = (status: ReceiptPrinterStatus): void => {
        if (!wanted(status)) return;
        stop();
        resolve();
      };
      const stop = printer.onStatusChanged(look);
      look(printer.status());
    });
  await printer.start();
  await until(({ device }) => device === 'online');
  return { printer, until, finish: (promise) => promise, close: () => printer.stop() };
}

/** The bench with somebody before the printer. */
export const byHand = (makeBench: () => Promise<Bench>) => async () => {
  const { printer, simulator, finish, until, close } = await makeBench();
  const fault = (name: SimulatedFault) => async () => simulator.setFault(name);
  return {
    device: printer,
    run: finish,
    until: (isSo: () => boolean) => until(() => isSo()),
    unplug: fault('unplugged'),
    plug: fault('none'),
    stop: close,
    hands: {
      openCover: fault('coverOpen'),
      closeCover: fault('none'),
      async look(...numbers: readonly string[]) {
        const lastLines = simulator.tickets.map((ticket) => ticketText(ticket).at(-1));
        expect(lastLines).toEqual(numbers.map((number) => `[QR ${number}]`));
        expect(simulator.hanging).toEqual([]);
      },
    },
  };
};
