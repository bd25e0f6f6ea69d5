import { fingerprintReaderTool } from '../../../devices/fingerprint-reader/cli.ts';
import { fingerprintReader } from '../../../devices/fingerprint-reader/driver.ts';
import { systemClock as clock } from '../../../main/clock/clock.ts';
import type { FingerGuidance } from '../../../main/contract/finger.ts';
import { ask, hardwareLane, onHardware, realChannel, tell } from '../../support/hardware-hands.ts';
import { worksByHand } from './by-hand.ts';

const words: Record<FingerGuidance, string> = {
  place: 'place a finger',
  hold: 'keep it still',
  lift: 'lift the finger',
  pressHarder: 'press harder',
  pressLighter: 'press more lightly',
  moveToCentre: 'move the finger to the centre',
  wipeFinger: 'wipe the finger',
};

onHardware(fingerprintReaderTool, process.env['KIOSK_TEST_FINGERPRINT_READER'], '/dev/ttyUSB0', (name, profile) =>
  worksByHand(name, (delays) =>
    hardwareLane(fingerprintReader({ channel: realChannel(profile.connection), clock, profile, delays }), {
      follow: (guidance) => tell(words[guidance]),
      placeUnasked: () => ask('place a finger, and leave it there'),
    }),
  ),
);
