import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeScanner, type DrivenCodeScanner } from '../../../devices/code-scanner/driver.ts';
import { codeScannerProfile } from '../../../devices/code-scanner/profile.ts';
import { channelTo } from '../../../devices/transport/connection.ts';
import { systemClock } from '../../../main/clock/clock.ts';

/** A hardware profile: how the scanner speaks is no less needed than where it is. */
const file = process.env['KIOSK_TEST_CODE_SCANNER'];
/** Somebody has to hold a code before it. */
const BY_HAND_MS = 120_000;

if (!file) {
  it.todo('a real code scanner: KIOSK_TEST_CODE_SCANNER=<hardware profile> npx vitest run tests/devices/code-scanner');
} else {
  describe(`the code scanner of ${file}`, () => {
    let scanner: DrivenCodeScanner;
    beforeAll(async () => {
      const profile = codeScannerProfile.parse(JSON.parse(readFileSync(file, 'utf8')).codeScanner);
      if (profile.connection.kind === 'simulated') throw new Error('this profile simulates the scanner');
      scanner = codeScanner({ channel: channelTo(profile.connection, systemClock), clock: systemClock, profile });
      await scanner.start();
    });
    afterAll(() => scanner.stop());

    it(
      'scans a code held before it (do it now)',
      async () => {
        console.warn('hold any QR code before the scanner');
        const scanned = await scanner.scanCode({ signal: AbortSignal.timeout(BY_HAND_MS) });
        expect(scanned.ok ? 'scanned' : scanned.error).toBe('scanned');
        expect(scanner.misfits).toBe(0);
      },
      BY_HAND_MS,
    );
  });
}
