import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { escPosPrinter } from '../../../devices/receipt-printer/driver.ts';
import { receiptRetractErrors, type ReceiptRetractError } from '../../../devices/receipt-printer/receipt-printer.ts';
import { receiptPrinterSimulator } from '../../../devices/receipt-printer/simulator.ts';
import { ticketText } from '../../../devices/receipt-printer/ticket.ts';
import { memoryChannelPair } from '../../../devices/transport/memory-channel.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { memoryBench, type MemoryBench, never, roll80, slip, withPresenter } from './bench.ts';

describe('a printer with a presenter', () => {
  let bench: MemoryBench;
  beforeEach(async () => {
    bench = await memoryBench({ profile: withPresenter });
  });
  afterEach(() => bench.close());
  const print = (number: string) => bench.finish(bench.printer.print(slip(number), never));
  const retract = (signal = never) => bench.finish(bench.printer.retract(signal));

  test('knows of a ticket that waits, and hears at once that it was taken', async () => {
    expect(bench.printer.status().media).toBe('notPresent');
    expect(await print('A1')).toEqual({ ok: true, value: undefined });
    expect(bench.printer.status().media).toBe('present');
    bench.simulator.takeTicket();
    await bench.clock.advance(0);
    expect(bench.printer.status().media).toBe('notPresent');
  });

  test('keeps a ticket that nobody takes until it is pulled back', async () => {
    await print('B1');
    await bench.clock.advance(600_000);
    expect(ticketText(bench.simulator.presented!)).toContain('[QR B1]');
    expect(await retract()).toEqual({ ok: true, value: undefined });
    expect(bench.simulator.retracted.map((ticket) => ticketText(ticket).at(-1))).toEqual(['[QR B1]']);
    expect(bench.printer.status().media).toBe('notPresent');
    expect(await print('B2')).toEqual({ ok: true, value: undefined });
  });

  test('pulls nothing back where nothing waits', async () => {
    expect(await retract()).toEqual({ ok: true, value: undefined });
    expect(bench.simulator.retracted).toEqual([]);
  });

  test('asks where the ticket is after the cable was pulled and put back', async () => {
    await print('C1');
    bench.simulator.play({ at: 'now', fault: 'unplug' });
    await bench.until(({ device }) => device !== 'online');
    expect(bench.printer.status().media).toBe('unknown');
    bench.simulator.heal();
    await bench.until(({ device }) => device === 'online');
    expect(bench.printer.status().media).toBe('present');
  });

  test('finds the ticket of a visit before the kiosk was restarted', async () => {
    await print('D1');
    await bench.finish(bench.printer.stop());
    await bench.printer.start();
    await bench.until(({ media }) => media === 'present');
  });

  const waysToFail: Record<ReceiptRetractError, { error: ReceiptRetractError; prepare: () => AbortSignal }> = {
    notFitted: { error: 'notFitted', prepare: () => never },
    offline: {
      error: 'offline',
      prepare() {
        bench.simulator.setFault('switchedOff');
        return never;
      },
    },
    printerFault: {
      error: 'printerFault',
      prepare() {
        bench.simulator.play({ at: 'retract', fault: 'ticketStuck' });
        return never;
      },
    },
    cancelled: { error: 'cancelled', prepare: () => AbortSignal.abort() },
  };
  test.each(receiptRetractErrors)('pulling back can end with %s', async (name) => {
    if (name === 'notFitted') {
      await bench.close();
      bench = await memoryBench({ profile: roll80 });
    }
    await print('E1');
    expect(await retract(waysToFail[name].prepare())).toEqual({ ok: false, error: waysToFail[name].error });
    expect(bench.simulator.retracted).toEqual([]);
  });

  test('a ticket that jams while it is pulled back', async () => {
    await print('F1');
    bench.simulator.play({ at: 'retract', fault: 'paperJam' });
    bench.simulator.play({ at: 'retract', fault: 'ticketStuck', times: 1 });
    expect(await retract()).toMatchObject({ ok: false, error: 'printerFault' });
  });
});

