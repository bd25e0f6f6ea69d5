import { ioBoardTool } from '../../../devices/io-board/cli.ts';
import { ioBoard } from '../../../devices/io-board/driver.ts';
import { systemClock as clock } from '../../../main/clock/clock.ts';
import { ask, hardwareLane, onHardware, realChannel } from '../../support/hardware-hands.ts';
import { worksByHand } from './by-hand.ts';

onHardware(ioBoardTool, process.env['KIOSK_TEST_IO_BOARD'], 'hardware.json', (name, profile) =>
  worksByHand(name, () => {
    const board = ioBoard({ channel: realChannel(profile.connection), clock, profile });
    return hardwareLane(board, {
      setCabinetDoor: (state) =>
        ask(state === 'open' ? 'open the cabinet' : 'close the cabinet', () => board.status().cabinetDoor === state),
      closeDoor: (door) => ask(`close door ${door + 1}`, () => board.status().doors[door] === 'closed'),
      look: (light) => ask(`see that the light ${light} burns, and interrupt the test if it does not`),
    });
  }),
);
