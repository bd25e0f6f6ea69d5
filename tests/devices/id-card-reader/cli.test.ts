import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { run } from '../../../devices/id-card-reader/cli.ts';
import { idCardReaderSimulator, type IdCardReaderSimulator } from '../../../devices/id-card-reader/simulator.ts';
import { syntheticCards } from '../../../devices/id-card-reader/synthetic-cards.ts';
import { serialChannel } from '../../../devices/transport/serial-channel.ts';
import { systemClock } from '../../../main/clock/clock.ts';
import { hasSocat, ptyPair, type PtyPair } from '../../support/pty.ts';

async function call(...argv: string[]): Promise<{ code: number; output: string }> {
  let output = '';
  const code = await run(argv, (text) => (output += text));
  return { code, output };
}

describe.skipIf(!hasSocat())("the technician's tool", () => {
  let pty: PtyPair;
  let simulator: IdCardReaderSimulator;
  beforeEach(async () => {
    pty = await ptyPair();
    const channel = serialChannel({ path: pty.b, baudRate: 115200 });
    simulator = idCardReaderSimulator({ channel, clock: systemClock, delays: { readMs: 5 } });
    await simulator.start();
  });
  afterEach(async () => {
    await simulator.stop();
    await pty.kill();
  });

  it('tells the status', async () => {
    simulator.placeCard(syntheticCards.valid);
    expect(await call('status', '--path', pty.a)).toEqual({ code: 0, output: 'reader: online\ncard: present\n' });
  });

  it('tests the reader', async () => {
    const { code, output } = await call('self-test', '--path', pty.a);
    expect(code).toBe(0);
    expect(output).toContain('security module: 05.03-20260431-0000000001-0000000002');
  });

  it('reads a card and shows nothing that tells who it is', async () => {
    simulator.placeCard(syntheticCards.longName);
    const { code, output } = await call('read', '--path', pty.a);
    expect(code).toBe(0);
    const { name, number, birthDate, address, issuer } = syntheticCards.longName;
    for (const secret of [name, number, birthDate, birthDate.replaceAll('-', ''), address, issuer]) {
      expect(output).not.toContain(secret);
    }
    expect(output).toContain('*江');
    expect(output).toMatch(/number: 650\*{13}\w{2}\n/);
  });

  it('says why a card could not be read', async () => {
    simulator.placeCard(syntheticCards.valid, 'damaged');
    const { code, output } = await call('read', '--path', pty.a);
    expect(code).toBe(1);
    expect(output).toContain('failed: cardDamaged');
  });
});

describe("the technician's tool, used wrongly", () => {
  it('says that there is no reader', async () => {
    expect(await call('status', '--path', '/dev/kiosk-has-no-such-port')).toEqual({
      code: 1,
      output: 'reader: noDevice\n',
    });
  });

  it.each([
    [],
    ['status'],
    ['erase', '--path', '/dev/x'],
    ['read', '--paht', '/dev/x'],
    ['constructor', '--path', 'x'],
  ])('shows how it is used: %j %j %j', async (...argv) => {
    const { code, output } = await call(...argv);
    expect(code).toBe(2);
    expect(output).toContain('usage: id-card-reader');
  });
});
