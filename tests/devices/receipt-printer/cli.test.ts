import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { run } from '../../../devices/receipt-printer/cli.ts';
import { type ReceiptPrinterSimulator, receiptPrinterSimulator } from '../../../devices/receipt-printer/simulator.ts';
import { ticketText } from '../../../devices/receipt-printer/ticket.ts';
import { serialChannel } from '../../../devices/transport/serial-channel.ts';
import { systemClock } from '../../../main/clock/clock.ts';
import { hasSocat, ptyPair, type PtyPair } from '../../support/pty.ts';

async function call(...argv: readonly string[]): Promise<{ readonly code: number; readonly said: string }> {
  let said = '';
  const code = await run(argv, (text) => void (said += text));
  return { code, said: said.trimEnd() };
}

test.each([[], ['status'], ['polish', '/dev/null'], ['status', 'ttyS0'], ['status', '/dev/null', '--paper', 'A4']])(
  'explains itself when it does not understand %j',
  async (...argv) => {
    const { code, said } = await call(...argv);
    expect(code).toBe(2);
    expect(said).toContain('usage: receipt-printer');
  },
);

test('says that there is no printer', async () => {
  const { code, said } = await call('status', '/nowhere/ttyUSB0');
  expect([code, said]).toEqual([1, 'device noDevice, paper unknown, media unknown, cover closed']);
});

describe.skipIf(!hasSocat())('with a printer on a pseudo terminal', () => {
  let pty: PtyPair;
  let simulator: ReceiptPrinterSimulator;
  beforeEach(async () => {
    pty = await ptyPair();
    simulator = receiptPrinterSimulator({
      channel: serialChannel({ path: pty.b, baudRate: 9600 }),
      clock: systemClock,
    });
    await simulator.start();
  });
  afterEach(async () => {
    await simulator.stop();
    await pty.kill();
  });

  test('tells the status', async () => {
    simulator.setFault('paperLow');
    const { code, said } = await call('status', pty.a, '--baud-rate', '9600');
    expect([code, said]).toEqual([0, 'device online, paper low, media unknown, cover closed']);
  });

  test('prints a test slip', async () => {
    const { code, said } = await call('self-test', pty.a, '--paper', 'roll58');
    expect([code, said.split('\n').at(-1)]).toEqual([0, 'the slip is out']);
    expect(ticketText(simulator.tickets[0]!)).toContain('自检 Self-test');
  });

  test('says why the slip did not come', async () => {
    simulator.setFault('coverOpen');
    const { code, said } = await call('self-test', pty.a);
    expect([code, said.split('\n').at(-1)]).toEqual([1, 'not printed: coverOpen']);
  });
});
