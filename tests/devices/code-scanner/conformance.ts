import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { codeScanErrors, longestCode, type CodeScanError } from '../../../devices/code-scanner/code-scanner.ts';
import { worksByHand } from './by-hand.ts';
import { byHand, type FramingKind, type Lane, type OpenLane } from './lane.ts';

const never = new AbortController().signal;
const code = 'XJ-2026-000042';

/** How a simulator brings about each way a scan can fail. A new error without a way does not compile. */
const waysToFail: Record<CodeScanError, (lane: Lane, abort: AbortController) => unknown> = {
  notShown() {},
  cancelled: (_lane, abort) => abort.abort(),
  unusable(lane) {
    lane.simulator.play({ at: 'scan', fault: 'controlCodes', times: 1 });
    return lane.simulator.showCode(code);
  },
  offline: (lane) => lane.unplug(),
  async scannerFault(lane) {
    lane.simulator.play({ at: 'scan', fault: 'otherFirmware', times: 3 });
    for (let scan = 1; scan <= 3; scan += 1) {
      await lane.run(lane.simulator.showCode(code));
      await lane.until(() => lane.device.misfits === scan);
    }
  },
};

/** What every code scanner must do, whatever it speaks and whatever line it hangs on. */
export function codeScannerConformance(name: string, kind: FramingKind, open: OpenLane): void {
  worksByHand(`(${kind}) ${name}`, byHand(kind, open));
  describe(`a code scanner (${kind}) ${name}, at fault`, () => {
    let lane: Lane;
    beforeEach(async () => {
      lane = await open(kind);
    });
    afterEach(() => lane.stop());

    const scan = (signal = never) => lane.run(lane.device.scanCode({ signal }));
    /** A scan during which this code is shown. */
    async function scanOf(shown: string): ReturnType<typeof scan> {
      const scanning = lane.device.scanCode({ signal: never });
      const sent = lane.simulator.showCode(shown);
      const scanned = await lane.run(scanning);
      await lane.run(sent);
      return scanned;
    }

    it.each([
      ['a number', code],
      ['one character', '7'],
      ['an address', 'https://hall.example/q?id=42&k=aB_~#x'],
      ['the longest', 'a1'.repeat(longestCode / 2)],
    ])('scans %s', async (_name, shown) => {
      expect(await scanOf(shown)).toEqual({ ok: true, value: shown });
    });

    it.runIf(kind !== 'keyboard-wedge')('scans Chinese', async () => {
      const shown = '受理号 〇四二';
      expect(await scanOf(shown)).toEqual({ ok: true, value: shown });
    });

    it.each(codeScanErrors)('can fail with %s', async (error) => {
      const abort = new AbortController();
      const scanning = error === 'scannerFault' ? null : lane.device.scanCode({ signal: abort.signal });
      await waysToFail[error](lane, abort);
      if (!scanning) expect(lane.device.status()).toEqual({ device: 'hardwareError', reason: 'wrongFirmware' });
      expect(await (scanning ? lane.run(scanning) : scan())).toEqual({ ok: false, error });
    });

    it('throws 10 kB of control codes away, says so once, and scans again', async () => {
      lane.simulator.play({ at: 'scan', fault: 'controlCodes', times: 4 });
      for (let time = 1; time <= 4; time += 1) {
        expect(await scanOf(code)).toEqual({ ok: false, error: 'unusable' });
        await lane.pass(500);
      }
      expect(lane.device.status()).toEqual({ device: 'online' });
      expect(await scanOf(code)).toEqual({ ok: true, value: code });
    });

    it('finds a code of more than 512 characters unusable', async () => {
      expect(await scanOf('a1'.repeat(5000))).toEqual({ ok: false, error: 'unusable' });
      await lane.pass(500);
      expect(await scanOf(code)).toEqual({ ok: true, value: code });
    });

    it('takes a code that comes byte by byte', async () => {
      lane.simulator.play({ at: 'any', fault: 'oneByteChunks' });
      expect(await scanOf(code)).toEqual({ ok: true, value: code });
    });

    it.each(['cutShort', 'babble'])('finds a code that is %s unusable, and scans the next', async (fault) => {
      lane.simulator.play({ at: 'scan', fault, times: 1 });
      expect(await scanOf(code)).toEqual({ ok: false, error: 'unusable' });
      await lane.pass(500);
      expect(await scanOf(code)).toEqual({ ok: true, value: code });
    });

    it('is well again as soon as the scanner is understood', async () => {
      await waysToFail.scannerFault(lane, new AbortController());
      await lane.run(lane.simulator.showCode(code));
      await lane.until(() => lane.device.status().device === 'online');
    });

    it('unplugged in the middle of a code: offline at once; plugged again: online, and it scans', async () => {
      lane.simulator.play({ at: 'scan:byte:5', fault: 'unplug', times: 1 });
      expect(await scanOf(code)).toEqual({ ok: false, error: 'offline' });
      expect(await scan()).toEqual({ ok: false, error: 'offline' });
      lane.simulator.heal();
      await lane.plug();
      await lane.until(() => lane.device.status().device === 'online');
      await lane.pass(200);
      expect(await scanOf(code)).toEqual({ ok: true, value: code });
    });
  });
}
