import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fingerprintReaderTool } from '../../../devices/fingerprint-reader/cli.ts';
import { fingerprintReader, type FingerprintReaderDriver } from '../../../devices/fingerprint-reader/driver.ts';
import { fingerprintReaderProfile } from '../../../devices/fingerprint-reader/profile.ts';
import { channelTo } from '../../../devices/transport/connection.ts';
import { systemClock } from '../../../main/clock/clock.ts';

const entry = process.env['KIOSK_TEST_FINGERPRINT_READER'];
/** Somebody has to come and place a finger twice. */
const BY_HAND_MS = 120_000;

if (!entry) {
  it.todo(
    'a real fingerprint reader: KIOSK_TEST_FINGERPRINT_READER=/dev/ttyUSB0, or its entry of a hardware profile as JSON, npx vitest run tests/devices/fingerprint-reader',
  );
} else {
  describe('the fingerprint reader', () => {
    let reader: FingerprintReaderDriver;
    beforeAll(async () => {
      const profile = fingerprintReaderProfile.parse(
        entry.startsWith('{')
          ? JSON.parse(entry)
          : fingerprintReaderTool.entryAt({ kind: 'serial', path: entry, baudRate: 57_600 }, null),
      );
      if (profile.connection.kind === 'simulated') throw new Error('this profile simulates the reader');
      reader = fingerprintReader({
        channel: channelTo(profile.connection, systemClock),
        clock: systemClock,
        profile,
      });
      await reader.start();
    });
    afterAll(() => reader.stop());

    it('is online and says what it is', async () => {
      expect(reader.status().device).toBe('online');
      expect((await reader.selfTest()).ok).toBe(true);
    });

    it(
      'takes a finger (place it now, and follow the words)',
      async () => {
        const taken = await reader.captureFinger({
          signal: AbortSignal.timeout(BY_HAND_MS),
          onGuidance: (guidance) => console.warn(guidance),
        });
        // Never the finger itself: a failure would print it.
        expect(taken.ok ? 'taken' : taken.error).toBe('taken');
        if (taken.ok) taken.value.features.fill(0);
      },
      BY_HAND_MS,
    );
  });
}
