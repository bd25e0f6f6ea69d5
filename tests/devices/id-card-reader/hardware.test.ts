import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { samVChannel } from '../../../devices/id-card-reader/auto-baud.ts';
import { samVReader, type SamVReader } from '../../../devices/id-card-reader/driver.ts';
import { serialChannel } from '../../../devices/transport/serial-channel.ts';
import { systemClock } from '../../../main/clock/clock.ts';

const port = process.env['KIOSK_TEST_ID_CARD_READER'];
/** Somebody has to fetch a card and lay it down. */
const BY_HAND_MS = 120_000;

if (!port) {
  it.todo('a real ID card reader: KIOSK_TEST_ID_CARD_READER=/dev/ttyUSB0 npx vitest run tests/devices/id-card-reader');
} else {
  describe(`the ID card reader at ${port}`, () => {
    let reader: SamVReader;
    beforeAll(async () => {
      const channel = samVChannel({ kind: 'serial', path: port, baudRate: 'auto' }, systemClock, (line) => {
        if (line.kind !== 'serial') throw new Error('a serial line was asked for');
        return serialChannel(line);
      });
      reader = samVReader({ channel, clock: systemClock });
      await reader.start();
    });
    afterAll(() => reader.stop());

    it('is online and has a module number', async () => {
      expect(reader.status().device).toBe('online');
      expect((await reader.selfTest()).ok).toBe(true);
    });

    it(
      'reads a card laid on it (do it now), once, and knows that it still lies there',
      async () => {
        const signal = AbortSignal.timeout(BY_HAND_MS);
        console.warn('lay a resident ID card on the reader, and leave it there');
        const card = await reader.readCard({ signal });
        // Never the card itself: a failure would print it.
        expect(card.ok ? 'read' : card.error).toBe('read');
        expect(await reader.isCardPresent()).toEqual({ ok: true, value: true });
      },
      BY_HAND_MS,
    );
  });
}
