import { permitSlotTool } from '../../../devices/permit-slot/cli.ts';
import { crtPermitSlot } from '../../../devices/permit-slot/driver.ts';
import type { CardPosition } from '../../../devices/permit-slot/permit-slot.ts';
import { systemClock as clock } from '../../../main/clock/clock.ts';
import { ask, hardwareLane, onHardware, realChannel, tell } from '../../support/hardware-hands.ts';
import { worksByHand } from './by-hand.ts';

onHardware(permitSlotTool, process.env['KIOSK_TEST_PERMIT_SLOT'], '/dev/ttyUSB0', (name, profile) =>
  worksByHand(name, async (delays) => {
    const slot = crtPermitSlot({ channel: realChannel(profile.connection), clock, profile, delays });
    const lies = async (wanted: CardPosition): Promise<boolean> => {
      const position = await slot.cardPosition();
      return position.ok && position.value === wanted;
    };
    const lane = await hardwareLane(slot, {
      insertCard: async () => tell('put a card into the slot'),
      takeCard: () => ask('take the card out', () => lies('none')),
      holdBackCard: async () => tell('put a card into the slot, and pull it out while it is drawn in'),
    });
    // What a test that failed has left there.
    if (await lies('inside')) await slot.ejectCard(new AbortController().signal);
    if (await lies('atGate')) await lane.hands.takeCard();
    return lane;
  }),
);
