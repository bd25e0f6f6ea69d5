import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type ReceiptPrintError, receiptPrintErrors } from '../../../devices/receipt-printer/receipt-printer.ts';
import { type Bench, byHand, never, slip, slipsOf } from './bench.ts';
import { worksByHand } from './by-hand.ts';

/** How each error comes about. */
const waysToFail: Record<ReceiptPrintError, (bench: Bench) => Promise<unknown>> = {
  offline: async ({ simulator, until }) => {
    simulator.setFault('unplugged');
    await until(({ device }) => device === 'noDevice');
  },
  paperOut: async ({ simulator }) => simulator.setFaultAfterLines('paperOut', 3),
  paperJam: async ({ simulator }) => simulator.setFaultAfterLines('paperJam', 3),
  coverOpen: async ({ simulator }) => simulator.setFaultAfterLines('coverOpen', 3),
  cutterFault: async ({ simulator }) => simulator.setFault('cutterFault'),
  headHot: async ({ simulator }) => simulator.setFaultAfterLines('headHot', 3),
  printerFault: async ({ simulator }) => simulator.setFaultAfterLines('mechanismFault', 3),
  notConfirmed: async ({ simulator }) => simulator.setFault('stalled'),
  cancelled: async ({ simulator }) => simulator.setFault('stalled'),
};

/** What every receipt printer must do, and how it meets what goes wrong: against the simulator, which can do all of it. */
export function receiptPrinterConformance(name: string, makeBench: () => Promise<Bench>): void {
  worksByHand(name, byHand(makeBench));
  describe(`faults of the receipt printer over ${name}`, () => {
    let bench: Bench;
    beforeEach(async () => {
      bench = await makeBench();
    });
    afterEach(async () => {
      await bench.close();
    });
    const print = (number: string, signal = never) => bench.finish(bench.printer.print(slip(number), signal));
    const repaired = async (): Promise<void> => {
      bench.simulator.setFault('none');
      await bench.until(({ device, paper }) => device === 'online' && paper === 'full');
    };

    test.each(receiptPrintErrors)('can end with %s, and nothing of that job comes out later', async (error) => {
      await waysToFail[error](bench);
      const abort = new AbortController();
      const result = bench.printer.print(slip('B1'), abort.signal);
      if (error === 'cancelled') {
        await bench.until(({ device }) => device === 'deviceBusy');
        abort.abort();
      }
      expect(await bench.finish(result)).toEqual({ ok: false, error });
      expect(slipsOf(bench.simulator, 'B1')).toBe(0);

      await repaired();
      expect(slipsOf(bench.simulator, 'B1')).toBe(0);
      expect(await print('B2')).toEqual({ ok: true, value: undefined });
      expect([slipsOf(bench.simulator, 'B1'), slipsOf(bench.simulator, 'B2')]).toEqual([0, 1]);
    });

    test.each([
      ['paperOut', 'paperOut', { paper: 'out', device: 'online' }],
      ['coverOpen', 'coverOpen', { coverOpen: true, device: 'userError' }],
      ['paperJam', 'paperJam', { paper: 'jammed', media: 'jammed', device: 'hardwareError' }],
      ['headHot', 'headHot', { device: 'deviceBusy' }],
      ['paused', 'offline', { device: 'offline' }],
      ['feedButton', 'offline', { device: 'userError' }],
      ['mechanismFault', 'printerFault', { device: 'hardwareError', reason: 'selfTestFailed' }],
      ['switchedOff', 'offline', { device: 'offline', reason: 'silent' }],
      ['otherProtocol', 'printerFault', { device: 'hardwareError', reason: 'wrongFirmware' }],
    ] as const)('refuses early when the printer is %s, and says so in its status', async (fault, error, status) => {
      bench.simulator.setFault(fault);
      await bench.until((now) => Object.entries(status).every(([key, value]) => Reflect.get(now, key) === value));
      expect(await print('C1')).toEqual({ ok: false, error });
      expect([bench.simulator.tickets, bench.simulator.hanging]).toEqual([[], []]);
      await repaired();
      expect(await print('C1')).toEqual({ ok: true, value: undefined });
    });

    test('refuses for a fault that came since the last heart-beat', async () => {
      bench.simulator.setFault('paperOut');
      expect(await print('C2')).toEqual({ ok: false, error: 'paperOut' });
      expect(bench.simulator.hanging).toEqual([]);
    });

    test('prints on low paper and tells of it', async () => {
      bench.simulator.setFault('paperLow');
      await bench.until(({ paper }) => paper === 'low');
      expect(await print('D1')).toEqual({ ok: true, value: undefined });
    });

    test('a cable pulled in the middle of a receipt: not confirmed, nothing twice', async () => {
      bench.simulator.setFaultAfterLines('unplugged', 3);
      expect(await print('E2')).toEqual({ ok: false, error: 'notConfirmed' });
      await repaired();
      expect(slipsOf(bench.simulator, 'E2')).toBeLessThanOrEqual(1);
      expect(await print('E3')).toEqual({ ok: true, value: undefined });
      expect(slipsOf(bench.simulator, 'E3')).toBe(1);
    });

    test('a printer that falls silent in the middle of a receipt: not confirmed', async () => {
      bench.simulator.setFaultAfterLines('switchedOff', 3);
      expect(await print('E4')).toEqual({ ok: false, error: 'notConfirmed' });
    });

    test('learns of paper and cover without being asked, also after a job has reset the printer', async () => {
      await print('F1');
      bench.simulator.setFault('coverOpen');
      await bench.until(({ coverOpen }) => coverOpen);
      bench.simulator.setFault('paperLow');
      await bench.until(({ coverOpen, paper }) => !coverOpen && paper === 'low');
    });
  });
}
