import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  fingerCaptureErrors,
  type FingerCaptureError,
} from '../../../devices/fingerprint-reader/fingerprint-reader.ts';
import { syntheticFeatures } from '../../../devices/fingerprint-reader/synthetic-finger.ts';
import { worksByHand } from './by-hand.ts';
import { byHand, visitor, type Lane, type LaneOptions, type OpenLane } from './lane.ts';

const never = new AbortController().signal;
const FEATURE_BYTES = 512;

/** How a simulator brings about each way a capture can fail. A new error without a way does not compile. */
const waysToFail: Record<FingerCaptureError, (lane: Lane) => ReturnType<typeof visitor>['outcome']> = {
  notPlaced: (lane) => lane.device.captureFinger({ signal: never }),
  cancelled: (lane) => lane.device.captureFinger({ signal: AbortSignal.abort() }),
  badQuality: (lane) => visitor(lane, { condition: 'smudged' }).outcome,
  sensorDirty(lane) {
    lane.simulator.play({ at: 'now', fault: 'dirty' });
    return visitor(lane).outcome;
  },
  offline(lane) {
    lane.simulator.play({ at: 'now', fault: 'silent' });
    return visitor(lane).outcome;
  },
  readerFault(lane) {
    lane.simulator.play({ at: 'now', fault: lane.simulator.faults.includes('broken') ? 'broken' : 'notConnected' });
    return visitor(lane).outcome;
  },
};

/** What every fingerprint reader must do, whatever line it hangs on. `placements` for one set of features. */
export function fingerprintReaderConformance(
  name: string,
  placements: 1 | 2,
  takeCommand: string,
  open: OpenLane,
): void {
  worksByHand(name, byHand(open));
  describe(`a fingerprint reader ${name}, at fault`, () => {
    let lane: Lane;
    beforeEach(async () => {
      lane = await open();
    });
    afterEach(() => lane.stop());

    const capture = () => lane.run(visitor(lane).outcome);
    async function reopen(options: LaneOptions): Promise<void> {
      await lane.stop();
      lane = await open(options);
    }

    it('takes a finger and guides it there', async () => {
      const { guidances, outcome } = visitor(lane, { seed: 7 });
      const taken = await lane.run(outcome);
      expect(taken.ok && Buffer.from(taken.value.features)).toEqual(Buffer.from(syntheticFeatures(7, FEATURE_BYTES)));
      expect(guidances).toEqual(placements === 1 ? ['place', 'hold'] : ['place', 'hold', 'lift', 'place', 'hold']);
    });

    it('hands over features that are the caller’s alone to wipe', async () => {
      const first = await capture();
      if (!first.ok) throw new Error(first.error);
      const copy = Uint8Array.from(first.value.features);
      first.value.features.fill(0);
      lane.simulator.liftFinger();
      const second = await capture();
      expect(second.ok && second.value.features).toEqual(copy);
    });

    it.each(fingerCaptureErrors)('can fail with %s, and takes a finger after it', async (error) => {
      expect(await lane.run(waysToFail[error](lane))).toEqual({ ok: false, error });
      lane.simulator.heal();
      lane.simulator.liftFinger();
      await lane.until(() => lane.device.status().device === 'online');
      expect((await capture()).ok).toBe(true);
    });

    it.each([
      ['smudged', 'wipeFinger'],
      ['dry', placements === 1 ? 'pressHarder' : 'moveToCentre'],
      ['wet', placements === 1 ? 'pressLighter' : 'wipeFinger'],
      ['aside', 'moveToCentre'],
    ] as const)('tells a visitor whose finger is %s: %s', async (condition, hint) => {
      const { guidances, outcome } = visitor(lane, (placement) => ({
        condition: placement === 1 ? condition : 'good',
      }));
      expect((await lane.run(outcome)).ok).toBe(true);
      expect(guidances.slice(0, 4)).toEqual(['place', 'hold', hint, 'place']);
      expect(lane.device.lastQuality?.badTries).toBe(1);
    });

    it('does not look at the glass while nobody is asked', async () => {
      lane.simulator.placeFinger();
      expect((await lane.run(lane.device.selfTest())).ok).toBe(true);
      expect(lane.device.status().subject).toBe('unknown');
    });

    it('takes answers that come byte by byte', async () => {
      await reopen({ pieceBytes: 1 });
      expect((await capture()).ok).toBe(true);
    });

    it.each(['wrongChecksum', 'cutShort', 'silent', 'junkBefore'])(
      'asks again after one answer with %s',
      async (fault) => {
        lane.simulator.play({ at: takeCommand, fault, times: 1 });
        expect((await capture()).ok).toBe(true);
      },
    );

    it.each([0, 1, 8, 12, 60])('asks again after features that were cut short at byte %i', async (byte) => {
      lane.simulator.play({ at: `${takeCommand}:byte:${byte}`, fault: 'cutShort', times: 1 });
      expect((await capture()).ok).toBe(true);
    });

    it('survives a reader that babbles, and takes a finger after it', async () => {
      lane.simulator.play({ at: 'any', fault: 'babble', times: 2 });
      await capture();
      lane.simulator.heal();
      lane.simulator.liftFinger();
      await lane.until(() => lane.device.status().device === 'online');
      expect((await capture()).ok).toBe(true);
    });

    it('is offline and says why when it goes silent, and online when it answers again', async () => {
      lane.simulator.play({ at: 'now', fault: 'silent' });
      await lane.until(() => lane.device.status().device === 'offline');
      expect(lane.device.status().reason).toBe('silent');
      lane.simulator.heal();
      await lane.until(() => lane.device.status().device === 'online');
      expect((await capture()).ok).toBe(true);
    });

    it('unplugged while it takes a finger: offline at once; plugged again: online, and it takes one', async () => {
      let isAsked = false;
      const capturing = lane.device.captureFinger({ signal: never, onGuidance: () => (isAsked = true) });
      await lane.until(() => isAsked);
      await lane.unplug();
      expect(await lane.run(capturing)).toEqual({ ok: false, error: 'offline' });
      expect(await lane.run(lane.device.captureFinger({ signal: never }))).toEqual({ ok: false, error: 'offline' });
      await lane.plug();
      lane.simulator.liftFinger();
      await lane.until(() => lane.device.status().device === 'online');
      expect((await capture()).ok).toBe(true);
    });
  });
}
