import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MrzScanner, MrzScannerDelays } from '../../../devices/passport-reader/driver.ts';
import type { HandLane } from '../../support/device-lane.ts';
import { BY_HAND_MS } from '../../support/hardware-hands.ts';

export interface Hands {
  layDocument(): Promise<void>;
  /** Before anybody is asked for it. */
  layDocumentUnasked(): Promise<void>;
  /** Lifts it again while it is scanned. */
  touchWithDocument(): Promise<void>;
}
type Lane = HandLane<MrzScanner, Hands>;
export type OpenByHand = (delays: Partial<MrzScannerDelays>) => Promise<Lane>;

const never = new AbortController().signal;

/** What every passport reader does before somebody's hands. `tellsBeginning`: it says that it sees a document before it sends it. */
export function worksByHand(name: string, open: OpenByHand, { tellsBeginning }: { tellsBeginning: boolean }): void {
  describe(`a passport reader ${name}`, () => {
    let lane: Lane;
    beforeEach(async () => {
      lane = await open({ placeTimeoutMs: BY_HAND_MS });
    });
    afterEach(() => lane.stop());
    async function impatient(): Promise<void> {
      await lane.stop();
      lane = await open({ placeTimeoutMs: 500 });
    }

    /** Never the document itself: a failure would print it. */
    async function read(options: Partial<Parameters<MrzScanner['readDocument']>[0]> = {}): Promise<string> {
      const document = await lane.run(lane.device.readDocument({ signal: never, ...options }));
      return document.ok ? 'read' : document.error.code;
    }
    async function readLaid(): Promise<string> {
      const reading = read();
      await lane.hands.layDocument();
      return reading;
    }

    it('is online after its start', () => {
      expect(lane.device.status()).toEqual({ device: 'online', media: 'unknown' });
    });

    it('waits for a document, and tells when it reads', async () => {
      const phases: string[] = [];
      const reading = read({ onPhase: (phase) => phases.push(phase) });
      await lane.hands.layDocument();
      expect(await reading).toBe('read');
      expect(phases).toEqual(['waiting', 'reading']);
      expect(lane.device.misfits).toBe(0);
    });

    it('gives up waiting where nobody comes', async () => {
      await impatient();
      expect(await read()).toBe('notPlaced');
    });

    it('never takes a document that was scanned before it was asked', async () => {
      await impatient();
      await lane.hands.layDocumentUnasked();
      expect(await read()).toBe('notPlaced');
    });

    it('ends the wait at once when the visitor leaves, and reads for the next', async () => {
      const left = new AbortController();
      expect(await read({ signal: left.signal, onPhase: () => left.abort() })).toBe('cancelled');
      expect(await readLaid()).toBe('read');
    });

    it.runIf(tellsBeginning)('says that a document was taken away too early', async () => {
      const reading = read();
      await lane.hands.touchWithDocument();
      expect(await reading).toBe('documentRemoved');
      expect(await readLaid()).toBe('read');
    });

    it('is lost when its cable is pulled, and reads when it is back', async () => {
      await lane.unplug();
      await lane.until(() => lane.device.status().device !== 'online');
      expect(await read()).toBe('offline');
      await lane.plug();
      await lane.until(() => lane.device.status().device === 'online');
      await lane.pass(200);
      expect(await readLaid()).toBe('read');
    });

    it('can be stopped twice, and started again', async () => {
      await lane.device.stop();
      await lane.device.stop();
      expect(await read()).toBe('offline');
      await lane.device.start();
      await lane.until(() => lane.device.status().device === 'online');
    });
  });
}
