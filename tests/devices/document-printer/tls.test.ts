import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { documentPrinterSimulator } from '../../../devices/document-printer/simulator.ts';
import type { DocumentPrinterSimulator } from '../../../devices/document-printer/simulator.ts';
import { testPage } from '../../../devices/document-printer/test-page.ts';
import { newAuthority, type Authority } from '../../../main/gateway/simulated-authority.ts';
import { withPrinter } from './by-hand.ts';

const never = new AbortController().signal;
const job = { pdf: testPage('over TLS'), name: 'test', signal: never };
const years = (count: number): Date => new Date(Date.now() + count * 365 * 86_400_000);
const lifetime = { notBefore: years(-2), notAfter: years(2) };

describe('a printer over TLS', () => {
  let folder: string;
  let ca: string;
  let hall: Authority;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'kiosk-tls-'));
    ca = path.join(folder, 'ca.pem');
    hall = await newAuthority(lifetime);
    await writeFile(ca, hall.ca);
  });
  afterAll(() => rm(folder, { recursive: true }));

  async function withSimulator(
    about: { readonly address?: string; readonly until?: Date; readonly by?: Authority },
    use: (simulator: DocumentPrinterSimulator) => Promise<void>,
  ): Promise<void> {
    const { address = '127.0.0.1', until = years(1), by = hall } = about;
    const period = { notBefore: years(-1), notAfter: until };
    const { key, certificate } = await by.issue({ commonName: 'printer', hosts: [address], period });
    const simulator = documentPrinterSimulator({ port: 0, tls: { key, cert: certificate } });
    await simulator.start();
    try {
      await use(simulator);
    } finally {
      await simulator.stop();
    }
  }

  it('of the hall prints', async () => {
    await withSimulator({}, async (simulator) => {
      await withPrinter({ url: simulator.url, ca }, {}, async (printer) => {
        expect(printer.status()).toMatchObject({ device: 'online', paper: 'full' });
        expect(await printer.print(job)).toMatchObject({ ok: true });
      });
      expect(simulator.printed).toHaveLength(1);
    });
  });

  const untrusted = { device: 'hardwareError', reason: 'wrongFirmware' };
  it.each([
    ['whose certificate has ended', { until: years(-0.5) }],
    ['with the certificate of another address', { address: '192.0.2.7' }],
  ])('%s gets no certificate of ours', async (_, about) => {
    await withSimulator(about, async (simulator) => {
      await withPrinter({ url: simulator.url, ca }, {}, async (printer) => {
        expect(printer.status()).toMatchObject(untrusted);
        expect(await printer.print(job)).toEqual({ ok: false, error: 'printerFault' });
      });
      expect(simulator.printed).toEqual([]);
    });
  });

  it('of somebody else, and one whose authority nobody installed, get none either', async () => {
    await withSimulator({ by: await newAuthority(lifetime) }, async (simulator) => {
      for (const where of [{ url: simulator.url, ca }, { url: simulator.url }]) {
        await withPrinter(where, {}, async (printer) => expect(printer.status()).toMatchObject(untrusted));
      }
      await withPrinter({ url: simulator.url, ca: path.join(folder, 'missing.pem') }, {}, async (printer) => {
        expect(printer.status()).toMatchObject(untrusted);
      });
      expect(simulator.printed).toEqual([]);
    });
  });

  it('that speaks no TLS at that port gets none either', async () => {
    const plain = documentPrinterSimulator({ port: 0 });
    await plain.start();
    await withPrinter({ url: plain.url.replace('ipp:', 'ipps:'), ca }, {}, async (printer) => {
      expect(printer.status()).toMatchObject(untrusted);
      expect(await printer.print(job)).toEqual({ ok: false, error: 'printerFault' });
    });
    await plain.stop();
  });

  it('that is switched off is absent, as without TLS', async () => {
    await withSimulator({}, async (simulator) => {
      await simulator.setFault('unreachable');
      await withPrinter({ url: simulator.url, ca }, {}, async (printer) => {
        expect(printer.status()).toMatchObject({ device: 'offline', reason: 'absent' });
        expect(await printer.print(job)).toEqual({ ok: false, error: 'offline' });
      });
    });
  });
});
