import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { membersOf } from '../../../devices/document-printer/collection.ts';
import { mediaAttribute, mediaSize } from '../../../devices/document-printer/media.ts';
import { documentPrinterProfile, type Trays } from '../../../devices/document-printer/profile.ts';
import { documentPrinterSimulator } from '../../../devices/document-printer/simulator.ts';
import type { DocumentPrinterSimulator } from '../../../devices/document-printer/simulator.ts';
import { testPage } from '../../../devices/document-printer/test-page.ts';
import { hasIppeveprinter, startIppeveprinter, type Ippeveprinter } from '../../support/ippeveprinter.ts';
import { withPrinter } from './by-hand.ts';

const never = new AbortController().signal;
const media = 'iso_a4_210x297mm';
const job = { pdf: testPage('trays'), name: 'test', signal: never };
const twoTrays = (certificate: string, notice: string): Trays => ({
  certificate: { media, source: certificate, type: 'stationery-letterhead' },
  notice: { media, source: notice, type: 'stationery' },
});

describe('the size in the name of a paper', () => {
  it.each([
    ['iso_a4_210x297mm', { x: 21_000, y: 29_700 }],
    ['na_letter_8.5x11in', { x: 21_590, y: 27_940 }],
    ['custom_hall_99.5x210mm', { x: 9950, y: 21_000 }],
  ])('%s', (name, size) => {
    expect(mediaSize(name)).toEqual(size);
  });

  it('must be there', () => {
    const connection = { kind: 'simulated' };
    const trays = { certificate: { media: 'a4' }, notice: { media } };
    expect(documentPrinterProfile.safeParse({ driver: 'ipp', trays, connection }).success).toBe(false);
  });
});

it('asks by name where only the size matters, by collection where the tray does', () => {
  expect(mediaAttribute({ media })).toEqual({ name: 'media', values: [{ kind: 'keyword', value: media }] });
  const { name, values } = mediaAttribute({ media, source: 'tray-2' });
  expect(name).toBe('media-col');
  expect(Object.fromEntries(membersOf(values))).toEqual({
    'x-dimension': { kind: 'integer', value: 21_000 },
    'y-dimension': { kind: 'integer', value: 29_700 },
    'media-source': { kind: 'keyword', value: 'tray-2' },
  });
});

describe('a printer with two trays', () => {
  let simulator: DocumentPrinterSimulator;
  beforeEach(async () => {
    simulator = documentPrinterSimulator({ port: 0 });
    await simulator.start();
  });
  afterEach(() => simulator.stop());

  it('takes each page from the tray of its paper, and certificates unless told otherwise', async () => {
    await withPrinter({ url: simulator.url, trays: twoTrays('tray-1', 'tray-2') }, {}, async (printer) => {
      for (const paper of ['notice', 'certificate'] as const) {
        expect(await printer.print({ ...job, paper })).toMatchObject({ ok: true });
      }
      expect(await printer.print(job)).toMatchObject({ ok: true });
    });
    expect(simulator.printed.map(({ source }) => source)).toEqual(['tray-2', 'tray-1', 'tray-1']);
  });

  it('that lacks a tray of the profile is another model: it says so, and prints on the other', async () => {
    await withPrinter({ url: simulator.url, trays: twoTrays('tray-1', 'tray-3') }, {}, async (printer) => {
      expect(printer.status()).toMatchObject({ device: 'hardwareError', reason: 'wrongFirmware' });
      expect(await printer.print({ ...job, paper: 'notice' })).toEqual({ ok: false, error: 'printerFault' });
      expect(await printer.print({ ...job, paper: 'certificate' })).toMatchObject({ ok: true });
    });
    expect(simulator.printed).toHaveLength(1);
  });

  it('that takes no PDF is another model, until it is exchanged', async () => {
    await simulator.setFault('noPdf');
    await withPrinter(simulator.url, {}, async (printer) => {
      expect(printer.status()).toMatchObject({ device: 'hardwareError', reason: 'wrongFirmware' });
      expect(await printer.print(job)).toEqual({ ok: false, error: 'printerFault' });
      await simulator.setFault('unreachable');
      await expect.poll(() => printer.status().device).toBe('offline');
      await simulator.setFault('none');
      await expect.poll(() => printer.status().device).toBe('online');
      expect(await printer.print(job)).toMatchObject({ ok: true });
    });
  });

  it('that would use another paper than asked for is called back before it does', async () => {
    // A page takes so long that nothing has come out when it is called back.
    await simulator.stop();
    simulator = documentPrinterSimulator({ port: 0, printMs: 60_000 });
    await simulator.start();
    await simulator.setFault('substitutesMedia');
    const trays = { certificate: { media: 'iso_b5_176x250mm' }, notice: { media } };
    await withPrinter({ url: simulator.url, trays }, {}, async (printer) => {
      // It lists no papers: only its answer to the job tells.
      expect(printer.status().device).toBe('online');
      expect(await printer.print(job)).toEqual({ ok: false, error: 'printerFault' });
    });
    expect(simulator.hasOpenJob).toBe(false);
    expect(simulator.printed).toEqual([]);
  });

  it('that holds a job for its panel is given up, and the job cancelled', async () => {
    await simulator.setFault('holdsJobs');
    await withPrinter(simulator.url, { graceMs: 20 }, async (printer) => {
      expect(await printer.print(job)).toEqual({ ok: false, error: 'printerFault' });
    });
    expect(simulator.hasOpenJob).toBe(false);
  });
});

const available = hasIppeveprinter();
describe.skipIf(!available.ok)(`ippeveprinter${available.ok ? '' : ` (${available.reason})`}`, () => {
  let peer: Ippeveprinter;
  beforeAll(async () => {
    peer = await startIppeveprinter();
  });
  afterAll(() => peer.stop());

  it('understands the tray and the paper that it is asked for', async () => {
    await withPrinter({ url: peer.url, trays: twoTrays('main', 'by-pass-tray') }, {}, async (printer) => {
      expect(printer.status()).toMatchObject({ device: 'online' });
      expect(await printer.print({ ...job, paper: 'notice' })).toMatchObject({ ok: true });
    });
    const asked = await peer.lastMedia();
    for (const word of ['x-dimension=21000', 'y-dimension=29700', 'media-source=by-pass-tray', 'media-type=stationery'])
      expect(asked).toContain(word);
  });

  it('has no A3 and no ninth tray, and prints nothing that asks for them', async () => {
    const before = (await peer.spooled()).length;
    for (const certificate of [{ media: 'iso_a3_297x420mm' }, { media, source: 'tray-9' }]) {
      await withPrinter({ url: peer.url, trays: { certificate, notice: { media } } }, {}, async (printer) => {
        expect(printer.status()).toMatchObject({ device: 'hardwareError', reason: 'wrongFirmware' });
        expect(await printer.print(job)).toEqual({ ok: false, error: 'printerFault' });
      });
    }
    expect(await peer.spooled()).toHaveLength(before);
  });
});
