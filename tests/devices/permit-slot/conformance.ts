import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { permitSlotErrors, type PermitSlotError } from '../../../devices/permit-slot/permit-slot.ts';
import type { Result } from '../../../main/contract/result.ts';
import { worksByHand } from './by-hand.ts';
import { byHand, type Lane, type OpenLane } from './lane.ts';

const never = new AbortController().signal;
const done = { ok: true, value: undefined };

/** Takes a card in, as a visitor would. */
export async function withCardInside(lane: Lane): Promise<void> {
  const accepting = lane.device.acceptCard({ signal: never });
  await lane.until(() => lane.simulator.insertCard());
  expect(await lane.run(accepting)).toEqual(done);
}

async function ejecting(lane: Lane, at: string, fault: string): Promise<Result<void, PermitSlotError>> {
  await withCardInside(lane);
  lane.simulator.play({ at, fault });
  return lane.run(lane.device.ejectCard(never));
}

/** How a simulator brings about each way to fail. A new error without a way does not compile. */
const waysToFail: Record<PermitSlotError, (lane: Lane) => Promise<Result<void, PermitSlotError>>> = {
  notInserted: (lane) => lane.run(lane.device.acceptCard({ signal: never })),
  cancelled: (lane) => lane.run(lane.device.acceptCard({ signal: AbortSignal.abort() })),
  async cardRemoved(lane) {
    await withCardInside(lane);
    lane.simulator.play({ at: 'hold', fault: 'pulled' });
    return lane.run(lane.device.holdCard(never));
  },
  cardJammed: (lane) => ejecting(lane, 'eject', 'jam'),
  async cardNotAccepted(lane) {
    const accepting = lane.device.acceptCard({ signal: never });
    await lane.until(() => lane.simulator.insertCard('tooLong'));
    return lane.run(accepting);
  },
  noCard: (lane) => lane.run(lane.device.ejectCard(never)),
  async captureBinFull(lane) {
    await withCardInside(lane);
    lane.simulator.play({ at: 'now', fault: 'binFull' });
    return lane.run(lane.device.captureCard(never));
  },
  offline: (lane) => ejecting(lane, 'any', 'silent'),
  slotFault: (lane) => ejecting(lane, 'eject', 'sensorFault'),
};

