import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { passportReadErrors, type PassportReadErrorCode } from '../../../devices/passport-reader/passport-reader.ts';
import { syntheticDocuments } from '../../../devices/passport-reader/synthetic-documents.ts';
import { worksByHand } from './by-hand.ts';
import { expectedDocuments } from './expected-documents.ts';
import { byHand, type FramingKind, type Lane, type OpenLane } from './lane.ts';

const never = new AbortController().signal;
const zone = (lines: readonly string[]) => ({ kind: 'zone', lines }) as const;
const passport = zone(syntheticDocuments.chinesePassport);

type WayToFail = (lane: Lane, abort: AbortController) => unknown;

/** How a simulator brings about each way a reading can fail. A new error without a way does not compile. */
const waysToFail: Record<PassportReadErrorCode, WayToFail> = {
  notPlaced() {},
  cancelled: (_lane, abort) => abort.abort(),
  documentRemoved(lane) {
    lane.simulator.play({ at: 'scan', fault: 'pulled' });
    lane.simulator.placeDocument(passport);
  },
  unreadable(lane) {
    lane.simulator.play({ at: 'scan', fault: 'blurred' });
    lane.simulator.placeDocument(passport);
  },
  checkDigit(lane) {
    lane.simulator.play({ at: 'scan', fault: 'wrongCheckDigit' });
    lane.simulator.placeDocument(passport);
  },
  notSupported: (lane) => lane.simulator.placeDocument({ kind: 'code', text: 'https://example.org/ticket/7' }),
  offline: (lane) => lane.unplug(),
  async readerFault(lane) {
    lane.simulator.play({ at: 'scan', fault: 'otherFirmware', times: 3 });
    for (let scan = 1; scan <= 3; scan += 1) {
      lane.simulator.placeDocument(passport);
      if (scan < 3) await lane.until(() => lane.device.misfits === scan);
    }
  },
};

/** Without messages of its own for a beginning and an end, a scanner cannot tell a document that was pulled from none. */
const canTell = (kind: FramingKind, error: PassportReadErrorCode): boolean =>
  error !== 'documentRemoved' || kind === 'est-100';

/** What every scanner of travel documents must do, whatever it speaks and whatever line it hangs on. */
export function passportReaderConformance(name: string, kind: FramingKind, open: OpenLane): void {
  worksByHand(`(${kind}) ${name}`, byHand(kind, open), { tellsBeginning: kind === 'est-100' });
  describe(`a passport reader (${kind}) ${name}, at fault`, () => {
    let lane: Lane;
    beforeEach(async () => {
      lane = await open(kind);
    });
    afterEach(() => lane.stop());

    const read = (signal = never) => lane.run(lane.device.readDocument({ signal }));
    /** A reading during which this happens. */
    async function readWhile(happens: () => unknown): Promise<Awaited<ReturnType<typeof read>>> {
      const reading = lane.device.readDocument({ signal: never });
      await happens();
      return lane.run(reading);
    }

    it.each(Object.entries(syntheticDocuments))('reads %s', async (document, lines) => {
      const result = await readWhile(() => lane.simulator.placeDocument(zone(lines)));
      expect(result).toEqual({ ok: true, value: expectedDocuments[document as keyof typeof syntheticDocuments] });
    });

    it.each(passportReadErrors.filter((error) => canTell(kind, error)))('can fail with %s', async (error) => {
      const abort = new AbortController();
      // In the framings without a beginning the first misfits end readings too: only the last one is looked at.
      const reading = error === 'readerFault' ? null : lane.device.readDocument({ signal: abort.signal });
      if (reading) {
        await waysToFail[error](lane, abort);
        expect(await lane.run(reading)).toMatchObject({ ok: false, error: { code: error } });
      } else {
        await waysToFail[error](lane, abort);
        await lane.until(() => lane.device.status().device === 'hardwareError');
        expect(lane.device.status().reason).toBe('wrongFirmware');
        expect(await read()).toEqual({ ok: false, error: { code: error } });
      }
    });

    it('says that nothing was on a blank page, and reads the page after it', async () => {
      expect(await readWhile(() => lane.simulator.placeDocument({ kind: 'blank' }))).toEqual({
        ok: false,
        error: { code: 'unreadable' },
      });
      expect((await readWhile(() => lane.simulator.placeDocument(passport))).ok).toBe(true);
    });

    it('takes a scan that comes byte by byte', async () => {
      lane.simulator.play({ at: 'any', fault: 'oneByteChunks' });
      expect((await readWhile(() => lane.simulator.placeDocument(passport))).ok).toBe(true);
    });

    it.each(['cutShort', 'babble'])('asks for the document again after a scan that is %s', async (fault) => {
      lane.simulator.play({ at: 'scan', fault, times: 1 });
      expect(await readWhile(() => lane.simulator.placeDocument(passport))).toEqual({
        ok: false,
        error: { code: 'unreadable' },
      });
      await lane.pass(500);
      expect((await readWhile(() => lane.simulator.placeDocument(passport))).ok).toBe(true);
      expect(lane.device.status().device).toBe('online');
    });

    it('is well again as soon as the scanner is understood', async () => {
      await waysToFail.readerFault(lane, new AbortController());
      await lane.until(() => lane.device.status().device === 'hardwareError');
      lane.simulator.heal();
      lane.simulator.placeDocument(passport);
      await lane.until(() => lane.device.status().device === 'online');
      expect(lane.device.status().reason).toBeUndefined();
    });

    it('unplugged in the middle of a scan: offline at once; plugged again: online, and it reads', async () => {
      lane.simulator.play({ at: 'scan:byte:17', fault: 'unplug', times: 1 });
      expect(await readWhile(() => lane.simulator.placeDocument(passport))).toEqual({
        ok: false,
        error: { code: 'offline' },
      });
      expect(lane.device.status()).toEqual({ device: 'offline', media: 'unknown' });
      expect(await read()).toEqual({ ok: false, error: { code: 'offline' } });
      lane.simulator.heal();
      await lane.plug();
      await lane.until(() => lane.device.status().device === 'online');
      await lane.pass(200);
      expect((await readWhile(() => lane.simulator.placeDocument(passport))).ok).toBe(true);
    });
  });
}
