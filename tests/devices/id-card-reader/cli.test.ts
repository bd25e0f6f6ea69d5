import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { run } from '../../../devices/id-card-reader/cli.ts';
import { idCardReaderSimulator, type IdCardReaderSimulator } from '../../../devices/id-card-reader/simulator.ts';
import { syntheticCards, syntheticFingers, syntheticPermits } from '../../../devices/id-card-reader/synthetic-cards.ts';
import { serialChannel } from '../../../devices/transport/serial-channel.ts';
import { systemClock } from '../../../main/clock/clock.ts';
import { hasSocat, ptyPair, type PtyPair } from '../../support/pty.ts';

const photoDecoderProgram = path.join(import.meta.dirname, 'photo-decoder-program.ts');

async function call(...argv: string[]): Promise<{ code: number; output: string }> {
  let output = '';
  const code = await run(argv, (text) => (output += text));
  return { code, output };
}

describe.skipIf(!hasSocat())("the technician's tool", () => {
  let pty: PtyPair;
  let simulator: IdCardReaderSimulator;
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'kiosk-card-tool-'));
    pty = await ptyPair();
    const channel = serialChannel({ path: pty.b, baudRate: 115200 });
    simulator = idCardReaderSimulator({ channel, clock: systemClock, delays: { readMs: 5 } });
    await simulator.start();
  });
  afterEach(async () => {
    await simulator.stop();
    await pty.kill();
    await rm(folder, { recursive: true, force: true });
  });

  it('tells the status, at whatever speed the module was set to', async () => {
    simulator.placeCard(syntheticCards.valid);
    expect(await call('status', '--path', pty.a)).toEqual({ code: 0, output: 'device: online\nmedia: present\n' });
    expect((await call('status', '--path', pty.a, '--baud-rate', '9600')).code).toBe(0);
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
    expect(output).toContain('维吾尔 (Uygur)');
    expect(output).toContain('no decoder in the profile');
  });

  it('reads a permit with its fingerprints, and shows neither', async () => {
    simulator.placeCard({ ...syntheticPermits.foreign2023, fingerprints: syntheticFingers });
    const { code, output } = await call('read-with-fingerprints', '--path', pty.a);
    expect(code).toBe(0);
    expect(output).toContain('document: foreign2023');
    expect(output).toContain('fingers: rightThumb, leftIndex');
    for (const secret of [syntheticPermits.foreign2023.number, 'ANNA', '1988']) expect(output).not.toContain(secret);
  });

  it('masks the management number', async () => {
    simulator.placeCard(syntheticCards.valid);
    const { code, output } = await call('management-number', '--path', pty.a);
    expect(code).toBe(0);
    expect(output).toContain('issuer: 00010203\nchip: ************0A0B, document: ****************************1A1B\n');
  });

  it('runs the decoder that the profile names', async () => {
    const profile = path.join(folder, 'profile.json');
    await writeFile(
      profile,
      JSON.stringify({
        idCardReader: {
          driver: 'sam-v',
          connection: { kind: 'serial', path: pty.a, baudRate: 'auto' },
          photoDecoder: { argv: [process.execPath, photoDecoderProgram] },
        },
      }),
    );
    simulator.placeCard(syntheticCards.valid);
    const { code, output } = await call('read', '--profile', profile);
    expect(code).toBe(0);
    expect(output).toContain('photo: 1024 bytes, decoded to 38862 bytes\n');
  });

  it('says why a card could not be read', async () => {
    simulator.placeCard(syntheticCards.valid, 'damaged');
    const { code, output } = await call('read', '--path', pty.a);
    expect(code).toBe(1);
    expect(output).toContain('failed: cardDamaged');
    simulator.pullCard();
    expect((await call('management-number', '--path', pty.a)).output).toContain('failed: notPlaced');
  });
});

describe("the technician's tool, used wrongly", () => {
  it('says that there is no reader', async () => {
    const { code, output } = await call('status', '--path', '/dev/kiosk-has-no-such-port');
    expect(code).toBe(1);
    expect(output).toContain('device: noDevice\n');
    expect(output).toContain('reason: absent');
  });

  it.each([[], ['status'], ['erase', '--path', '/dev/x'], ['status', '--path', '/dev/x', '--baud-rate', 'fast']])(
    'shows how it is used: %j %j %j',
    async (...argv) => {
      const { code, output } = await call(...argv);
      expect(code).toBe(2);
      expect(output).toContain('npm run device -- id-card-reader');
    },
  );
});