/** What every permit slot must do, whatever line it hangs on. */
export function permitSlotConformance(name: string, open: OpenLane): void {
  worksByHand(name, byHand(open));
  describe(`a permit slot ${name}, at fault`, () => {
    let lane: Lane;
    beforeEach(async () => {
      lane = await open();
    });
    afterEach(() => lane.stop());
    const position = () => lane.run(lane.device.cardPosition());

    it.each(permitSlotErrors)('can fail with %s', async (error) => {
      lane = await reopened(lane, open, { delays: { insertTimeoutMs: 400 } });
      expect(await waysToFail[error](lane)).toEqual({ ok: false, error });
    });

    it('shuts the gate behind a card, after a wait in vain, and when the visitor leaves', async () => {
      await withCardInside(lane);
      expect(await lane.run(lane.device.ejectCard(never))).toEqual(done);
      lane.simulator.takeCard();
      expect(lane.simulator.insertCard()).toBe(false);
      const leaving = new AbortController();
      const accepting = lane.device.acceptCard({ signal: leaving.signal });
      await lane.run(lane.device.cardPosition());
      leaving.abort();
      expect(await lane.run(accepting)).toEqual({ ok: false, error: 'cancelled' });
      expect(lane.simulator.insertCard()).toBe(false);
    });

    it.each(['wrongChecksum', 'silent', 'cutShort', 'junkBefore', 'oneByteChunks', 'nak'])(
      'moves a card once, although an answer is %s',
      async (fault) => {
        for (const at of ['eject', 'acknowledge']) {
          await withCardInside(lane);
          const before = lane.simulator.movements;
          lane.simulator.play({ at, fault, times: 1 });
          expect(await lane.run(lane.device.ejectCard(never)), at).toEqual(done);
          expect(lane.simulator.movements - before).toBe(1);
          lane.simulator.heal();
          lane.simulator.takeCard();
        }
      },
    );

    it('has forgotten its init after a power cut: it is told again, and the card stays where it is', async () => {
      await withCardInside(lane);
      lane.simulator.cutPower();
      expect(await position()).toEqual({ ok: true, value: 'inside' });
      expect(await lane.run(lane.device.ejectCard(never))).toEqual(done);
      expect(lane.simulator.card).toBe('gate');
    });

    it.each([0, 3])(
      'unplugged in a movement, at byte %i: offline, and then it knows where the card is',
      async (byte) => {
        await withCardInside(lane);
        lane.simulator.play({ at: `eject:byte:${byte}`, fault: 'unplug' });
        expect(await lane.run(lane.device.ejectCard(never))).toEqual({ ok: false, error: 'offline' });
        expect(lane.device.status()).toMatchObject({
          device: expect.stringMatching(/offline|noDevice/),
          media: 'unknown',
        });
        const before = lane.simulator.movements;
        lane.simulator.heal();
        await lane.until(() => lane.device.status().device === 'online');
        expect(lane.device.status().media).toBe('present');
        expect(await position()).toEqual({ ok: true, value: 'atGate' });
        expect(lane.simulator.movements).toBe(before);
      },
    );

    it('is jammed until somebody frees the card, and finds out by itself that somebody did', async () => {
      await ejecting(lane, 'eject', 'jam');
      expect(lane.device.status()).toMatchObject({ device: 'hardwareError', media: 'jammed' });
      lane.simulator.heal();
      await lane.until(() => lane.device.status().device === 'online');
      expect(lane.device.status().media).toBe('present');
    });

    it('is silent, and online when it answers again', async () => {
      lane.simulator.play({ at: 'any', fault: 'silent' });
      await lane.until(() => lane.device.status().reason === 'silent');
      expect(lane.device.status().device).toBe('offline');
      lane.simulator.heal();
      await lane.until(() => lane.device.status().device === 'online');
    });

    it('finds a card inside at its start, and leaves it there', async () => {
      await withCardInside(lane);
      await lane.device.stop();
      const before = lane.simulator.movements;
      await lane.run(lane.device.start());
      expect(lane.device.status().media).toBe('present');
      expect(await position()).toEqual({ ok: true, value: 'inside' });
      expect(lane.simulator.movements).toBe(before);
    });

    it('is out of service with the wrong firmware, and says so', async () => {
      lane = await reopened(lane, open, { before: (sim) => sim.play({ at: 'now', fault: 'wrongVersion' }) });
      expect(lane.device.status()).toMatchObject({ device: 'hardwareError', reason: 'wrongFirmware' });
      expect(await lane.run(lane.device.acceptCard({ signal: never }))).toEqual({ ok: false, error: 'slotFault' });
      expect(await position()).toEqual({ ok: false, error: 'slotFault' });
    });

    it('knows that its bin is full before anything moves', async () => {
      await withCardInside(lane);
      lane.simulator.play({ at: 'now', fault: 'binFull' });
      const before = lane.simulator.movements;
      expect(await lane.run(lane.device.captureCard(never))).toEqual({ ok: false, error: 'captureBinFull' });
      expect(lane.device.status().captureBin).toBe('full');
      expect(lane.simulator.movements).toBe(before);
    });

    it('survives a machine that babbles', async () => {
      lane.simulator.play({ at: 'status', fault: 'babble' });
      expect((await lane.run(lane.device.cardPosition())).ok).toBe(false);
      lane.simulator.heal();
      await lane.until(() => lane.device.status().device === 'online');
    });
  });
}

async function reopened(lane: Lane, open: OpenLane, options: Parameters<OpenLane>[0]): Promise<Lane> {
  await lane.stop();
  return open(options);
}
