import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { k720Dispenser, type K720Dispenser } from '../../../devices/card-dispenser/driver.ts';
import { serialChannel } from '../../../devices/transport/serial-channel.ts';
import { systemClock } from '../../../main/clock/clock.ts';

const port = process.env['KIOSK_TEST_CARD_DISPENSER'];
const MOVEMENTS_MS = 60_000;

if (!port) {
  it.todo('a real card dispenser: KIOSK_TEST_CARD_DISPENSER=/dev/ttyUSB0 npx vitest run tests/devices/card-dispenser');
} else {
  describe(`the card dispenser at ${port}`, () => {
    const signal = new AbortController().signal;
    let dispenser: K720Dispenser;
    beforeAll(async () => {
      const channel = serialChannel({ path: port, baudRate: 9600 });
      dispenser = k720Dispenser({ channel, clock: systemClock, profile: { driver: 'k720' } });
      await dispenser.start();
    });
    afterAll(() => dispenser.stop());

    it('is online with cards, and says what it is', async () => {
      expect(dispenser.status()).toMatchObject({ device: 'online', media: 'notPresent' });
      expect((await dispenser.selfTest()).ok).toBe(true);
    });

    it(
      'brings one card to the front, refuses a second one, and captures the first (leave it there)',
      async () => {
        expect(await dispenser.dispenseCard(signal)).toEqual({ ok: true, value: undefined });
        expect(await dispenser.cardPosition()).toEqual({ ok: true, value: 'atFront' });
        expect(await dispenser.dispenseCard(signal)).toEqual({ ok: false, error: 'cardInPath' });
        expect(await dispenser.captureCard(signal)).toEqual({ ok: true, value: undefined });
        expect(await dispenser.cardPosition()).toEqual({ ok: true, value: 'none' });
      },
      MOVEMENTS_MS,
    );
  });
}
