import { cameraTool } from '../../../devices/camera/cli.ts';
import { vc0706Camera } from '../../../devices/camera/driver.ts';
import { systemClock as clock } from '../../../main/clock/clock.ts';
import { hardwareLane, onHardware, realChannel } from '../../support/hardware-hands.ts';
import { worksByHand } from './by-hand.ts';

onHardware(cameraTool, process.env['KIOSK_TEST_CAMERA'], '/dev/ttyUSB0', (name, profile) =>
  worksByHand(name, () =>
    hardwareLane(vc0706Camera({ channel: realChannel(profile.connection), clock, profile }), undefined),
  ),
);
