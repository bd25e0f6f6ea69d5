import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { documentPrinterDelays } from '../../../devices/document-printer/line.ts';
import { documentPrinterSimulator } from '../../../devices/document-printer/simulator.ts';
import type { DocumentPrinterSimulator } from '../../../devices/document-printer/simulator.ts';
import { testPage } from '../../../devices/document-printer/test-page.ts';
import { hasIppeveprinter, startIppeveprinter } from '../../support/ippeveprinter.ts';
import type { Ippeveprinter } from '../../support/ippeveprinter.ts';
import { documentPrinterConformance, withPrinter } from './conformance.ts';

describe('the simulated document printer', () => {
  let simulator: DocumentPrinterSimulator;
  beforeAll(async () => {
    simulator = documentPrinterSimulator({ port: 0 });
    await simulator.start();
  });
  afterAll(() => simulator.stop());
  documentPrinterConformance(() => ({
    url: simulator.url,
    takeOutPaper: () => simulator.setFault('paperOut'),
    loadPaper: () => simulator.setFault('none'),
    received: () => Promise.resolve(simulator.printed.map(({ pdf }) => pdf)),
  }));
});

const available = hasIppeveprinter();
describe.skipIf(!available.ok)(`ippeveprinter${available.ok ? '' : ` (${available.reason})`}`, () => {
  let peer: Ippeveprinter;
  beforeAll(async () => {
    peer = await startIppeveprinter();
  });
  afterAll(() => peer.stop());
  documentPrinterConformance(() => ({
    url: peer.url,
    takeOutPaper: () => peer.setMedia(0),
    loadPaper: () => peer.setMedia(250),
    received: () => peer.spooled(),
  }));
});

describe.skipIf(!available.ok)('ippeveprinter over TLS', () => {
  let peer: Ippeveprinter;
  let ca: string;
  beforeAll(async () => {
    peer = await startIppeveprinter();
    ca = await peer.certificate();
  });
  afterAll(() => peer.stop());
  documentPrinterConformance(() => ({
    url: peer.secureUrl,
    ca,
    takeOutPaper: () => peer.setMedia(0),
    loadPaper: () => peer.setMedia(250),
    received: () => peer.spooled(),
  }));
});

describe.skipIf(!available.ok)('ippeveprinter jams', () => {
  let peer: Ippeveprinter;
  beforeAll(async () => {
    peer = await startIppeveprinter();
  });
  afterAll(() => peer.stop());

  it('is freed, and goes on', async () => {
    const problems: (string | null)[] = [];
    await peer.setReason('media-jam');
    await withPrinter(peer.url, {}, async (printer) => {
      const printed = await printer.print({
        pdf: testPage('jam'),
        name: 'test',
        signal: new AbortController().signal,
        onProblem(problem) {
          problems.push(problem);
          void peer.clearReason();
        },
      });
      expect(printed).toMatchObject({ ok: true });
      expect(problems).toContain('paperJam');
      expect(await printer.refresh()).toMatchObject({ device: 'online', paper: 'full' });
    });
  });
});

const hardware = process.env['KIOSK_TEST_DOCUMENT_PRINTER'];
describe('a document printer on the desk', () => {
  if (!hardware) {
    it.todo('prints on real paper: set KIOSK_TEST_DOCUMENT_PRINTER=ipp://<address>/ipp/print');
    return;
  }
  it('is online with paper in the tray, and prints a page', { timeout: 120_000 }, async () => {
    await withPrinter(hardware, documentPrinterDelays, async (printer) => {
      expect(printer.status()).toMatchObject({ device: 'online', coverOpen: false });
      const job = { pdf: testPage('hardware test'), name: 'hardware test', signal: new AbortController().signal };
      expect(await printer.print(job)).toMatchObject({ ok: true });
    });
  });
});