describe('a printer that errors stay in', () => {
  test('is freed, once somebody has been at it and has shut it, and prints nothing of the old job', async () => {
    const bench = await memoryBench({ latchesErrors: true });
    bench.simulator.setFault('cutterFault');
    expect(await bench.finish(bench.printer.print(slip('G1'), never))).toEqual({ ok: false, error: 'cutterFault' });
    bench.simulator.setFault('coverOpen');
    await bench.until(({ coverOpen }) => coverOpen);
    bench.simulator.setFault('none');
    await bench.until(({ device }) => device === 'online');
    expect(await bench.finish(bench.printer.print(slip('G2'), never))).toEqual({ ok: true, value: undefined });
    expect(bench.simulator.tickets.map((ticket) => ticketText(ticket).at(-1))).toEqual(['[QR G2]']);
    await bench.close();
  });

  test('is left alone while nobody has opened it', async () => {
    const bench = await memoryBench({ latchesErrors: true });
    bench.simulator.setFault('cutterFault');
    await bench.finish(bench.printer.print(slip('H1'), never));
    let recoveries = 0;
    bench.far.onData((bytes) => void (recoveries += Buffer.from(bytes).includes(Buffer.of(0x10, 0x05)) ? 1 : 0));
    await bench.clock.advance(60_000);
    expect([recoveries, bench.printer.status().device]).toEqual([0, 'hardwareError']);
    await bench.close();
  });
});

describe('a printer of another model', () => {
  const vkp = { ...withPresenter, model: { modelId: 0x5d } };

  test('than the profile names is out of service, and prints nothing', async () => {
    const bench = await memoryBench({ profile: vkp, modelId: 0xff });
    await bench.until(({ reason }) => reason === 'wrongFirmware');
    expect(bench.printer.status().device).toBe('hardwareError');
    expect(await bench.finish(bench.printer.print(slip('I1'), never))).toEqual({ ok: false, error: 'printerFault' });
    expect(await bench.finish(bench.printer.retract(never))).toEqual({ ok: false, error: 'printerFault' });
    expect(bench.simulator.tickets).toEqual([]);
    await bench.close();
  });

  test('is exchanged for the right one', async () => {
    const bench = await memoryBench({ profile: vkp, modelId: 0x5d });
    expect(bench.printer.status().device).toBe('online');
    bench.simulator.setFault('switchedOff');
    await bench.until(({ device }) => device === 'offline');
    bench.simulator.setFault('otherModel');
    await bench.until(({ reason }) => reason === 'wrongFirmware');
    bench.simulator.setFault('switchedOff');
    await bench.until(({ device }) => device === 'offline');
    bench.simulator.heal();
    await bench.until(({ device }) => device === 'online');
    await bench.close();
  });

  test('is not put out of service for one flipped bit', async () => {
    const bench = await memoryBench({ profile: vkp, modelId: 0x5d });
    const reasons: unknown[] = [];
    bench.printer.onStatusChanged(({ reason }) => reasons.push(reason));
    bench.simulator.setFault('switchedOff');
    await bench.until(({ device }) => device === 'offline');
    bench.simulator.heal();
    bench.simulator.play({ at: 'identify', fault: 'wrongChecksum', times: 1 });
    await bench.until(({ device }) => device === 'online');
    expect(reasons).not.toContain('wrongFirmware');
    await bench.close();
  });

  test('is asked for its number only when it has paper to answer with', async () => {
    const clock = new FakeClock();
    const [near, far] = memoryChannelPair();
    const simulator = receiptPrinterSimulator({ channel: far, clock, presenter: true, modelId: 0xff });
    simulator.setFault('paperOut');
    await simulator.start();
    const printer = escPosPrinter({ channel: near, clock, profile: vkp });
    await printer.start();
    await clock.advance(10_000);
    expect(printer.status()).toMatchObject({ device: 'online', paper: 'out' });
    simulator.heal();
    await clock.advance(10_000);
    expect(printer.status()).toMatchObject({ device: 'hardwareError', reason: 'wrongFirmware' });
    await printer.stop();
    await simulator.stop();
  });
});
