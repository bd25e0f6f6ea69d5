import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { run } from '../../../devices/card-dispenser/cli.ts';
import { cardDispenserSimulator, type CardDispenserSimulator } from '../../../devices/card-dispenser/simulator.ts';
import { serialChannel } from '../../../devices/transport/serial-channel.ts';
import { systemClock } from '../../../main/clock/clock.ts';
import { hasSocat, ptyPair, type PtyPair } from '../../support/pty.ts';

async function call(...argv: string[]): Promise<{ code: number; output: string }> {
  let output = '';
  const code = await run(argv, (text) => (output += text));
  return { code, output };
}

describe.skipIf(!hasSocat())("the technician's tool of the card dispenser", () => {
  let pty: PtyPair;
  let simulator: CardDispenserSimulator;
  beforeEach(async () => {
    pty = await ptyPair();
    const channel = serialChannel({ path: pty.b, baudRate: 9600 });
    simulator = cardDispenserSimulator({ channel, clock: systemClock, profile: { driver: 'k720' }, moveMs: 10 });
    await simulator.start();
  });
  afterEach(async () => {
    await simulator.stop();
    await pty.kill();
  });

  it('tells the status', async () => {
    const { code, output } = await call('status', '--path', pty.a);
    expect(code).toBe(0);
    expect(output).toBe('device: online\nmedia: notPresent\ncards: ok\ncaptureBin: ok\n');
  });

  it('tests the machine', async () => {
    const { code, output } = await call('self-test', '--path', pty.a);
    expect(code).toBe(0);
    expect(output).toContain('version: K720 V2.05\nbroken frames: 0\ncard: none\n');
  });

  it('gives a card, captures it, and starts the machine anew', async () => {
    for (const action of ['dispense', 'capture', 'reset']) {
      expect(await call(action, '--path', pty.a, '--yes')).toMatchObject({
        code: 0,
        output: expect.stringContaining('done\n'),
      });
    }
    expect(simulator.cards).toMatchObject({ bin: 1, atFront: 0, visitor: 0 });
  });

  it('says why no card came', async () => {
    simulator.play({ at: 'now', fault: 'binFull' });
    const { code, output } = await call('dispense', '--path', pty.a, '--yes');
    expect(code).toBe(1);
    expect(output).toContain('failed: captureBinFull\n');
  });

  it.each(['dispense', 'capture', 'reset'])('moves nothing without --yes: %s', async (action) => {
    const { code, output } = await call(action, '--path', pty.a);
    expect(code).toBe(2);
    expect(output).toContain('--yes');
    expect(simulator.cards).toMatchObject({ inPath: 0, atFront: 0, bin: 0 });
  });
});
