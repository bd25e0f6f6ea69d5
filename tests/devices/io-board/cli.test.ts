import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { run } from '../../../devices/io-board/cli.ts';
import { ioBoardSimulator, type IoBoardSimulator } from '../../../devices/io-board/simulator.ts';
import { serialChannel } from '../../../devices/transport/serial-channel.ts';
import { systemClock } from '../../../main/clock/clock.ts';
import { hasSocat, ptyPair, type PtyPair } from '../../support/pty.ts';
import { profile } from './lane.ts';

describe.skipIf(!hasSocat())("the technician's tool", () => {
  let pty: PtyPair;
  let folder: string;
  let file: string;
  let simulator: IoBoardSimulator;
  beforeEach(async () => {
    pty = await ptyPair();
    folder = await mkdtemp(path.join(tmpdir(), 'kiosk-io-board-'));
    file = path.join(folder, 'hall.json');
    const connection = { kind: 'serial', path: pty.a, baudRate: 9600 };
    await writeFile(file, JSON.stringify({ model: 'test', ioBoard: { ...profile, connection } }));
    const channel = serialChannel({ path: pty.b, baudRate: 9600 });
    simulator = ioBoardSimulator({ channel, clock: systemClock, profile, opensAfterMs: 10 });
    await simulator.start();
  });
  afterEach(async () => {
    await simulator.stop();
    await pty.kill();
    await rm(folder, { recursive: true, force: true });
  });

  async function call(argv: string[], onOutput: (text: string) => void = () => {}) {
    let output = '';
    const code = await run([...argv, '--profile', file], (text) => {
      output += text;
      onOutput(text);
    });
    return { code, output };
  }

  it('tells the status of every sensor', async () => {
    simulator.set({ cabinetDoor: 'open' });
    const { code, output } = await call(['status']);
    expect(code).toBe(0);
    expect(output).toContain('cabinetDoor: open');
    expect(output).toContain('doors: ["closed","closed","unknown"]');
  });

  it('lights every lamp in turn', async () => {
    const { code, output } = await call(['self-test']);
    expect(code).toBe(0);
    expect(output).toContain('light: idCardReader\nlight: receiptPrinter\nlight: camera');
    expect(output).toContain('watchdog: every 1000 ms');
    expect(Object.values(simulator.lights())).toEqual(['off', 'off', 'off', 'off', 'off']);
  });

  it('says which lights there are to one who asks for another', async () => {
    const { code, output } = await call(['light', 'codeScanner', 'quick']);
    expect(code).toBe(1);
    expect(output).toContain('lights here: idCardReader, receiptPrinter, camera, statusGood, fasciaLight');
  });

  it('opens a door only when it is sure', async () => {
    const refused = await call(['unlock', '1']);
    expect(refused.code).toBe(2);
    expect(refused.output).toContain('--yes');
    const opened = await call(['unlock', '1', '--yes']);
    expect(opened.output).toContain('door 1: open');
    expect(opened.code).toBe(0);
    expect((await call(['unlock', '7', '--yes'])).output).toContain('failed: notFitted');
  });

  it('watches until Ctrl-C', async () => {
    const { code, output } = await call(['watch'], (text) => {
      if (text.startsWith('device:')) setImmediate(() => simulator.set({ proximitySensor: 'present' }));
      if (text.includes('proximitySensor=present')) process.emit('SIGINT');
    });
    expect(code).toBe(0);
    expect(output).toContain('device=online cabinetDoor=closed tamperSensor=off proximitySensor=present');
  });
});

describe("the technician's tool, used wrongly", () => {
  it.each([[[]], [['status']], [['erase', '--path', '/dev/x']]])('shows how it is used: %j', async (argv) => {
    let output = '';
    expect(await run(argv, (text) => (output += text))).toBe(2);
    expect(output).toContain('io-board <action>');
  });
});
