import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
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

test.each([
  [['status']],
  [['polish', '--path', '/dev/null']],
  [['status', '--path', 'hid:0dd4:0205']],
  [['retract', '--path', '/dev/null']],
])('explains itself when it does not understand %j', async (argv) => {
  const { code, said } = await call(...argv);
  expect(code).toBe(2);
  expect(said).toContain('usage: npm run device -- receipt-printer');
});

test('says that there is no printer', async () => {
  const { code, said } = await call('status', '--path', '/nowhere/ttyUSB0');
  expect(code).toBe(1);
  expect(said).toContain('device: noDevice');
  expect(said).toContain('reason: absent');
});

describe.skipIf(!hasSocat())('with a printer on a pseudo terminal', () => {
  let pty: PtyPair;
  let folder: string;
  let simulator: ReceiptPrinterSimulator;
  beforeEach(async () => {
    pty = await ptyPair();
    folder = await mkdtemp(path.join(tmpdir(), 'kiosk-profile-'));
    simulator = receiptPrinterSimulator({
      channel: serialChannel({ path: pty.b, baudRate: 9600 }),
      clock: systemClock,
      presenter: true,
    });
    await simulator.start();
  });
  afterEach(async () => {
    await simulator.stop();
    await pty.kill();
    await rm(folder, { recursive: true });
  });
  async function profile(presenter: 'none' | 'custom-full-status'): Promise<readonly string[]> {
    const file = path.join(folder, 'profile.json');
    const connection = { kind: 'serial', path: pty.a, baudRate: 9600 };
    await writeFile(
      file,
      JSON.stringify({ receiptPrinter: { driver: 'esc-pos', paper: 'roll58', presenter, connection } }),
    );
    return ['--profile', file];
  }

  test('tells the status', async () => {
    simulator.setFault('paperLow');
    const { code, said } = await call('status', '--path', pty.a, '--baud-rate', '9600');
    expect([code, said]).toEqual([0, 'device: online\npaper: low\nmedia: unknown\ncoverOpen: false']);
  });

  test('prints a test slip, which waits in the mouth, and pulls it back', async () => {
    const withPresenter = await profile('custom-full-status');
    const { code, said } = await call('self-test', ...withPresenter);
    expect([code, said.split('\n').at(-1)]).toEqual([0, 'the slip is out']);
    expect(ticketText(simulator.presented!)).toContain('自检 Self-test');
    expect((await call('status', ...withPresenter)).said).toContain('media: present');
    expect((await call('retract', '--yes', ...withPresenter)).said).toContain('no ticket waits');
    expect(simulator.retracted).toHaveLength(1);
  });

  test('says why the slip did not come', async () => {
    simulator.setFault('coverOpen');
    const { code, said } = await call('self-test', ...(await profile('none')));
    expect([code, said.split('\n').at(-1)]).toEqual([1, 'not printed: coverOpen']);
  });
});
