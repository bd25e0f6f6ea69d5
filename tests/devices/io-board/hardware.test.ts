import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ioBoard, type IoBoardDriver } from '../../../devices/io-board/driver.ts';
import { ioBoardProfile, lightNames } from '../../../devices/io-board/profile.ts';
import { channelTo } from '../../../devices/transport/connection.ts';
import { delay, systemClock } from '../../../main/clock/clock.ts';

const entry = process.env['KIOSK_TEST_IO_BOARD'];

if (!entry) {
  it.todo(
    'a real IO board: KIOSK_TEST_IO_BOARD=<its entry of a hardware profile as JSON> npx vitest run tests/devices/io-board',
  );
} else {
  describe('the IO board', () => {
    let board: IoBoardDriver;
    beforeAll(async () => {
      const profile = ioBoardProfile.parse(JSON.parse(entry));
      if (profile.connection.kind === 'simulated') throw new Error('this profile simulates the board');
      board = ioBoard({ channel: channelTo(profile.connection, systemClock), clock: systemClock, profile });
      await board.start();
    });
    afterAll(() => board.stop());

    it('is online, with a sensor for everything that is wired', () => {
      const { profile } = board;
      const status = board.status();
      expect(status.device).toBe('online');
      expect(status.cabinetDoor === 'unknown').toBe(!profile.cabinetDoor);
      expect(status.ups === 'unknown').toBe(!profile.onBattery);
    });

    it('lights every lamp in turn (look), and stays online', async () => {
      for (const light of lightNames) {
        if (!board.profile.lights[light]) continue;
        await board.setLight(light, 'continuous');
        await delay(systemClock, 500);
        await board.setLight(light, 'off');
      }
      await delay(systemClock, 500);
      expect(board.status().device).toBe('online');
    });
  });
}
