import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { run } from '../../../devices/document-printer/cli.ts';
import { documentPrinterSimulator } from '../../../devices/document-printer/simulator.ts';
import type { DocumentPrinterSimulator } from '../../../devices/document-printer/simulator.ts';

let simulator: DocumentPrinterSimulator;
beforeEach(async () => {
  simulator = documentPrinterSimulator({ port: 0 });
  await simulator.start();
});
afterEach(() => simulator.stop());

async function call(...argv: string[]): Promise<{ code: number; said: string }> {
  let said = '';
  const code = await run(argv, (text) => void (said += text));
  return { code, said };
}
const at = (): string[] => ['--path', `tcp://127.0.0.1:${new URL(simulator.url).port}`];

describe('the technician asks', () => {
  it('for the status of a printer that is well', async () => {
    const { code, said } = await call('status', ...at());
    expect([code, said]).toEqual([0, 'device: online\npaper: full\nmedia: unknown\ntoner: full\ncoverOpen: false\n']);
  });

  it('for the status of a printer with an open cover', async () => {
    await simulator.setFault('coverOpen');
    const { code, said } = await call('status', ...at());
    expect(code).toBe(1);
    expect(said).toContain('device: userError');
    expect(said).toContain('coverOpen: true');
  });

  it('for a test page', async () => {
    expect(await call('self-test', '--path', simulator.url)).toMatchObject({ code: 0 });
    expect(simulator.printed.map(({ jobName }) => jobName.split(' ')[0])).toEqual(['self-test']);
  });

  it('for a page from the other tray of a profile', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'kiosk-profile-'));
    const file = path.join(folder, 'profile.json');
    const media = 'iso_a4_210x297mm';
    const trays = { certificate: { media, source: 'tray-1' }, notice: { media, source: 'tray-2' } };
    const connection = { kind: 'ipp', url: simulator.url };
    await writeFile(file, JSON.stringify({ documentPrinter: { driver: 'ipp', trays, connection } }));
    expect(await call('self-test', 'notice', '--profile', file)).toMatchObject({ code: 0 });
    expect(simulator.printed.map(({ source }) => source)).toEqual(['tray-2']);
    expect(await call('self-test', 'cellar', '--profile', file)).toMatchObject({ code: 1 });
    await rm(folder, { recursive: true });
  });

  it('for something it does not know, or a printer that is nowhere', async () => {
    expect(await call('explode', ...at())).toMatchObject({ code: 2 });
    expect(await call('status', '--path', 'usb:1')).toMatchObject({ code: 2 });
    expect(await call('status', '--path', '/dev/usb/lp0')).toMatchObject({ code: 2 });
    await simulator.setFault('unreachable');
    const { said } = await call('status', ...at());
    expect(said).toContain('device: offline');
    expect(said).toContain('reason: absent');
  });
});
