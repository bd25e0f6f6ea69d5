import { codeScannerTool } from '../../../devices/code-scanner/cli.ts';
import { codeScanner } from '../../../devices/code-scanner/driver.ts';
import { systemClock as clock } from '../../../main/clock/clock.ts';
import { ask, hardwareLane, onHardware, realChannel, tell } from '../../support/hardware-hands.ts';
import { worksByHand } from './by-hand.ts';

onHardware(codeScannerTool, process.env['KIOSK_TEST_CODE_SCANNER'], 'hardware.json', (name, profile) =>
  worksByHand(name, (delays) =>
    hardwareLane(codeScanner({ channel: realChannel(profile.connection), clock, profile, delays }), {
      showCode: async () => tell('hold any QR code before the scanner'),
      showCodeUnasked: () => ask('hold any QR code before the scanner until it beeps, and take it away'),
    }),
  ),
);
