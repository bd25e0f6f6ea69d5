import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { documentPrinterSimulator } from '../../../devices/document-printer/simulator.ts';
import type { DocumentPrinterSimulator } from '../../../devices/document-printer/simulator.ts';
import { testPage } from '../../../devices/document-printer/test-page.ts';
import { hasIppeveprinter, startIppeveprinter } from '../../support/ippeveprinter.ts';
import type { Ippeveprinter } from '../../support/ippeveprinter.ts';
import { withPrinter, worksByHand } from './by-hand.ts';

describe('the simulated document printer', () => {
  let simulator: DocumentPrinterSimulator;
  beforeAll(async () => {
    simulator = documentPrinterSimulator({ port: 0 });
    await simulator.start();
  });
  afterAll(() => simulator.stop());
  worksByHand(
    () => ({
      url: simulator.url,
      takeOutPaper: () => simulator.setFault('paperOut'),
      loadPaper: () => simulator.setFault('none'),
      received: () => Promise.resolve(simulator.printed.map(({ pdf }) => pdf)),
    }),
    { unplug: () => simulator.setFault('unreachable'), plug: () => simulator.setFault('none') },
  );
});

const available = hasIppeveprinter();
describe.skipIf(!available.ok)(`ippeveprinter${available.ok ? '' : ` (${available.reason})`}`, () => {
  let peer: Ippeveprinter;
  beforeAll(async () => {
    peer = await startIppeveprinter();
  });
  afterAll(() => peer.stop());
  worksByHand(() => ({
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
  worksByHand(() => ({
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
