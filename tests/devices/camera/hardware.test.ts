import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { vc0706Camera, type Vc0706Camera } from '../../../devices/camera/driver.ts';
import { readJpeg } from '../../../devices/camera/jpeg.ts';
import { vc0706Profile } from '../../../devices/camera/profile.ts';
import { serialChannel } from '../../../devices/transport/serial-channel.ts';
import { systemClock } from '../../../main/clock/clock.ts';
import { never } from './lane.ts';

const port = process.env['KIOSK_TEST_CAMERA'];
const baudRate = Number(process.env['KIOSK_TEST_CAMERA_BAUD'] ?? 38_400);
/** Two pictures at 38400 baud. */
const SLOW_MS = 90_000;

if (!port) {
  it.todo('a real serial camera: KIOSK_TEST_CAMERA=/dev/ttyUSB0 npx vitest run tests/devices/camera');
} else {
  describe(`the camera at ${port}`, () => {
    let camera: Vc0706Camera;
    beforeAll(async () => {
      const connection = { kind: 'serial', path: port, baudRate } as const;
      const profile = vc0706Profile.parse({ driver: 'vc0706', connection });
      camera = vc0706Camera({ channel: serialChannel(connection), clock: systemClock, profile });
      await camera.start();
    }, SLOW_MS);
    afterAll(() => camera.stop());

    it('is online and names its version', async () => {
      expect(camera.status()).toEqual({ device: 'online' });
      expect((await camera.selfTest()).ok).toBe(true);
    });

    it(
      'takes two whole pictures of the size in its profile',
      async () => {
        for (const _ of [1, 2]) {
          const picture = await camera.takePicture(never);
          // Never the picture itself: a failure would print it.
          expect(picture.ok ? 'taken' : picture.error).toBe('taken');
          expect(picture.ok && readJpeg(picture.value)?.widthPx).toBe(640);
        }
      },
      SLOW_MS,
    );
  });
}
