import { samVChannel } from '../../../devices/id-card-reader/auto-baud.ts';
import { idCardReaderTool } from '../../../devices/id-card-reader/cli.ts';
import { samVReader } from '../../../devices/id-card-reader/driver.ts';
import { systemClock as clock } from '../../../main/clock/clock.ts';
import { ask, hardwareLane, onHardware, realChannel, tell } from '../../support/hardware-hands.ts';
import { worksByHand } from './by-hand.ts';

onHardware(idCardReaderTool, process.env['KIOSK_TEST_ID_CARD_READER'], '/dev/ttyUSB0', (name, profile) =>
  worksByHand(name, async (delays) => {
    const channel = samVChannel(profile.connection, clock, realChannel);
    const reader = samVReader({ channel, clock, profile, delays });
    const lies = async (wanted: boolean): Promise<boolean> => {
      const found = await reader.isCardPresent();
      return found.ok && found.value === wanted;
    };
    const lane = await hardwareLane(reader, {
      layCard: () => ask('lay a card on the reader, and leave it there', () => lies(true)),
      takeCard: () => ask('take the card off', () => lies(false)),
      touchWithCard: () => tell('lay a card on the reader for half a second, again until it is seen'),
    });
    if (await lies(true)) await lane.hands.takeCard();
    return lane;
  }),
);
