import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cardDispenseErrors, type CardDispenseError } from '../../../devices/card-dispenser/card-dispenser.ts';
import type { Result } from '../../../main/contract/result.ts';
import { worksByHand } from './by-hand.ts';
import { byHand, type Lane, type OpenLane } from './lane.ts';

const never = new AbortController().signal;
const done = { ok: true, value: undefined };
type Outcome = Promise<Result<void, CardDispenseError>>;

const dispense = (lane: Lane): Outcome => lane.run(lane.device.dispenseCard(never));
function dispenseWith(lane: Lane, at: string, fault: string): Outcome {
  lane.simulator.play({ at, fault, times: 1 });
  return dispense(lane);
}

/** How a simulator brings about each way to fail. A new error without a way does not compile. */
const waysToFail: Record<CardDispenseError, (lane: Lane) => Outcome> = {
  empty: (lane) => dispenseWith(lane, 'now', 'empty'),
  cardJammed: (lane) => dispenseWith(lane, 'dispense', 'jam'),
  cardOverlap: (lane) => dispenseWith(lane, 'dispense', 'overlap'),
  captureBinFull: (lane) => dispenseWith(lane, 'now', 'binFull'),
  async cardInPath(lane) {
    expect(await dispense(lane)).toEqual(done);
    return dispense(lane);
  },
  noCard: (lane) => lane.run(lane.device.captureCard(never)),
  async notConfirmed(lane) {
    const outcome = lane.device.dispenseCard(never);
    await lane.until(() => lane.simulator.cards.inPath > 0);
    lane.simulator.play({ at: 'any', fault: 'silent' });
    return lane.run(outcome);
  },
  cancelled: (lane) => lane.run(lane.device.dispenseCard(AbortSignal.abort())),
  offline(lane) {
    lane.simulator.play({ at: 'any', fault: 'silent' });
    return dispense(lane);
  },
  dispenserFault: (lane) => dispenseWith(lane, 'dispense', 'dispenseError'),
};

