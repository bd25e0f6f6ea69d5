import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ioBoardErrors, type IoBoardError } from '../../../devices/io-board/io-board.ts';
import type { Result } from '../../../main/contract/result.ts';
import { worksByHand } from './by-hand.ts';
import { byHand, quiet, type Lane, type LaneOptions, type OpenLane } from './lane.ts';

const never = new AbortController().signal;

/** How a simulator brings about each way an act can fail. A new error without a way does not compile. */
const waysToFail: Record<IoBoardError, (lane: Lane) => Promise<Result<void, IoBoardError>>> = {
  offline(lane) {
    lane.simulator.play({ at: 'any', fault: 'silent' });
    return lane.device.unlockDoor(0, never);
  },
  boardFault(lane) {
    lane.simulator.play({ at: 'now', fault: 'deviceFailure' });
    return lane.device.unlockDoor(0, never);
  },
  notFitted: (lane) => lane.device.unlockDoor(9, never),
  doorStuck(lane) {
    lane.simulator.play({ at: 'now', fault: 'doorStuck' });
    return lane.device.unlockDoor(0, never);
  },
  cancelled: (lane) => lane.device.unlockDoor(0, AbortSignal.abort()),
};

/** What every IO board must do, whatever line it hangs on. */
export function ioBoardConformance(name: string, open: OpenLane): void {
  worksByHand(name, byHand(open));
  describe(`an IO board ${name}, at fault`, () => {
    let lane: Lane;
    beforeEach(async () => {
      lane = await open();
    });
    afterEach(() => lane.stop());

    const isOnline = (): boolean => lane.device.status().device === 'online';
    const sees = (lights: object) => () => {
      const seen = lane.simulator.lights();
      return Object.entries(lights).every(([light, rate]) => seen[light as keyof typeof seen] === rate);
    };
    async function reopen(options: LaneOptions): Promise<void> {
      await lane.stop();
      lane = await open(options);
    }

    it.each([
      { cabinetDoor: 'open' },
      { tamperSensor: 'on' },
      { proximitySensor: 'present' },
      { ups: 'battery' },
    ] as const)('notices %o', async (change) => {
      lane.simulator.set(change);
      const [[key, value] = []] = Object.entries(change);
      await lane.until(() => lane.device.status()[key as keyof typeof change] === value);
      expect(lane.device.status()).toEqual({ ...quiet, ...change });
    });

    it.each(ioBoardErrors)('can fail with %s, and works after it', async (error) => {
      expect(await lane.run(waysToFail[error](lane))).toEqual({ ok: false, error });
      lane.simulator.heal();
      lane.simulator.setDoor(0, 'closed');
      await lane.until(isOnline);
      expect(await lane.run(lane.device.unlockDoor(0, never))).toEqual({ ok: true, value: undefined });
      await lane.until(() => lane.device.status().doors[0] === 'open');
    });

    it.each([0, 1, 2])('opens door %i and holds its lock again', async (door) => {
      expect(await lane.run(lane.device.unlockDoor(door, never))).toEqual({ ok: true, value: undefined });
      expect(lane.simulator.isUnlocked(door)).toBe(false);
      if (door < 2) await lane.until(() => lane.device.status().doors[door] === 'open');
    });

    it('does not touch the lock of a door that is open', async () => {
      lane.simulator.setDoor(0, 'open');
      await lane.until(() => lane.device.status().doors[0] === 'open');
      const before = lane.written.length;
      expect(await lane.run(lane.device.unlockDoor(0, never))).toEqual({ ok: true, value: undefined });
      expect(lane.written.slice(before).some((request) => request[1] === 5 && request[3] === 4)).toBe(false);
    });

    it.each(['doorStuck', 'cancelled'])('holds the lock again when the door was %s', async (why) => {
      await reopen({ opensAfterMs: null });
      const abort = new AbortController();
      const opening = lane.device.unlockDoor(0, abort.signal);
      await lane.until(() => lane.simulator.isUnlocked(0));
      if (why === 'cancelled') abort.abort();
      expect(await lane.run(opening)).toEqual({ ok: false, error: why });
      expect(lane.simulator.isUnlocked(0)).toBe(false);
    });

    it('holds a lock again that is let go when it is stopped', async () => {
      await reopen({ opensAfterMs: null });
      const opening = lane.device.unlockDoor(0, never);
      await lane.until(() => lane.simulator.isUnlocked(0));
      await lane.run(lane.device.stop());
      expect(await opening).toEqual({ ok: false, error: 'cancelled' });
      expect(lane.simulator.isUnlocked(0)).toBe(false);
    });

    it('lights what it is told, and nothing else', async () => {
      expect(await lane.device.setLight('receiptPrinter', 'continuous')).toEqual({ ok: true, value: undefined });
      expect(await lane.device.setLight('statusGood', 'continuous')).toEqual({ ok: true, value: undefined });
      const lit = { idCardReader: 'off', receiptPrinter: 'continuous', statusGood: 'continuous', fasciaLight: 'off' };
      await lane.until(sees(lit));
      await lane.device.setLight('receiptPrinter', 'off');
      await lane.until(sees({ ...lit, receiptPrinter: 'off' }));
    });

    it('remembers what to light while the board is away, asks its sensors first, and lights it again', async () => {
      await lane.device.setLight('camera', 'continuous');
      await lane.until(sees({ camera: 'continuous' }));
      await lane.unplug();
      await lane.until(() => lane.device.status().device === 'offline');
      expect(lane.device.status()).toMatchObject({ cabinetDoor: 'unknown', doors: ['unknown', 'unknown', 'unknown'] });
      expect(await lane.device.setLight('fasciaLight', 'continuous')).toEqual({ ok: false, error: 'offline' });
      lane.simulator.set({ cabinetDoor: 'open' });
      const before = lane.written.length;
      await lane.plug();
      await lane.until(isOnline);
      expect(lane.device.status().cabinetDoor).toBe('open');
      await lane.until(sees({ camera: 'continuous', fasciaLight: 'continuous', idCardReader: 'off' }));
      const functions = lane.written.slice(before).map((request) => request[1] ?? 0);
      expect(functions.indexOf(2)).toBeLessThan(functions.findIndex((code) => code === 5 || code === 15));
    });

    it('is offline and says why when it goes silent, and online when it answers again', async () => {
      lane.simulator.play({ at: 'any', fault: 'silent' });
      await lane.until(() => lane.device.status().device === 'offline');
      expect(lane.device.status().reason).toBe('silent');
      lane.simulator.heal();
      await lane.until(isOnline);
      expect(lane.device.status()).toEqual(quiet);
    });

    it.each([
      ['illegalAddress', 'wrongFirmware'],
      ['illegalFunction', 'wrongFirmware'],
      ['deviceFailure', 'selfTestFailed'],
    ])('explains %s as %s, and recovers', async (fault, reason) => {
      lane.simulator.play({ at: 'now', fault });
      await lane.until(() => lane.device.status().device === 'hardwareError');
      expect(lane.device.status().reason).toBe(reason);
      expect(await lane.device.setLight('camera', 'continuous')).toEqual({ ok: false, error: 'boardFault' });
      lane.simulator.heal();
      await lane.until(isOnline);
      await lane.until(sees({ camera: 'continuous' }));
    });

    it.each(['wrongChecksum', 'cutShort', 'silent', 'junkBefore', 'oneByteChunks'])(
      'asks again after one answer with %s',
      async (fault) => {
        const states: string[] = [];
        lane.device.onStatusChanged(({ device }) => states.push(device));
        lane.simulator.play({ at: 'readInputs', fault, times: 1 });
        lane.simulator.set({ tamperSensor: 'on' });
        await lane.until(() => lane.device.status().tamperSensor === 'on');
        expect(states).toEqual(['online']);
      },
    );

    it('survives a board that babbles', async () => {
      lane.simulator.play({ at: 'any', fault: 'babble', times: 3 });
      lane.simulator.set({ tamperSensor: 'on' });
      await lane.until(() => lane.device.status().tamperSensor === 'on');
    });

    it('takes answers that come byte by byte', async () => {
      await reopen({ pieceBytes: 1 });
      expect(lane.device.status()).toEqual(quiet);
    });
  });
}
