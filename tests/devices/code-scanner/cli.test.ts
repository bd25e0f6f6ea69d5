import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { run } from '../../../devices/code-scanner/cli.ts';
import { codeScannerSimulator, type CodeScannerSimulator } from '../../../devices/code-scanner/simulator.ts';
import { serialChannel } from '../../../devices/transport/serial-channel.ts';
import { systemClock } from '../../../main/clock/clock.ts';
import { hasSocat, ptyPair, type PtyPair } from '../../support/pty.ts';
import { profiles } from './lane.ts';

describe.skipIf(!hasSocat())("the technician's tool", () => {
  let pty: PtyPair;
  let simulator: CodeScannerSimulator;
  beforeEach(async () => {
    pty = await ptyPair();
    const channel = serialChannel({ path: pty.b, baudRate: 115_200 });
    simulator = codeScannerSimulator({ channel, clock: systemClock, framing: profiles.serial.framing });
    await simulator.start();
  });
  afterEach(async () => {
    await simulator.stop();
    await pty.kill();
  });

  /** Calls the tool, and shows this code as soon as it asks for one. */
  async function call(action: string, shown = ''): Promise<{ code: number; output: string }> {
    let output = '';
    const code = await run([action, '--path', pty.a], (text) => {
      output += text;
      if (text.startsWith('hold ')) void simulator.showCode(shown);
    });
    return { code, output };
  }

  it('tells the status', async () => {
    expect(await call('status')).toEqual({ code: 0, output: 'device: online\n' });
  });

  it('scans a code and shows its length and its beginning', async () => {
    const { code, output } = await call('read', 'XJ-2026-000042');
    expect(code).toBe(0);
    expect(output).toContain('code: 14 characters, XJ-2…');
    expect(output).not.toContain('2026');
  });

  it('shows of a short code no more than of a long one', async () => {
    expect((await call('read', '12345')).output).toContain('code: 5 characters, 1234…');
  });

  it('tests the scanner, and says why it failed', async () => {
    simulator.play({ at: 'scan', fault: 'otherFirmware' });
    const { code, output } = await call('self-test', 'XJ-2026-000042');
    expect(code).toBe(1);
    expect(output).toContain('failed: unusable');
  });
});

it('shows how it is used', async () => {
  let output = '';
  expect(await run(['erase', '--path', '/dev/x'], (text) => (output += text))).toBe(2);
  expect(output).toContain('code-scanner <action>');
});
