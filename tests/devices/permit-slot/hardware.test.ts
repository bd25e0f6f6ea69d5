import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { crtPermitSlot, type CrtPermitSlot } from '../../../devices/permit-slot/driver.ts';
import { serialChannel } from '../../../devices/transport/serial-channel.ts';
import { systemClock } from '../../../main/clock/clock.ts';

const port = process.env['KIOSK_TEST_PERMIT_SLOT'];
/** Somebody has to fetch a card, put it in and take it out. */
const BY_HAND_MS = 180_000;

if (!port) {
  it.todo('a real permit slot: KIOSK_TEST_PERMIT_SLOT=/dev/ttyUSB0 npx vitest run tests/devices/permit-slot');
} else {
  describe(`the permit slot at ${port}`, () => {
    let slot: CrtPermitSlot;
    beforeAll(async () => {
      const channel = serialChannel({ path: port, baudRate: 9600 });
      slot = crtPermitSlot({ channel, clock: systemClock, profile: { driver: 'crt-571' } });
      await slot.start();
    });
    afterAll(() => slot.stop());

    it('is online, and says what it is', async () => {
      expect(slot.status().device).toBe('online');
      expect((await slot.selfTest()).ok).toBe(true);
    });

    it(
      'takes a card in, holds it and gives it back (put one in now, and take it again)',
      async () => {
        const signal = AbortSignal.timeout(BY_HAND_MS);
        console.warn('put a card into the slot; take it when it comes back');
        expect(await slot.acceptCard({ signal })).toEqual({ ok: true, value: undefined });
        expect(await slot.cardPosition()).toEqual({ ok: true, value: 'inside' });
        expect(await slot.holdCard(signal)).toEqual({ ok: true, value: undefined });
        expect(await slot.ejectCard(signal)).toEqual({ ok: true, value: undefined });
        await expect
          .poll(() => slot.cardPosition(), { timeout: BY_HAND_MS, interval: 500 })
          .toEqual({ ok: true, value: 'none' });
      },
      BY_HAND_MS,
    );
  });
}
