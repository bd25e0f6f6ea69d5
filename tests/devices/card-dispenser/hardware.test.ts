import { cardDispenserTool } from '../../../devices/card-dispenser/cli.ts';
import { k720Dispenser } from '../../../devices/card-dispenser/driver.ts';
import { systemClock as clock } from '../../../main/clock/clock.ts';
import { ask, hardwareLane, onHardware, realChannel } from '../../support/hardware-hands.ts';
import { worksByHand } from './by-hand.ts';

onHardware(cardDispenserTool, process.env['KIOSK_TEST_CARD_DISPENSER'], '/dev/ttyUSB0', (name, profile) =>
  worksByHand(name, async () => {
    const dispenser = k720Dispenser({ channel: realChannel(profile.connection), clock, profile });
    const isTaken = async (): Promise<boolean> => {
      const position = await dispenser.cardPosition();
      return position.ok && position.value === 'none';
    };
    const lane = await hardwareLane(dispenser, { takeCard: () => ask('take the card', isTaken) });
    // What a test that failed has left there.
    if (dispenser.status().media === 'present') await dispenser.captureCard(new AbortController().signal);
    return lane;
  }),
);
