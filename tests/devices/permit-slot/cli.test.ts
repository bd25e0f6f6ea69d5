import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { run } from '../../../devices/permit-slot/cli.ts';
import { zoneLinesOf } from '../../../devices/passport-reader/synthetic-zone.ts';
import { rewriterEntry } from '../../../devices/permit-slot/profile.ts';
import { simulatedPermit, type SimulatedPermit } from '../../../devices/permit-slot/simulated-permit.ts';
import { people } from '../../../main/gateway/simulator/people.ts';
import { permitSlotSimulator, type PermitSlotSimulator } from '../../../devices/permit-slot/simulator.ts';
import { serialChannel } from '../../../devices/transport/serial-channel.ts';
import { systemClock } from '../../../main/clock/clock.ts';
import { hasSocat, ptyPair, type PtyPair } from '../../support/pty.ts';

async function call(...argv: string[]): Promise<{ code: number; output: string }> {
  let output = '';
  const code = await run(argv, (text) => (output += text));
  return { code, output };
}

describe.skipIf(!hasSocat())("the technician's tool of the permit slot", () => {
  let pty: PtyPair;
  let simulator: PermitSlotSimulator;
  const profile = { driver: 'crt-571', rewriter: rewriterEntry.parse({}) } as const;
  beforeEach(async () => {
    pty = await ptyPair();
    const channel = serialChannel({ path: pty.b, baudRate: 9600 });
    simulator = permitSlotSimulator({ channel, clock: systemClock, profile, moveMs: 10, writeMs: 10 });
    await simulator.start();
  });
  afterEach(async () => {
    await simulator.stop();
    await pty.kill();
  });

  it('tells the status', async () => {
    expect(await call('status', '--path', pty.a)).toEqual({
      code: 0,
      output: 'device: online\nmedia: notPresent\ncaptureBin: ok\n',
    });
  });

  it('tests the machine', async () => {
    const { code, output } = await call('self-test', '--path', pty.a);
    expect(code).toBe(0);
    expect(output).toContain('version: CRT-571 V1.0\nbroken frames: 0\ncard: none\n');
  });

  it('takes a card in and captures it', async () => {
    const accepting = call('accept', '--path', pty.a, '--yes');
    while (!simulator.insertCard()) await new Promise((resolve) => setTimeout(resolve, 5));
    expect((await accepting).output).toContain('insert a card\n');
    expect(await accepting).toMatchObject({ code: 0, output: expect.stringContaining('done\n') });
    expect((await call('capture', '--path', pty.a, '--yes')).code).toBe(0);
    expect(simulator.card).toBe('bin');
  });

  it('says why a card did not move', async () => {
    const { code, output } = await call('eject', '--path', pty.a, '--yes');
    expect(code).toBe(1);
    expect(output).toContain('failed: noCard\n');
  });

  async function withCardInside(permit = simulatedPermit(zoneLinesOf(people[0]!.permit))): Promise<SimulatedPermit> {
    const accepting = call('accept', '--path', pty.a, '--yes');
    while (!simulator.insertCard('good', permit)) await new Promise((resolve) => setTimeout(resolve, 5));
    expect((await accepting).code).toBe(0);
    return permit;
  }

  it('shows what the chip of a permit says, masked', async () => {
    await withCardInside();
    const { code, output } = await call('read', '--path', pty.a);
    expect(code).toBe(0);
    expect(output).toContain(
      'document: hkMacaoPermit (EEP) of CHN\nnumber: C******00\nname: Z****, S****\nChinese name: **例\nvalid until: 2030-08-15\n',
    );
    await call('eject', '--path', pty.a, '--yes');
    simulator.takeCard();
    await withCardInside(simulatedPermit());
    expect(await call('read', '--path', pty.a)).toMatchObject({
      code: 1,
      output: expect.stringContaining('failed: chipUnreadable\n'),
    });
  });

  it('writes a line that is no endorsement', async () => {
    const permit = await withCardInside();
    expect(await call('write-test', '--path', pty.a, '--yes')).toMatchObject({
      code: 0,
      output: expect.stringContaining('done\n'),
    });
    expect(permit.back).toEqual(['测试 TEST']);
  });

  it.each(['accept', 'hold', 'write-test', 'eject', 'capture'])('moves nothing without --yes: %s', async (action) => {
    const { code, output } = await call(action, '--path', pty.a);
    expect(code).toBe(2);
    expect(output).toContain('--yes');
    expect(simulator.movements).toBe(0);
  });
});
