import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { run } from '../../../devices/camera/cli.ts';
import { cameraSimulator, type CameraSimulator } from '../../../devices/camera/simulator.ts';
import { serialChannel } from '../../../devices/transport/serial-channel.ts';
import { systemClock } from '../../../main/clock/clock.ts';
import { hasSocat, ptyPair, type PtyPair } from '../../support/pty.ts';
import { firstVisitor } from './lane.ts';

async function call(...argv: string[]): Promise<{ code: number; output: string }> {
  let output = '';
  const code = await run(argv, (text) => (output += text));
  return { code, output };
}

describe.skipIf(!hasSocat())("the technician's tool", () => {
  let pty: PtyPair;
  let simulator: CameraSimulator;
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'kiosk-camera-'));
    pty = await ptyPair();
    const channel = serialChannel({ path: pty.b, baudRate: 38_400 });
    simulator = cameraSimulator({ channel, clock: systemClock, picture: firstVisitor, bootMs: 5 });
    await simulator.start();
  });
  afterEach(async () => {
    await simulator.stop();
    await pty.kill();
    await rm(folder, { recursive: true });
  });

  it('tells the status and the version', async () => {
    expect(await call('status', '--path', pty.a)).toEqual({ code: 0, output: 'device: online\n' });
    const { code, output } = await call('self-test', '--path', pty.a);
    expect(code).toBe(0);
    expect(output).toContain('version: VC0703 1.00');
  });

  it('writes a picture for its owner only, and never over another file', async () => {
    const file = path.join(folder, 'picture.jpg');
    expect((await call('read', file, '--path', pty.a)).code).toBe(0);
    expect(Buffer.compare(await readFile(file), firstVisitor)).toBe(0);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const again = await call('read', file, '--path', pty.a);
    expect(again.code).toBe(1);
    expect(again.output).toContain('EEXIST');
  });

  it('says why there is no picture', async () => {
    simulator.play({ at: 'stopFrame', fault: 'cutPicture' });
    const { code, output } = await call('read', path.join(folder, 'picture.jpg'), '--path', pty.a);
    expect(code).toBe(1);
    expect(output).toContain('failed: badPicture');
    expect((await call('read', '--path', pty.a)).output).toContain('to which file?');
  });

  it('makes the camera faster, when told twice', async () => {
    expect((await call('set-baud', '115200', '--path', pty.a)).code).toBe(2);
    expect((await call('set-baud', '115200', '--yes', '--path', pty.a)).code).toBe(0);
    expect(simulator.baudRate).toBe(115_200);
    expect((await call('set-baud', '300', '--yes', '--path', pty.a)).code).toBe(1);
  });

  it('names another model as what it is', async () => {
    simulator.play({ at: 'version', fault: 'wrongFirmware' });
    const { code, output } = await call('status', '--path', pty.a);
    expect(code).toBe(1);
    expect(output).toContain('reason: wrongFirmware');
  });
});
