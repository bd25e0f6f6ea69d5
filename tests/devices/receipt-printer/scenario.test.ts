import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { lineFaults, type LineFault } from '../../../devices/transport/simulated-line.ts';
import { memoryBench, type MemoryBench, never, roll58, roll80, slip, slipsOf, withPresenter } from './bench.ts';

/** What happens to a receipt when one answer on the line is spoilt: printed or not, never twice. */
const expected: Record<LineFault, { status: boolean; confirm: boolean }> = {
  // A question that is lost is asked again; the confirmation comes only once.
  unplug: { status: false, confirm: false },
  silent: { status: false, confirm: false },
  cutShort: { status: false, confirm: false },
  wrongChecksum: { status: true, confirm: false },
  junkBefore: { status: true, confirm: true },
  babble: { status: true, confirm: true },
  oneByteChunks: { status: true, confirm: true },
};

describe.each([
  ['ASB', roll80],
  ['GS r', roll58],
  ['FULL STATUS', withPresenter],
] as const)('one spoilt answer, %s', (_, profile) => {
  let bench: MemoryBench;
  beforeEach(async () => {
    bench = await memoryBench({ profile });
  });
  afterEach(() => bench.close());

  test.each(lineFaults)('%s of a status: the printer comes back by itself', async (fault) => {
    bench.simulator.play({ at: fault === 'unplug' ? 'status:byte:0' : 'status', fault, times: 1 });
    const printed = await bench.finish(bench.printer.print(slip('A1'), never));
    if (expected[fault].status && fault !== 'babble') expect(printed).toEqual({ ok: true, value: undefined });
    bench.simulator.heal();
    await bench.until(({ device, paper }) => device === 'online' && paper === 'full');
    expect(slipsOf(bench.simulator, 'A1')).toBe(printed.ok ? 1 : 0);
    expect(await bench.finish(bench.printer.print(slip('A2'), never))).toEqual({ ok: true, value: undefined });
    expect(slipsOf(bench.simulator, 'A2')).toBe(1);
  });

  test.each(lineFaults)('%s of a confirmation: never printed twice', async (fault) => {
    bench.simulator.play({ at: fault === 'unplug' ? 'confirm:byte:0' : 'confirm', fault, times: 1 });
    const printed = await bench.finish(bench.printer.print(slip('B1'), never));
    if (!expected[fault].confirm && fault !== 'cutShort' && fault !== 'wrongChecksum')
      expect(printed).toEqual({ ok: false, error: 'notConfirmed' });
    bench.simulator.heal();
    await bench.until(({ device, paper }) => device === 'online' && paper === 'full');
    expect(slipsOf(bench.simulator, 'B1')).toBe(1);
    expect(await bench.finish(bench.printer.print(slip('B2'), never))).toEqual({ ok: true, value: undefined });
    expect([slipsOf(bench.simulator, 'B1'), slipsOf(bench.simulator, 'B2')]).toEqual([1, 1]);
  });

  test('every fault has its name, and every other name is refused', async () => {
    for (const fault of bench.simulator.faults) bench.simulator.play({ at: 'identify', fault, times: 1 });
    bench.simulator.heal();
    expect(() => bench.simulator.play({ at: 'print', fault: 'paperEaten' })).toThrow('no fault here');
    expect(() => bench.simulator.play({ at: 'fax', fault: 'silent' })).toThrow('no point of a scenario');
  });
});
