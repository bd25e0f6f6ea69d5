import { passportReaderTool } from '../../../devices/passport-reader/cli.ts';
import { mrzScanner } from '../../../devices/passport-reader/driver.ts';
import { systemClock as clock } from '../../../main/clock/clock.ts';
import { ask, hardwareLane, onHardware, realChannel, tell } from '../../support/hardware-hands.ts';
import { worksByHand } from './by-hand.ts';

onHardware(passportReaderTool, process.env['KIOSK_TEST_PASSPORT_READER'], 'hardware.json', (name, profile) =>
  worksByHand(
    name,
    (delays) =>
      hardwareLane(mrzScanner({ channel: realChannel(profile.connection), clock, profile, delays }), {
        layDocument: async () => tell('lift what lies there, and lay a passport or a permit on the scanner'),
        layDocumentUnasked: () => ask('lay a passport or a permit on the scanner'),
        touchWithDocument: async () => tell('lay a passport on the scanner, and lift it at once'),
      }),
    { tellsBeginning: profile.framing.kind === 'est-100' },
  ),
);
