import { expect, test } from 'vitest';
import { escPosPrinter } from '../../../devices/receipt-printer/driver.ts';
import { escPosModel } from '../../../devices/receipt-printer/profile.ts';
import { encodeReceipt } from '../../../devices/receipt-printer/protocol.ts';
import { receiptPrinterSimulator } from '../../../devices/receipt-printer/simulator.ts';
import { memoryChannelPair } from '../../../devices/transport/memory-channel.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { type Bench, memoryBench, never, roll58, roll80, slip, slipsOf, withPresenter } from './bench.ts';
import { receiptPrinterConformance } from './conformance.ts';

const kinds: Record<string, () => Promise<Bench>> = {
  'memory, 80 mm': () => memoryBench(),
  'memory, 58 mm without GS ( H': () => memoryBench({ profile: roll58 }),
  'memory, with a presenter': () => memoryBench({ profile: withPresenter }),
  'memory, a model that never pushes its status': () => memoryBench({ pushesStatus: false }),
  'memory, at the speed of a real mechanism': () => memoryBench({ lineMs: 40 }),
};
for (const [name, makeBench] of Object.entries(kinds)) receiptPrinterConformance(name, makeBench);

test('learns of a pushed status at once, not at the next heart-beat', async () => {
  const bench = await memoryBench();
  bench.simulator.setFault('coverOpen');
  await bench.clock.advance(0);
  expect(bench.printer.status()).toMatchObject({ coverOpen: true, device: 'userError' });
  await bench.close();
});

test('a status that lies: the printer confirms and nothing is there, which only the visitor can see', async () => {
  const bench = await memoryBench();
  bench.simulator.setFault('printsNothing');
  expect(await bench.finish(bench.printer.print(slip('J1'), never))).toEqual({ ok: true, value: undefined });
  expect(slipsOf(bench.simulator, 'J1')).toBe(0);
  await bench.close();
});

test('a late confirmation of an earlier receipt does not confirm this one', async () => {
  const bench = await memoryBench();
  await bench.finish(bench.printer.print(slip('M1'), never));
  bench.simulator.setFault('stalled');
  const second = bench.printer.print(slip('M2'), never);
  await bench.until(({ device }) => device === 'deviceBusy');
  await bench.far.write(Uint8Array.of(0x37, 0x22, ...Buffer.from('0001'), 0x00));
  expect(await bench.finish(second)).toEqual({ ok: false, error: 'notConfirmed' });
  await bench.close();
});

test('a cutter that sticks right after the printer has confirmed the text is noticed', async () => {
  const bench = await memoryBench({ profile: roll58, pushesStatus: false });
  bench.simulator.setFault('cutterFault');
  const printing = bench.printer.print(slip('N1'), never);
  await bench.clock.advance(0);
  await bench.far.write(Uint8Array.of(0x00));
  expect(await bench.finish(printing)).toEqual({ ok: false, error: 'cutterFault' });
  await bench.close();
});

test('a pushed fault ends the job at once, not at the next question', async () => {
  const bench = await memoryBench();
  bench.simulator.setFaultAfterLines('coverOpen', 3);
  const startedMs = bench.clock.monotonicMs();
  const printing = bench.printer.print(slip('P1'), never);
  for (let turn = 0; turn < 10; turn += 1) await bench.clock.advance(0);
  expect([await printing, bench.clock.monotonicMs() - startedMs]).toEqual([{ ok: false, error: 'coverOpen' }, 0]);
  await bench.close();
});

test('opens the line anew for a printer that stays silent, and is there when it answers again', async () => {
  const bench = await memoryBench();
  const seen = new Set<string>();
  bench.printer.onStatusChanged(({ device }) => seen.add(device));
  bench.simulator.setFault('switchedOff');
  await bench.clock.advance(20_000);
  expect(seen).toEqual(new Set(['offline', 'starting']));
  bench.simulator.setFault('none');
  await bench.until(({ device }) => device === 'online');
  expect(await bench.finish(bench.printer.print(slip('Q1'), never))).toEqual({ ok: true, value: undefined });
  await bench.close();
});

test('half a receipt from before the kiosk lost its power does not come out when paper is loaded', async () => {
  const clock = new FakeClock();
  const [near, far] = memoryChannelPair();
  const simulator = receiptPrinterSimulator({ channel: far, clock });
  await simulator.start();
  await near.open();
  simulator.setFaultAfterLines('paperOut', 3);
  await near.write(encodeReceipt(slip('K1'), escPosModel(roll80)));
  await clock.advance(0);
  expect(simulator.hanging).not.toEqual([]);

  const printer = escPosPrinter({ channel: near, clock });
  await printer.start();
  await clock.advance(5000);
  expect(printer.status()).toMatchObject({ device: 'online', paper: 'out' });
  simulator.setFault('none');
  await clock.advance(5000);
  expect([simulator.tickets, simulator.hanging]).toEqual([[], []]);
  await printer.stop();
});

test('leaves no timer behind', async () => {
  const bench = await memoryBench();
  await bench.finish(bench.printer.print(slip('L1'), never));
  await bench.close();
  expect(bench.clock.pendingTimers).toBe(0);
});
