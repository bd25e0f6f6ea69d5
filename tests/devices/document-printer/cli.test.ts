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

async function outputOf(...argv: string[]): Promise<{ code: number; lines: string[] }> {
  const lines: string[] = [];
  const code = await run(argv, (line) => lines.push(line));
  return { code, lines };
}

describe('the technician asks', () => {
  it('for the status of a printer that is well', async () => {
    expect(await outputOf('status', simulator.url)).toEqual({
      code: 0,
      lines: ['device online, paper full, toner full, cover closed'],
    });
  });

  it('for the status of a printer with an open cover', async () => {
    await simulator.setFault('coverOpen');
    expect(await outputOf('status', simulator.url)).toEqual({
      code: 1,
      lines: ['device userError, paper full, toner full, cover open'],
    });
  });

  it('for a test page', async () => {
    expect(await outputOf('self-test', simulator.url)).toMatchObject({ code: 0 });
    expect(simulator.printed.map(({ jobName }) => jobName.split(' ')[0])).toEqual(['self-test']);
  });

  it('for something it does not know, or a printer that is nowhere', async () => {
    expect(await outputOf('explode', simulator.url)).toMatchObject({ code: 2 });
    expect(await outputOf('status', 'usb:1')).toMatchObject({ code: 2 });
    await simulator.setFault('unreachable');
    expect((await outputOf('status', simulator.url)).lines[0]).toContain('device offline');
  });
});
