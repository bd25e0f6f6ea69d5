import { beforeEach, describe, expect, test } from 'vitest';
import { bytesOf, escPosModel } from '../../../devices/receipt-printer/profile.ts';
import {
  askPaperStatus,
  askRealTimeStatus,
  enableAutomaticStatus,
  encodeReceipt,
  recoverAndReset,
} from '../../../devices/receipt-printer/protocol.ts';
import { type ReceiptPrinterSimulator, receiptPrinterSimulator } from '../../../devices/receipt-printer/simulator.ts';
import { memoryChannelPair } from '../../../devices/transport/memory-channel.ts';
import { FakeClock, settle } from '../../support/fake-clock.ts';
import { slip } from './bench.ts';

/** The simulator as a cable sees it: bytes in, bytes out, as a real printer's manual says. */
describe('receipt printer simulator', () => {
  let simulator: ReceiptPrinterSimulator;
  let answers: number[];
  let send: (...bytes: readonly Uint8Array[]) => Promise<readonly number[]>;
  beforeEach(async () => {
    const [near, far] = memoryChannelPair();
    simulator = receiptPrinterSimulator({ channel: far, clock: new FakeClock() });
    answers = [];
    near.onData((bytes) => void answers.push(...bytes));
    await simulator.start();
    await near.open();
    send = async (...bytes) => {
      answers.length = 0;
      for (const each of bytes) await near.write(each);
      await settle();
      return [...answers];
    };
  });
  const model = escPosModel({ paper: 'roll80' });
  const slipBytes = encodeReceipt(slip('S1'), model);

  test('answers DLE EOT at once, also without paper, while GS r waits', async () => {
    simulator.setFault('paperOut');
    expect(await send(askPaperStatus, askRealTimeStatus(1), askRealTimeStatus(4))).toEqual([0x1a, 0x7e]);
    answers.length = 0;
    simulator.setFault('none');
    await settle();
    expect(answers).toEqual([0x00]);
  });

  test('takes its bytes one by one as well as in one go', async () => {
    await send(...[...slipBytes].map((byte) => Uint8Array.of(byte)));
    await send(slipBytes);
    expect(simulator.tickets[0]).toEqual(simulator.tickets[1]);
    expect(simulator.tickets).toHaveLength(2);
  });

  test('pushes its status when asked to, on a change, and no more after ESC @', async () => {
    expect(await send(enableAutomaticStatus(model))).toEqual([0x10, 0, 0, 0x0f]);
    answers.length = 0;
    simulator.setFault('coverOpen');
    await settle();
    expect(answers).toEqual([0x38, 0, 0, 0x0f]);
    simulator.setFault('none');
    await settle();
    await send(Uint8Array.of(0x1b, 0x40));
    simulator.setFault('coverOpen');
    await settle();
    expect(answers).toEqual([]);
  });

  test('goes on with the rest of a job when paper is loaded, unless its buffers were cleared', async () => {
    simulator.setFaultAfterLines('paperOut', 3);
    await send(slipBytes);
    expect(await send(recoverAndReset(model))).toEqual([]);
    simulator.setFault('none');
    await settle();
    expect(simulator.tickets).toHaveLength(1);

    simulator.setFaultAfterLines('paperOut', 3);
    await send(slipBytes);
    expect(await send(bytesOf(model.clearBuffers))).toEqual([0x37, 0x25, 0x00]);
    simulator.setFault('none');
    await settle();
    expect(simulator.tickets).toHaveLength(1);
  });

  test('runs low and out of paper by printing', async () => {
    const levels = new Set<number | undefined>();
    for (let slips = 0; slips < 400 && !levels.has(0x7e); slips += 1) {
      await send(slipBytes);
      levels.add((await send(askRealTimeStatus(4)))[0]);
    }
    expect([...levels]).toEqual([0x12, 0x1e, 0x7e]);
    expect(await send(askRealTimeStatus(2))).toEqual([0x32]);
  });

  test('finds a broken cutter when it cuts, and DLE ENQ 2 frees it', async () => {
    simulator.setFault('cutterFault');
    await send(enableAutomaticStatus(model), slipBytes);
    expect(await send(askRealTimeStatus(3))).toEqual([0x1a]);
    await send(recoverAndReset(model));
    expect(await send(askRealTimeStatus(3))).toEqual([0x12]);
  });
});