/** What every card dispenser must do, whatever line it hangs on. */
export function cardDispenserConformance(name: string, open: OpenLane): void {
  worksByHand(name, byHand(open));
  describe(`a card dispenser ${name}, at fault`, () => {
    let lane: Lane;
    beforeEach(async () => {
      lane = await open();
    });
    afterEach(() => lane.stop());
    const position = () => lane.run(lane.device.cardPosition());
    const capture = () => lane.run(lane.device.captureCard(never));
    async function reopen(options: Parameters<OpenLane>[0]): Promise<void> {
      await lane.stop();
      lane = await open(options);
    }

    it.each(cardDispenseErrors)('can fail with %s', async (error) => {
      expect(await waysToFail[error](lane)).toEqual({ ok: false, error });
    });

    it('does not know what happened when no answer and no answer of the sensors comes', async () => {
      const outcome = lane.device.dispenseCard(never);
      await lane.until(() => lane.simulator.cards.inPath > 0);
      lane.simulator.play({ at: 'now', fault: 'unplug' });
      expect(await lane.run(outcome)).toEqual({ ok: false, error: 'notConfirmed' });
      lane.simulator.heal();
      await lane.until(() => lane.device.status().device === 'online');
      expect(lane.device.status().media).toBe('present');
      expect(await dispense(lane)).toEqual({ ok: false, error: 'cardInPath' });
    });

    it('says that a card came, although the line was away while it did', async () => {
      const outcome = lane.device.dispenseCard(never);
      await lane.until(() => lane.simulator.cards.inPath > 0);
      lane.simulator.play({ at: 'now', fault: 'unplug' });
      await lane.until(() => lane.simulator.cards.atFront > 0);
      lane.simulator.heal();
      expect(await lane.run(outcome)).toEqual(done);
      expect(lane.simulator.cards.atFront).toBe(1);
    });

    it('keeps both of two cards that came at once, and goes on', async () => {
      expect(await dispenseWith(lane, 'dispense', 'overlap')).toEqual({ ok: false, error: 'cardOverlap' });
      expect(lane.simulator.cards).toMatchObject({ bin: 2, visitor: 0, atFront: 0, inPath: 0 });
      expect(await dispense(lane)).toEqual(done);
    });

    it.each(['wrongChecksum', 'silent', 'cutShort', 'junkBefore', 'oneByteChunks', 'nak'])(
      'gives one card, although an answer is %s',
      async (fault) => {
        for (const at of ['acknowledge', 'dispense', 'status']) {
          lane.simulator.play({ at, fault, times: 1 });
          expect(await dispense(lane), at).toEqual(done);
          lane.simulator.heal();
          expect(lane.simulator.cards.atFront).toBe(1);
          lane.simulator.takeCard();
        }
      },
    );

    it('does not need the machine to answer a movement', async () => {
      await reopen({ answersMovements: false });
      expect(await dispense(lane)).toEqual(done);
      expect(await capture()).toEqual(done);
    });

    it('gives the last card, and is empty then', async () => {
      await reopen({ cards: 1 });
      expect(lane.device.status().cards).toBe('low');
      expect(await dispense(lane)).toEqual(done);
      lane.simulator.takeCard();
      expect(await position()).toEqual({ ok: true, value: 'none' });
      expect(lane.device.status().cards).toBe('empty');
      expect(await dispense(lane)).toEqual({ ok: false, error: 'empty' });
      lane.simulator.refill(50);
      await lane.until(() => lane.device.status().cards === 'ok');
      expect(await dispense(lane)).toEqual(done);
    });

    it('says early that few cards are left, and that the bin is full', async () => {
      lane.simulator.play({ at: 'now', fault: 'nearlyEmpty' });
      await lane.until(() => lane.device.status().cards === 'low');
      expect(await dispense(lane)).toEqual(done);
      lane.simulator.play({ at: 'now', fault: 'binFull' });
      expect(await capture()).toEqual({ ok: false, error: 'captureBinFull' });
      expect(lane.device.status().captureBin).toBe('full');
      expect(lane.simulator.cards.atFront).toBe(1);
    });

    it.each(['prepareFailed', 'cannotExecute', 'captureError'])(
      'is out of order with %s, until its reset',
      async (fault) => {
        if (fault === 'captureError') expect(await dispense(lane)).toEqual(done);
        lane.simulator.play({ at: fault === 'captureError' ? 'capture' : 'dispense', fault, times: 1 });
        if (fault === 'captureError') expect(await capture()).toEqual({ ok: false, error: 'dispenserFault' });
        else if (fault === 'cannotExecute')
          expect(await dispense(lane)).toEqual({ ok: false, error: 'dispenserFault' });
        else expect((await dispense(lane)).ok).toBe(true);
        expect(await position()).toMatchObject({ ok: true });
        expect(lane.device.status()).toMatchObject({ device: 'hardwareError', reason: 'selfTestFailed' });
        lane.simulator.heal();
        expect(await lane.run(lane.device.reset())).toEqual(done);
        expect(lane.device.status().device).toBe('online');
      },
    );

    it('is jammed until somebody frees the path, and finds out by itself that somebody did', async () => {
      expect(await dispenseWith(lane, 'dispense', 'jam')).toEqual({ ok: false, error: 'cardJammed' });
      expect(lane.device.status()).toMatchObject({ device: 'hardwareError', media: 'jammed' });
      expect(await dispense(lane)).toEqual({ ok: false, error: 'cardJammed' });
      expect(await capture()).toEqual({ ok: false, error: 'cardJammed' });
      lane.simulator.heal();
      await lane.until(() => lane.device.status().device === 'online');
      expect(await dispense(lane)).toEqual(done);
    });

    it('is out of service with the wrong firmware, and says so', async () => {
      await reopen({ before: (simulator) => simulator.play({ at: 'now', fault: 'wrongVersion' }) });
      expect(lane.device.status()).toMatchObject({ device: 'hardwareError', reason: 'wrongFirmware' });
      expect(await dispense(lane)).toEqual({ ok: false, error: 'dispenserFault' });
      expect(await position()).toEqual({ ok: false, error: 'dispenserFault' });
    });

    it('is silent, and online when it answers again', async () => {
      lane.simulator.play({ at: 'any', fault: 'silent' });
      await lane.until(() => lane.device.status().reason === 'silent');
      expect(lane.device.status().device).toBe('offline');
      lane.simulator.heal();
      await lane.until(() => lane.device.status().device === 'online');
    });

    it('survives a machine that babbles', async () => {
      lane.simulator.play({ at: 'status', fault: 'babble' });
      expect((await position()).ok).toBe(false);
      lane.simulator.heal();
      await lane.until(() => lane.device.status().device === 'online');
    });
  });
}
