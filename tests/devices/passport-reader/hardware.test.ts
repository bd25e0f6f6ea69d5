import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mrzScanner, type MrzScanner } from '../../../devices/passport-reader/driver.ts';
import { passportReaderProfile } from '../../../devices/passport-reader/profile.ts';
import { channelTo } from '../../../devices/transport/connection.ts';
import { systemClock } from '../../../main/clock/clock.ts';

/** A hardware profile: how the scanner speaks is no less needed than where it is. */
const file = process.env['KIOSK_TEST_PASSPORT_READER'];
/** Somebody has to fetch a passport and lay it down. */
const BY_HAND_MS = 120_000;

if (!file) {
  it.todo(
    'a real passport reader: KIOSK_TEST_PASSPORT_READER=<hardware profile> npx vitest run tests/devices/passport-reader',
  );
} else {
  describe(`the passport reader of ${file}`, () => {
    let reader: MrzScanner;
    beforeAll(async () => {
      const profile = passportReaderProfile.parse(JSON.parse(readFileSync(file, 'utf8')).passportReader);
      if (profile.connection.kind === 'simulated') throw new Error('this profile simulates the reader');
      reader = mrzScanner({ channel: channelTo(profile.connection, systemClock), clock: systemClock, profile });
      await reader.start();
    });
    afterAll(() => reader.stop());

    it(
      'reads a document laid on it (do it now)',
      async () => {
        console.warn('lay a passport or an exit-entry permit on the scanner');
        const read = await reader.readDocument({ signal: AbortSignal.timeout(BY_HAND_MS) });
        // Never the document itself: a failure would print it.
        expect(read.ok ? 'read' : read.error.code).toBe('read');
        expect(reader.misfits).toBe(0);
      },
      BY_HAND_MS,
    );
  });
}
